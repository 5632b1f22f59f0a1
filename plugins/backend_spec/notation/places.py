"""Places in a text whose value differs from what is written: a cell with `\\|`, a label with `<br/>` or emphasis."""

from __future__ import annotations

import re

from msgspec import Struct

from backend_spec.text import Span, Spanned

_WORD = re.compile(r"\w+")
# How far ahead in the written text the next word is looked for: a link's destination or a tag may stand between.
_REACH = 2000


class Places(Struct, frozen=True):
    """Maps ranges of a spanned text's value to source spans.

    `offsets` holds, per character of the value, where it is written, relative to the span's start; it is empty where
    value and written text have the same length and so need no map.
    """

    text: Spanned[str]
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: Spanned[str]) -> Places:
        written, value = text.span.text, text.value
        if len(written) == len(value):
            return cls(text, ())
        return cls(text, _align(written, value))

    def span(self, start: int, end: int) -> Span:
        """The source span of `value[start:end]`."""
        base = self.text.span
        if not self.offsets:
            return Span(base.source, base.start + start, base.start + max(start, end))
        length = base.end - base.start
        first = self.offsets[start] if start < len(self.offsets) else length
        last = self.offsets[end - 1] + 1 if end > start else first
        return Span(base.source, base.start + min(first, length), base.start + max(first, min(last, length)))

    def spanned(self, start: int, end: int) -> Spanned[str]:
        return Spanned(self.text.value[start:end], self.span(start, end))


def _align(written: str, value: str) -> tuple[int, ...]:
    """Where each character of `value` stands in `written`, found word by word, never going back."""
    offsets: list[int] = []
    at = 0
    done = 0
    for match in (*_WORD.finditer(value), None):
        start, end = (match.start(), match.end()) if match else (len(value), len(value))
        found = written.find(match.group(), at, at + _REACH + end - start) if match else len(written)
        limit = found if found >= 0 else len(written)
        for index in range(done, start):
            # Between words: the same character where there is one, else the place where the reading stopped.
            place = written.find(value[index], at, min(limit, at + _REACH))
            if place >= 0:
                offsets.append(place)
                at = place + 1
            else:
                offsets.append(min(at, max(len(written) - 1, 0)))
        if match:
            if found >= 0:
                offsets.extend(range(found, found + end - start))
                at = found + end - start
            else:
                offsets.extend([min(at, max(len(written) - 1, 0))] * (end - start))
        done = end
    return tuple(offsets)
