"""What linking makes of one document, kept as long as the document, and what is declared everywhere, are the same.

A specification is linked as a whole at every save, and most saves declare nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from backend_spec.model.entity import Facts

T = TypeVar("T")


def kept(
    name: str, documents: Sequence[Facts], noun: type, follows: object, make: Callable[[Any], Iterable[T]]
) -> list[T]:
    """What is made of the documents' facts of one class.

    It must follow from the facts, from their sources' texts, and from what `follows` is equal to, and from nothing
    else. Of each source that is remembering, only the last answer is kept, with the source.
    """
    made: list[T] = []
    for document in documents:
        facts = document.by_class.get(noun)
        if not facts:
            continue
        memory = facts[0].span.source.known
        known = memory.get(name) if memory is not None else None
        if known is None or known[1] is not facts or known[0] != follows:
            known = follows, facts, [one for fact in facts for one in make(fact)]
            if memory is not None:
                memory[name] = known
        made += known[2]
    return made
