"""What linking makes of one document, kept as long as the document, and what is declared everywhere, are the same.

A specification is linked as a whole at every save, and most saves declare nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from backend_spec.model.entity import Facts

T = TypeVar("T")


def kept(document: Facts, name: str, follows: tuple[object, ...], make: Callable[[], Iterable[T]]) -> list[T]:
    """What is made of a document.

    It must follow from the document's facts, from their sources' texts, and from what `follows` is equal to, and from
    nothing else. Only the last answer is kept, with the document.
    """
    known = document.made.get(name)
    if known is None or known[0] != follows:
        known = document.made[name] = follows, list(make())
    made: list[T] = known[1]
    return made
