"""The architecture document: services, infrastructure, who is responsible for what, who talks to whom."""

from backend_spec.kind import Kind
from backend_spec.kinds.architecture import conventions
from backend_spec.reading import Collector


def _extract(collector: Collector) -> None:
    from backend_spec.kinds.architecture.extract import extract  # by the process that reads such a document

    extract(collector)


KIND = Kind(
    "architecture",
    "architecture.md",
    "Backend System Architecture",
    conventions.OUTLINE,
    _extract,
    titles=conventions.TITLES,
    files=conventions.FILES,
)
