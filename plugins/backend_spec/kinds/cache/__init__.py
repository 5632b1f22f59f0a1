"""The cache specification: which keys there are, whose they are, and which operations touch them."""

from __future__ import annotations

from backend_spec.kind import Kind
from backend_spec.kinds.cache.conventions import FILES, OUTLINE, TITLES
from backend_spec.reading import Collector


def _extract(collector: Collector) -> None:
    from backend_spec.kinds.cache.extract import extract  # by the process that reads such a document

    extract(collector)


KIND = Kind(
    name="cache",
    file="cache_specification.md",
    title="Cache Strategy",
    outline=OUTLINE,
    extract=_extract,
    titles=TITLES,
    files=FILES,
)
