"""The architecture document: services, infrastructure, who is responsible for what, who talks to whom."""

from backend_spec.kind import Kind
from backend_spec.kinds.architecture import conventions
from backend_spec.kinds.architecture.extract import extract

KIND = Kind(
    "architecture",
    "architecture.md",
    "Backend System Architecture",
    conventions.OUTLINE,
    extract,
    titles=conventions.TITLES,
    files=conventions.FILES,
)
