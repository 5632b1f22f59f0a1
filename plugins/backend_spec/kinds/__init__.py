"""The slices: one folder per sort of document, with its conventions, extraction and rules. This is the one list."""

from __future__ import annotations

import importlib

from backend_spec.kind import Kind

KINDS: tuple[Kind, ...] = ()
for _name in ("architecture", "api", "grpc", "database", "auth", "cache", "error", "event"):
    try:  # temporary, until every slice has landed
        KINDS += (importlib.import_module(f"backend_spec.kinds.{_name}").KIND,)
    except (ImportError, AttributeError):
        continue
