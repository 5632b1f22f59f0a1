"""Text and places in it: sources, spans, passages cut out of a source, edits.

Offsets count Unicode code points of the decoded text, spans are half open. Lines and columns exist only when
something is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

# What CommonMark counts as a line ending (section 2.1): LF, CR, or CR LF.
_LINE_ENDING = re.compile(r"\r\n?|\n")


def _starts(text: str) -> tuple[int, ...]:
    """Where the lines of a text begin that end with LF."""
    lines = text.split("\n")
    del lines[-1]
    return (0, *accumulate(map((1).__add__, map(len, lines))))  # without a step in Python: files have thousands


class Position(Struct, frozen=True):
    """A place as people read it: line and column, both from 1; columns count code points."""

    line: int
    column: int


class Pieces:
    """What has been made out of pieces of a document's text, wherever these stand: kept for the next version of the
    document, which has most of them too."""

    __slots__ = ("_before", "known")

    def __init__(self, before: Pieces | None = None):
        self.known: dict[object, Any] = {}
        self._before = before.known if before else {}

    def find(self, question: object) -> Any:
        """The answer to a question, None if nobody asked yet."""
        answer = self.known.get(question)
        if answer is None:
            answer = self._before.get(question)
            if answer is not None:
                self.known[question] = answer
        return answer

    def keep(self, question: object, answer: object) -> None:
        """Keep an answer that follows from the question alone, and that nobody changes."""
        self.known[question] = answer

    def settle(self) -> None:
        """Forget what only the last version had."""
        self._before = {}


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file's decoded text under its path (relative to the specification folder, `/` as separator).

    Sources are compared by identity: one analysis has one source per file.
    """

    path: str
    text: str = field(repr=False)
    starts: tuple[int, ...] = field(default=(), repr=False)
    known: dict[object, Any] | None = field(default=None, repr=False)
    """What has been made out of parts of the text, for a source that is judged again and again; see `remembering`."""
    pieces: Pieces | None = field(default=None, repr=False)
    """The same for what does not follow from the place in the text."""

    def __post_init__(self) -> None:
        mixed = "\r" in self.text
        starts = (0, *(match.end() for match in _LINE_ENDING.finditer(self.text))) if mixed else _starts(self.text)
        object.__setattr__(self, "starts", starts)

    @classmethod
    def decode(cls, path: str, data: bytes) -> tuple[Source, int | None]:
        """Decode a file as UTF-8, leaving out a byte order mark.

        Returns the source and, if the file is not UTF-8, the offset of the first character that stands for
        undecodable bytes (each such byte becomes U+FFFD), else None.
        """
        if data.startswith(b"\xef\xbb\xbf"):
            data = data[3:]
        try:
            return cls(path, data.decode("utf-8")), None
        except UnicodeDecodeError as error:
            offset = len(data[: error.start].decode("utf-8"))
            return cls(path, data.decode("utf-8", errors="replace")), offset

    def remembering(self, before: Source | None = None) -> Source:
        """The same source, which from now on keeps what is made out of its text. `before` is an earlier version."""
        object.__setattr__(self, "known", {})
        object.__setattr__(self, "pieces", Pieces(before.pieces if before else None))
        return self

    def learn(self, other: Source) -> None:
        """Keep what another source of the same text has made out of its pieces."""
        if other.pieces:
            other.pieces.settle()
            object.__setattr__(self, "pieces", other.pieces)

    def made(self, make: Callable[[str], T], text: str) -> T:
        """What a function makes of a piece of the text, and of nothing else. It is never None."""
        pieces = self.pieces
        if pieces is None:
            return make(text)
        question = make, text
        answer = pieces.known.get(question)
        if answer is None:
            answer = pieces.find(question)
            if answer is None:
                answer = make(text)
                pieces.keep(question, answer)
        return answer

    def position(self, offset: int) -> Position:
        """Line and column of an offset; one past the end is allowed."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line ending; empty when there is no such line."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def line_span(self, number: int) -> Span:
        """The span of a line (from 1), without surrounding white space."""
        text = self.line(number)
        start = self.starts[number - 1] + len(text) - len(text.lstrip())
        return Span(self, start, start + len(text.strip()))

    def span(self, start: int, end: int) -> Span:
        return Span(self, start, end)


class Span(Struct, frozen=True, cache_hash=True):
    """The half-open range of code points `start` to `end` of a source."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def first(self) -> Position:
        return self.source.position(self.start)

    @property
    def last(self) -> Position:
        """The position one past the last character."""
        return self.source.position(self.end)

    @property
    def order(self) -> tuple[str, int, int]:
        """A key that sorts spans by file, then by place."""
        return (self.source.path, self.start, self.end)

    def contains(self, other: Span) -> bool:
        return self.source is other.source and self.start <= other.start and other.end <= self.end

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of `other`, which lies in the same source."""
        return Span(self.source, min(self.start, other.start), max(self.end, other.end))


class Spanned(Struct, Generic[T_co], frozen=True):
    """A value and the place where it is written."""

    value: T_co
    span: Span

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive lines cut out of a source, as a reader of the inner language wants them.

    A fence in a list or a block quote is indented or prefixed in the file. `text` is free of that; `origins` holds,
    per line of `text`, the source offset of that line's first character, so every place in it can be told.
    """

    source: Source
    text: str
    origins: tuple[int, ...]
    starts: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", _starts(self.text))

    @classmethod
    def of(cls, span: Span) -> Passage:
        """The passage that is a span of its source unchanged, but for CR LF and CR read as LF."""
        lines, origins, offset = [], [], span.start
        for part in re.split(r"(\r\n?|\n)", span.text)[::2]:
            lines.append(part)
            origins.append(offset)
            offset += len(part)
            offset += 2 if span.source.text[offset : offset + 2] == "\r\n" else 1
        return cls(span.source, "\n".join(lines), tuple(origins))

    def offset(self, at: int) -> int:
        """The source offset of an offset into `text`."""
        line = bisect_right(self.starts, at) - 1
        return self.origins[line] + at - self.starts[line]

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`."""
        if end <= start:
            at = self.offset(start)
            return Span(self.source, at, at)
        return Span(self.source, self.offset(start), self.offset(end - 1) + 1)

    def spanned(self, start: int, end: int) -> Spanned[str]:
        return Spanned(self.text[start:end], self.span(start, end))

    def match(self, match: re.Match[str], group: int | str = 0) -> Spanned[str]:
        """What a group of a match on `text` holds, with its place."""
        return self.spanned(match.start(group), match.end(group))

    @property
    def whole(self) -> Span:
        return self.span(0, len(self.text))


class Edit(Struct, frozen=True):
    """Replace what stands at `span` by `text`."""

    span: Span
    text: str


def sort_key(item: Any) -> tuple[str, int, int]:
    """Sort anything that has a `span` by file and place."""
    span: Span = item.span
    return (span.source.path, span.start, span.end)
