"""What a slice must provide: how its documents are named and laid out, and how their facts are extracted."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from backend_spec.model.page import Part, Sign
from backend_spec.reading import Collector

__all__ = ["Kind", "Part", "Sign"]


class Kind(Struct, frozen=True):
    """A sort of document: what it is called, its outline in order, and the function that extracts its facts."""

    name: str
    file: str
    title: str
    outline: tuple[Part, ...]
    extract: Callable[[Collector], None]
    titles: tuple[str, ...] = ()
    """Further titles by which such a document is recognised."""
    files: tuple[str, ...] = ()
    """Further file names (without folder) by which such a document is recognised."""
