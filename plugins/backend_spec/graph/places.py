"""Facts by where they stand: those within a part of a document, found without looking at the others."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Generic, TypeVar

from backend_spec.graph.graph import Graph
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.text import Span

T = TypeVar("T", bound=Entity | Statement | Ref)  # type: ignore[type-arg]


class Places(Generic[T]):
    """Facts of one class by document and place."""

    def __init__(self, facts: Iterable[T]):
        found: dict[str, list[T]] = defaultdict(list)
        for fact in facts:
            found[fact.span.source.path].append(fact)
        self._found: Mapping[str, tuple[list[int], list[T]]] = {}
        for path, own in found.items():
            own.sort(key=lambda fact: fact.span.start)
            self._found[path] = ([fact.span.start for fact in own], own)

    def within(self, extent: Span | None) -> Sequence[T]:
        """The facts that begin within a span, in order."""
        starts, found = self._found.get(extent.source.path, ((), ())) if extent else ((), ())
        return found[bisect_left(starts, extent.start) : bisect_left(starts, extent.end)] if extent else ()


@cache
def of(noun: type[T]) -> Callable[[Graph], Places[T]]:
    """All facts of a class by place; ask for it by `graph.view(places.of(Call))`."""

    def make(graph: Graph) -> Places[T]:
        return Places(graph.all(noun))

    return make
