"""The slices: one folder per sort of document, with its conventions, extraction and rules. This is the one list."""

from __future__ import annotations

from backend_spec.kind import Kind
from backend_spec.kinds import api, architecture, auth, cache, database, error, event, grpc

KINDS: tuple[Kind, ...] = (
    architecture.KIND,
    api.KIND,
    grpc.KIND,
    database.KIND,
    auth.KIND,
    cache.KIND,
    error.KIND,
    event.KIND,
)
"""In the order of the document catalogue (seed 1)."""
