"""The event specification: topics, events and their schemas, producers and consumers, what happens on failure."""

from __future__ import annotations

from backend_spec.kind import Kind
from backend_spec.kinds.event.conventions import FILES, OUTLINE, TITLES
from backend_spec.reading import Collector


def _extract(collector: Collector) -> None:
    from backend_spec.kinds.event.extract import extract  # by the process that reads such a document

    extract(collector)


KIND = Kind(
    name="event",
    file="event_specification.md",
    title="Event & Messaging Specification",
    outline=OUTLINE,
    extract=_extract,
    titles=TITLES,
    files=FILES,
)
