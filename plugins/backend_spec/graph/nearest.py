"""Which declared name is most like another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

CANDIDATES = 24
"""So many names are compared letter by letter: those that share most with the one looked for."""


class Nearest:
    """Names, found by what is much like them.

    The pairs of letters that two names share are counted through an index, which takes a hundredth of the time that
    comparing them takes; only the best are compared.
    """

    def __init__(self, names: Iterable[str]):
        self._names = list(dict.fromkeys(names))
        self._by_pair: dict[str, list[int]] = {}
        self._sizes = []
        for index, name in enumerate(self._names):
            pairs = _pairs(name)
            self._sizes.append(len(pairs))
            for pair in pairs:
                self._by_pair.setdefault(pair, []).append(index)
        self._known: dict[tuple[str, float], str | None] = {}

    def to(self, name: str, least: float) -> str | None:
        """The name that is most like `name`, if its likeness (difflib's ratio, 0 to 1) is at least `least`."""
        if (name, least) not in self._known:
            close = get_close_matches(name, self._candidates(name), 1, least)
            self._known[name, least] = close[0] if close else None
        return self._known[name, least]

    def _candidates(self, name: str) -> list[str]:
        pairs = _pairs(name)
        shared = Counter(index for pair in pairs for index in self._by_pair.get(pair, ()))
        best = sorted(shared, key=lambda index: (-shared[index] / (len(pairs) + self._sizes[index]), index))
        return [self._names[index] for index in best[:CANDIDATES]]


def _pairs(name: str) -> set[str]:
    """Neighbouring letters; a name of one letter counts with its edges."""
    edged = f"\0{name}\0"
    return {edged[index : index + 2] for index in range(len(edged) - 1)}
