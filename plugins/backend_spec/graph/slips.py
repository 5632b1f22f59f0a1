"""Names that are one slip of the pen away from a declared one: `user_profles` for `user_profiles`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_ENDINGS = frozenset("sdr")
"""What is more at the end of a word makes another word of it: `session`, `sessions`; `create`, `created`."""
_PLURAL = frozenset("s")
_MANY = 20_000


class Slips:
    """Declared names, found by their misspellings. No look-up depends on how many names there are."""

    def __init__(self, names: Iterable[str]):
        self._answers: dict[str, str | None] = {}
        self._by_variant: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            for variant in {name, *_shorter(name)}:
                self._by_variant.setdefault(variant, []).append(name)

    def meant(self, written: str) -> str | None:
        """The declared name that differs by one slip; None when there is none, when there are several, or when the
        name itself is declared."""
        if written not in self._answers:
            if len(self._answers) > _MANY:
                self._answers.clear()
            self._answers[written] = self._find(written)
        return self._answers[written]

    def _find(self, written: str) -> str | None:
        found = {name for variant in (written, *_shorter(written)) for name in self._by_variant.get(variant, ())}
        if written in found:
            return None
        near = [name for name in found if is_slip(written, name)]
        return near[0] if len(near) == 1 else None


@lru_cache(maxsize=32)
def slips(names: tuple[str, ...]) -> Slips:
    """The index of these names. They are the same after most changes of a specification, and so are the questions."""
    return Slips(names)


def is_slip(written: str, meant: str) -> bool:
    """Whether a name is another one with one letter too few or too many, a wrong one, or two exchanged.

    The word in which they differ has at least five letters, in a long name of several words four, for a wrong letter
    six, and begins alike: other words are too often one letter apart by right (`get_users` and `set_users`, `LOCKED`
    and `BLOCKED`).
    """
    start = _common(written, meant)
    end = min(_common(written[::-1], meant[::-1]), len(written) - start, len(meant) - start)
    wrong, right = written[start : len(written) - end], meant[start : len(meant) - end]
    if not (wrong + right).isalpha() or not meant[:start][-1:].isalpha():
        return False
    word = len(_word(meant, start))
    least = 4 if word < len(meant) >= 12 else 5
    if len(wrong) == 1 and not right:
        return word >= least and not _ends_word(written, start)
    if len(right) == 1 and not wrong:
        return word >= least and not _ends_word(meant, start)
    if len(wrong) == len(right) == 1:
        return word >= 6
    return len(wrong) == 2 and wrong == right[::-1] and word >= least


def _common(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _ends_word(name: str, at: int) -> bool:
    """Whether the letter at a place is an ending of its word: any at the end of the name, a plural's elsewhere."""
    endings = _ENDINGS if at + 1 == len(name) else _PLURAL
    return name[at].casefold() in endings and not name[at + 1 : at + 2].isalpha()


def _word(name: str, at: int) -> str:
    """The letters around a place."""
    return next((match[0] for match in re.finditer(r"[A-Za-z]+", name) if match.start() <= at <= match.end()), "")


@lru_cache(maxsize=16384)
def _shorter(name: str) -> tuple[str, ...]:
    return tuple(name[:index] + name[index + 1 :] for index in range(len(name)))
