"""Which compilers are installed here."""

from __future__ import annotations

import os
from functools import cache
from importlib.machinery import PathFinder

LIBRARIES = {"mermaid": "merman", "proto": "grpc_tools", "sql": "sqlglot", "json-schema": "jsonschema"}
"""The Python package that judges each language."""


@cache
def place(language: str) -> str:
    """The file of the package that judges a language; empty where it is not installed. Nothing is imported."""
    try:
        spec = PathFinder.find_spec(LIBRARIES[language])
    except (ImportError, ValueError):
        return ""
    return (spec.origin or "") if spec else ""


def installed(language: str) -> bool:
    """Whether a language can be judged here."""
    return bool(place(language))


def identity() -> str:
    """What tells installed compilers from others of another version: verdicts that are kept depend on it."""
    parts = []
    for language in sorted(LIBRARIES):
        path = place(language)
        try:
            parts.append(f"{language} {path} {os.stat(path).st_mtime_ns if path else 0}")  # noqa: PTH116
        except OSError:
            parts.append(f"{language} {path}")
    return "\n".join(parts)
