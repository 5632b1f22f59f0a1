"""What linking makes of one document, kept as long as the document, and what is declared everywhere, are the same.

A specification is linked as a whole at every save, and most saves declare nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

T = TypeVar("T")


def kept(name: str, items: Sequence[Any], follows: object, make: Callable[[Any], Iterable[T]]) -> list[T]:
    """What is made of items (which have spans), in their order; items of one source stand together.

    It must follow from the items, from their sources' texts, and from what `follows` is equal to, and from nothing
    else. Of each source that is remembering, only the last answer is kept, with the source.
    """
    made: list[T] = []
    for source, group in groupby(items, lambda item: item.span.source):
        these = list(group)
        if source.known is None:
            made += (one for item in these for one in make(item))
            continue
        known = source.known.get(name)
        if known is None or known[0] != follows or known[1] != these:
            known = follows, these, [one for item in these for one in make(item)]
            source.known[name] = known
        made += known[2]
    return made
