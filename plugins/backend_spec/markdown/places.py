"""From offsets in what the parser reads back to offsets in the source.

Two steps lie between a source and the text of one inline run. The block parser wants LF as the only line ending, and
an inline run has no line prefixes (`> `, indentation) and no backslash before a pipe of a table cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from backend_spec.text import Source, Span, Spanned

# What CommonMark trims. `str.strip()` would also trim the separators U+001C to U+001F and U+0085.
SPACE = "\t\n\x0b\x0c\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"

_LINE_ENDING = re.compile(r"\r\n?")


class Normal:
    """A source's text with LF as the only line ending, and the way back."""

    __slots__ = ("crlf", "source", "text")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        # Offsets in `text` of the line ends that are two characters long in the source.
        self.crlf: list[int] = []
        if "\r" in source.text:
            self.text = _LINE_ENDING.sub("\n", source.text)
            pairs = (match.start() for match in re.finditer("\r\n", source.text))
            self.crlf = [start - count for count, start in enumerate(pairs)]

    def at(self, offset: int) -> int:
        """The source offset of an offset in `text`."""
        return offset + bisect_left(self.crlf, offset) if self.crlf else offset

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`."""
        if self.crlf:
            start, end = self.at(start), self.at(end)
        return Span(self.source, start, end)

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The range without white space at its ends; an empty one stands at `start`."""
        text = self.text[start:end]
        left = text.lstrip(SPACE)
        if not left:
            return start, start
        start += len(text) - len(left)
        return start, start + len(left.rstrip(SPACE))


@dataclass(slots=True)
class Run:
    """The text of one inline run: pieces of the normal text, joined. (Not frozen, as that makes it slow to create.)

    Piece `i` starts at `starts[i]` in `text` and at `origins[i]` in the normal text. `lead` characters were left out
    before every piece but the first, and belong to the piece (the backslash of an escaped pipe).
    """

    normal: Normal
    text: str
    starts: Sequence[int]
    origins: Sequence[int]
    lead: int = 0

    @classmethod
    def line(cls, normal: Normal, start: int, end: int) -> Run:
        """A run that is one unbroken range of the normal text."""
        return cls(normal, normal.text[start:end], (0,), (start,))

    @classmethod
    def lines(cls, normal: Normal, ranges: Sequence[tuple[int, int]]) -> Run:
        """A run of several lines, each given without its prefix and indentation."""
        first, last = 0, len(ranges)
        while last > first + 1 and not normal.text[slice(*ranges[last - 1])].strip(SPACE):
            last -= 1
        while first < last - 1 and not normal.text[slice(*ranges[first])].strip(SPACE):
            first += 1
        kept = list(ranges[first:last])
        if len(kept) == 1:
            return cls.line(normal, *normal.trim(*kept[0]))
        # Only the ends of the whole are trimmed: white space at the end of a line inside may be a hard break.
        kept[0] = (normal.trim(*kept[0])[0], kept[0][1])
        kept[-1] = (kept[-1][0], normal.trim(*kept[-1])[1])
        starts, parts, at = [], [], 0
        for start, end in kept:
            starts.append(at)
            parts.append(normal.text[start:end])
            at += end - start + 1
        return cls(normal, "\n".join(parts), starts, [start for start, _ in kept])

    @classmethod
    def cell(cls, normal: Normal, start: int, end: int) -> Run:
        """The content of a table cell, in which `\\|` stands for a pipe."""
        raw = normal.text[start:end]
        if "\\|" not in raw:
            return cls(normal, raw, (0,), (start,))
        parts = raw.split("\\|")
        starts, origins, at, origin = [0], [start], len(parts[0]), start + len(parts[0])
        for part in parts[1:]:
            starts.append(at)
            origins.append(origin + 1)
            at += len(part) + 1
            origin += len(part) + 2
        return cls(normal, "|".join(parts), starts, origins, lead=1)

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`."""
        if len(self.origins) == 1:
            origin = self.origins[0]
            return self.normal.span(origin + start, origin + end)
        piece = bisect_right(self.starts, start) - 1
        first = self.origins[piece] + start - self.starts[piece]
        if piece and start == self.starts[piece]:
            first -= self.lead
        if end <= start:
            return self.normal.span(first, first)
        piece = bisect_right(self.starts, end - 1) - 1
        return self.normal.span(first, self.origins[piece] + end - self.starts[piece])

    def spanned(self, start: int, end: int, value: str | None = None) -> Spanned[str]:
        return Spanned(self.text[start:end] if value is None else value, self.span(start, end))
