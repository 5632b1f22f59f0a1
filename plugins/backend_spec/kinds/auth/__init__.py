"""The authentication document: tokens, passwords, flows, sessions, and what they name of the other documents."""

from backend_spec.kind import Kind
from backend_spec.kinds.auth import conventions
from backend_spec.kinds.auth.extract import extract

KIND = Kind(
    "auth",
    "auth_specification.md",
    "Authentication Flow",
    conventions.OUTLINE,
    extract,
    titles=conventions.TITLES,
    files=conventions.FILES,
)
