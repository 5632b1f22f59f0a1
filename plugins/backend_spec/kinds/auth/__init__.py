"""The authentication document: tokens, passwords, flows, sessions, and what they name of the other documents."""

from backend_spec.kind import Kind
from backend_spec.kinds.auth import conventions
from backend_spec.reading import Collector


def _extract(collector: Collector) -> None:
    from backend_spec.kinds.auth.extract import extract  # by the process that reads such a document

    extract(collector)


KIND = Kind(
    "auth",
    "auth_specification.md",
    "Authentication Flow",
    conventions.OUTLINE,
    _extract,
    titles=conventions.TITLES,
    files=conventions.FILES,
)
