"""Emphasis: which delimiter runs (`*`, `_`, `~`) pair up (CommonMark, section 6.2; GFM strikethrough)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from msgspec import Struct

from backend_spec.markdown.places import SPACE

_SPACE = frozenset(SPACE) - {"\u2028", "\u2029"}


@dataclass(slots=True)
class Delimiter:
    """A run of one delimiter character. `start` and `count` tell what of it is left."""

    piece: int
    char: str
    start: int
    count: int
    opens: bool
    closes: bool
    length: int


class Strong(Struct, frozen=True):
    """A pair of double delimiters: the pieces between which it lies, and its content's range."""

    first: int
    last: int
    start: int
    end: int


def flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the delimiter run `text[start:end]` can open and can close emphasis."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    space_before, space_after = before in _SPACE, after in _SPACE
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if text[start] == "_":
        return left and (not right or mark_before), right and (not left or mark_after)
    return left, right


def _is_punctuation(char: str) -> bool:
    return not char.isalnum() and unicodedata.category(char)[0] in "PS"


def pair(delimiters: list[Delimiter]) -> list[Strong]:
    """Pair the delimiters; what stays unpaired is left in `start` and `count`.

    Linear: an opener that is passed over is dropped, and a search that failed is not repeated (`floor`).
    """
    found: list[Strong] = []
    openers: list[tuple[int, Delimiter]] = []
    floor: dict[tuple[str, bool, int], int] = {}
    for number, closer in enumerate(delimiters):
        while closer.closes and closer.count:
            key = (closer.char, closer.opens, closer.length if closer.char == "~" else closer.length % 3)
            at, lowest = len(openers) - 1, floor.get(key, -1)
            while at >= 0 and openers[at][0] > lowest and not _matches(openers[at][1], closer):
                at -= 1
            if at < 0 or openers[at][0] <= lowest:
                floor[key] = number - 1
                break
            opener = openers[at][1]
            width = 2 if opener.count > 1 and closer.count > 1 else 1
            if width == 2 and closer.char != "~":
                found.append(Strong(opener.piece, closer.piece, opener.start + opener.count, closer.start))
            opener.count -= width
            closer.count -= width
            closer.start += width
            del openers[at + 1 if opener.count else at :]
        if closer.opens and closer.count:
            openers.append((number, closer))
    return found


def _matches(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.char != closer.char:
        return False
    if opener.char == "~":
        return opener.length == closer.length
    if opener.closes or closer.opens:
        return (opener.length + closer.length) % 3 != 0 or closer.length % 3 == 0
    return True
