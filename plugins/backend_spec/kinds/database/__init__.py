"""The database schema: which tables there are, what they consist of, and whose they are."""

from __future__ import annotations

from backend_spec.kind import Kind
from backend_spec.kinds.database.conventions import FILES, OUTLINE, TITLES
from backend_spec.reading import Collector


def _extract(collector: Collector) -> None:
    from backend_spec.kinds.database.extract import extract  # by the process that reads such a document

    extract(collector)


KIND = Kind(
    name="database",
    file="database_schema.md",
    title="Database Schema",
    outline=OUTLINE,
    extract=_extract,
    titles=TITLES,
    files=FILES,
)
