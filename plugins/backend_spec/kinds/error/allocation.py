"""Which range a category's codes belong to, which numbers are free, which ranges overlap."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from backend_spec.graph import Graph
from backend_spec.kinds.error import ranges
from backend_spec.model.error import ErrorCode, ErrorRange

_SAYS_NOTHING = frozenset(
    "error errors code codes range ranges service services module category domain related specific and the of for "
    "general-purpose api xxx xx 错误 错误码 에러 오류 코드".split()
)
_Named = Sequence[tuple[ErrorRange, frozenset[str]]]
"""Ranges with the words of their categories."""


class Allocation(Struct, frozen=True):
    """The ranges of a specification, and the numbers that are taken."""

    ranges: tuple[ErrorRange, ...]
    numbers: frozenset[int]
    categories: Mapping[str, tuple[ErrorRange, ...]]
    """A category's title, as the registry gives it, to its ranges; without those that have none of their own."""
    overlaps: Mapping[int, tuple[ErrorRange, ...]]
    """A range, by identity, to the ranges declared before it that share codes with it."""
    sorted: tuple[ErrorRange, ...]
    """The ranges by their first codes, which are `starts`."""
    starts: tuple[int, ...]
    reach: tuple[int, ...]
    """The highest last code up to each place of `sorted`."""

    def around(self, number: int) -> ErrorRange | None:
        """The smallest range that a number lies in."""
        found = []
        for place in range(bisect_right(self.starts, number) - 1, -1, -1):
            if self.reach[place] < number:
                break
            if self.sorted[place].end >= number:
                found.append(self.sorted[place])
        return min(found, key=lambda item: item.end - item.start, default=None)

    def free(self, start: int, end: int) -> int | None:
        """The number behind the highest one that is taken in a range, else the lowest free one."""
        taken = [number for number in self.numbers if start <= number <= end]
        behind = max(taken, default=start - 1) + 1
        if behind <= end:
            return behind
        return next(
            (number for number in range(start, min(end, start + 100_000) + 1) if number not in self.numbers), None
        )


def allocation(graph: Graph) -> Allocation:
    """The specification's allocation; ask for it by `graph.view(allocation)`."""
    declared = graph.all(ErrorRange)
    numbers = frozenset(error.number for error in graph.all(ErrorCode) if error.number is not None)
    titles: dict[str, list[int]] = defaultdict(list)
    for error in graph.all(ErrorCode):
        if error.category and error.number is not None:
            titles[error.category.value].append(error.number)
    named = [(item, _words(item.category.value)) for item in declared if item.category]
    categories = {title: found for title, own in titles.items() if (found := _of(title, own, declared, named))}
    ordered = tuple(sorted(declared, key=lambda item: item.start))
    return Allocation(
        declared,
        numbers,
        categories,
        dict(_overlaps(declared)),
        ordered,
        tuple(item.start for item in ordered),
        tuple(accumulate((item.end for item in ordered), max)),
    )


def _words(title: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", title.casefold())
    return frozenset(word.removesuffix("s") if len(word) > 4 else word for word in words if word not in _SAYS_NOTHING)


def _of(title: str, numbers: list[int], declared: tuple[ErrorRange, ...], named: _Named) -> tuple[ErrorRange, ...]:
    """The ranges of a category: those that its title repeats, or those of a category of the same name.

    A name that is only alike ("Auth" and "Authentication & Sessions") counts if there is one such category and a
    code of this one lies in its range.
    """
    written = {(start, end) for start, end, *_ in ranges.find(title)}
    if found := tuple(item for item in declared if (item.start, item.end) in written):
        return found
    mine = _words(title)
    if found := tuple(item for item, words in named if mine and words == mine):
        return found
    alike = [
        (item, words) for item, words in named if mine and words and (_within(mine, words) or _within(words, mine))
    ]
    found = tuple(item for item, _ in alike)
    if len({words for _, words in alike}) == 1 and any(i.start <= number <= i.end for i in found for number in numbers):
        return found
    return ()


def _within(few: frozenset[str], many: frozenset[str]) -> bool:
    """Whether each word is among the others or begins one of them (`auth`, `authentication`)."""
    return all(any(a == b or (len(a) > 3 and b.startswith(a)) for b in many) for a in few)


def _overlaps(declared: tuple[ErrorRange, ...]) -> Iterator[tuple[int, tuple[ErrorRange, ...]]]:
    places = {id(item): place for place, item in enumerate(declared)}
    found: dict[int, list[ErrorRange]] = defaultdict(list)
    open_: list[ErrorRange] = []
    for item in sorted(declared, key=lambda item: (item.start, places[id(item)])):
        open_ = [other for other in open_ if other.end >= item.start]
        for other in open_:
            first, second = sorted((item, other), key=lambda one: places[id(one)])
            if not _subdivides(item, other, declared):
                found[id(second)].append(first)
        open_.append(item)
    for key, others in found.items():
        yield key, tuple(sorted(others, key=lambda one: places[id(one)]))


def _subdivides(inner: ErrorRange, outer: ErrorRange, declared: tuple[ErrorRange, ...]) -> bool:
    """Whether one range divides the other or states it again.

    In one table, a range with all words of the outer one's category and more divides it. A table whose ranges all lie
    in one range of another table divides that one.
    """
    if (inner.end - inner.start) > (outer.end - outer.start):
        inner, outer = outer, inner
    if not outer.start <= inner.start <= inner.end <= outer.end:
        return False
    ours = _words(inner.category.value) if inner.category else frozenset()
    theirs = _words(outer.category.value) if outer.category else frozenset()
    if inner.table == outer.table:
        return bool(theirs) and theirs < ours
    if (inner.start, inner.end) == (outer.start, outer.end):
        return ours == theirs
    siblings = [item for item in declared if item.table == inner.table]
    return all(outer.start <= item.start <= item.end <= outer.end for item in siblings)
