"""What a specification that is published again and again has in common with its last version.

Linking makes everything in the graph anew, so nothing larger than a piece can be told to be the same; but most pieces
are made of a few texts, by which they are found again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Again:
    """Pieces by all that they are made of. Only those that the last version had are kept."""

    def __init__(self) -> None:
        self._last: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """A new version is made now."""
        self._last, self._now = self._now, {}

    def __call__(self, made_of: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes, or has made for the last version. It must follow from `made_of` alone."""
        made: T = self._now.get(made_of) or self._last.get(made_of) or make()
        self._now[made_of] = made
        return made
