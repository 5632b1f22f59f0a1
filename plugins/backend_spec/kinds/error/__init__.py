"""The error specification: the registered errors, their ranges, and how they travel to the client."""

from __future__ import annotations

from backend_spec.kind import Kind
from backend_spec.kinds.error.conventions import FILES, OUTLINE, TITLES
from backend_spec.reading import Collector


def _extract(collector: Collector) -> None:
    from backend_spec.kinds.error.extract import extract  # by the process that reads such a document

    extract(collector)


KIND = Kind(
    name="error",
    file="error_specification.md",
    title="Error Handling",
    outline=OUTLINE,
    extract=_extract,
    titles=TITLES,
    files=FILES,
)
