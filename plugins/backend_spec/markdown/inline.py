"""Inline content with places: code spans, emphasis, links, escapes, entities, raw HTML (CommonMark, chapter 6).

Written for columns, which markdown-it does not give. Every construct is found in time linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from backend_spec.markdown import markup
from backend_spec.markdown.document import Inline, Link
from backend_spec.markdown.emphasis import Delimiter, Strong, flanks, pair
from backend_spec.markdown.links import References, target
from backend_spec.markdown.places import Run
from backend_spec.text import Source, Span, Spanned

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&\n]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TICKS = re.compile("`+")


@dataclass(slots=True)
class _Bracket:
    """An opening bracket that may start a link or an image."""

    piece: int
    start: int
    image: bool
    # How much of each had been found before it.
    delimiters: int
    codes: int
    strong: int
    links: int


class _Part(NamedTuple):
    """A part of a text: where it begins and ends there, what it says, and where it leads if it is a link: to what is
    written in the same text, or to what a reference stands for."""

    start: int
    end: int
    value: str
    target: tuple[int, int] | Spanned[str] | None = None


class _Parts(NamedTuple):
    """What a text consists of, wherever it stands."""

    plain: str
    codes: Sequence[_Part]
    strong: Sequence[_Part]
    links: Sequence[_Part]


def read(run: Run, references: References) -> Inline:
    """Read a run as inline content."""
    if len(run.origins) == 1 and not run.normal.crlf:
        return read_at(run.normal.source, run.origins[0], run.text, references)
    return _placed(run.text, _reading(run.text, references), run.span)


def read_at(source: Source, start: int, text: str, references: References) -> Inline:
    """Read a text that stands in the source as it is, from `start` on. Nearly every text does."""
    parts = _reading(text, references)
    if parts is None or not (parts.strong or parts.links):  # so are nine of ten, and there are thousands
        plain, codes = (parts.plain, parts.codes) if parts else (text, ())
        placed = [Spanned(value, Span(source, start + first, start + last)) for first, last, value, _ in codes]
        return Inline(Span(source, start, start + len(text)), plain, tuple(placed))
    return _placed(text, parts, lambda first, last: Span(source, start + first, start + last))


def plainly(text: str) -> tuple[str, Sequence[tuple[int, int, str]]] | None:
    """What a text says wherever it stands, and its code, each with its range: of one that has no strong text and no
    links, in a document without reference definitions. None for any other."""
    if _SPECIAL.search(text) is None:
        return text, ()
    parts = _parts(text)
    if parts.strong or parts.links:
        return None
    return parts.plain, [(start, end, value) for start, end, value, _ in parts.codes]


def _reading(text: str, references: References) -> _Parts | None:
    """The parts of a text; None when it is nothing but itself."""
    if _SPECIAL.search(text) is None:
        return None
    return _Reader(text, references).read() if references.known else _parts(text)


def _placed(text: str, parts: _Parts | None, span: Callable[[int, int], Span]) -> Inline:
    """A text, each part of it at its place."""
    whole = span(0, len(text))
    if parts is None:
        return Inline(whole, text)
    return Inline(
        whole,
        parts.plain,
        tuple([Spanned(value, span(first, last)) for first, last, value, _ in parts.codes]),
        tuple([Spanned(value, span(first, last)) for first, last, value, _ in parts.strong]),
        tuple([Link(Spanned(one.value, span(one.start, one.end)), _target(one, text, span)) for one in parts.links]),
    )


def _target(link: _Part, text: str, span: Callable[[int, int], Span]) -> Spanned[str]:
    match link.target:
        case (first, last):
            return Spanned(text[first:last], span(first, last))
        case Spanned() as elsewhere:
            return elsewhere
    raise TypeError(link)


@lru_cache(maxsize=1 << 15)
def _parts(text: str) -> _Parts:
    """The parts of a text in a document without reference definitions. Cells repeat, and documents are read again."""
    return _Reader(text, None).read()


class _Reader:
    """One pass over a text. `pieces` are the parts of the plain text; delimiters and brackets hold one piece each."""

    def __init__(self, text: str, references: References | None) -> None:
        self.text = text
        self.references = references
        self.pieces: list[str] = []
        self.codes: list[_Part] = []
        self.strong: list[Strong] = []
        # First and last piece, range of the text, target.
        self.links: list[tuple[int, int, int, int, tuple[int, int] | Spanned[str]]] = []
        self.delimiters: list[Delimiter] = []
        self.brackets: list[_Bracket] = []
        # Brackets below this height cannot start a link any more: links do not nest.
        self.dead = 0
        self.ticks: dict[int, list[int]] | None = None
        # What was searched for up to the end in vain; see `markup.tag`.
        self.missing: set[str] = set()

    def read(self) -> _Parts:
        text, pieces, search = self.text, self.pieces, _SPECIAL.search
        position = 0
        while (match := search(text, position)) is not None:
            start = match.start()
            char = text[start]
            if char == "\n":
                pieces.append(text[position:start].rstrip(" "))
                pieces.append(" ")
                position = start + 1
                continue
            if start > position:
                pieces.append(text[position:start])
            if char == "`":
                position = self._code(start)
            elif char in "*_~":
                position = self._delimiter(start, char)
            elif char == "]":
                position = self._close(start)
            elif char == "[" or (char == "!" and text.startswith("[", start + 1)):
                position = self._open(start, char)
            elif char == "\\":
                position = self._escape(start)
            elif char == "&":
                position = self._entity(start)
            elif char == "<":
                position = self._angle(start)
            else:
                pieces.append(char)
                position = start + 1
        pieces.append(text[position:])
        self._pair(0)
        return self._finish()

    def _finish(self) -> _Parts:
        pieces = self.pieces
        strong: list[_Part] = []
        end = -1
        # Strong inside strong says nothing more; leaving it out also keeps the values' total size linear.
        for part in sorted(self.strong, key=lambda part: (part.start, -part.end)):
            if part.start >= end:
                strong.append(_Part(part.start, part.end, "".join(pieces[part.first + 1 : part.last])))
                end = part.end
        links = [
            _Part(start, end, "".join(pieces[first + 1 : last]), where)
            for first, last, start, end, where in sorted(self.links, key=lambda link: link[0])
        ]
        return _Parts("".join(pieces).strip(" "), self.codes, strong, links)

    def _code(self, start: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for match in _TICKS.finditer(self.text, start):
                self.ticks.setdefault(match.end() - match.start(), []).append(match.start())
        opening = _TICKS.match(self.text, start)
        assert opening is not None
        inner = opening.end()
        same = self.ticks.get(inner - start, [])
        at = bisect_left(same, inner)
        if at == len(same):
            self.pieces.append(opening.group())
            return inner
        outer = same[at]
        value = self.text[inner:outer].replace("\n", " ")
        end = outer
        if value[0] == value[-1] == " " and value.strip(" "):
            inner, end, value = inner + 1, end - 1, value[1:-1]
        self.pieces.append(value)
        self.codes.append(_Part(inner, end, value))
        return outer + opening.end() - start

    def _delimiter(self, start: int, char: str) -> int:
        text, end = self.text, start + 1
        while text.startswith(char, end):
            end += 1
        opens, closes = flanks(text, start, end)
        # GitHub knows strikethrough with one or two tildes, no more.
        if (opens or closes) and (char != "~" or end - start < 3):
            delimiter = Delimiter(len(self.pieces), char, start, end - start, opens, closes, end - start)
            self.delimiters.append(delimiter)
        self.pieces.append(text[start:end])
        return end

    def _open(self, start: int, char: str) -> int:
        end = start + 1 if char == "[" else start + 2
        counts = len(self.delimiters), len(self.codes), len(self.strong), len(self.links)
        self.brackets.append(_Bracket(len(self.pieces), end, char == "!", *counts))
        self.pieces.append(self.text[start:end])
        return end

    def _close(self, start: int) -> int:
        self.pieces.append("]")
        if not self.brackets:
            return start + 1
        bracket = self.brackets.pop()
        alive = bracket.image or len(self.brackets) >= self.dead
        self.dead = min(self.dead, len(self.brackets))
        found = target(self.text, bracket.start, start, self.references) if alive else None
        if found is None:
            return start + 1
        where, end = found
        last = len(self.pieces) - 1
        self.pieces[bracket.piece] = self.pieces[last] = ""
        self._pair(bracket.delimiters)
        if bracket.image:
            # An image's alternative text is plain: there is no code, no strong text and no link in it.
            del self.codes[bracket.codes :], self.strong[bracket.strong :], self.links[bracket.links :]
        else:
            self.dead = len(self.brackets)
        self.links.append((bracket.piece, last, bracket.start, start, where))
        return end

    def _pair(self, bottom: int) -> None:
        """Pair the delimiters from `bottom` on; they cannot pair with any outside."""
        delimiters = self.delimiters[bottom:]
        if delimiters:
            self.strong += pair(delimiters)
            for delimiter in delimiters:
                self.pieces[delimiter.piece] = delimiter.char * delimiter.count
            del self.delimiters[bottom:]

    def _escape(self, start: int) -> int:
        following = self.text[start + 1 : start + 2]
        if following == "\n":
            self.pieces.append(" ")
            return start + 2
        if following in _PUNCTUATION:
            self.pieces.append(following)
            return start + 2
        self.pieces.append("\\")
        return start + 1

    def _entity(self, start: int) -> int:
        found = markup.entity(self.text, start)
        self.pieces.append(found[0] if found else "&")
        return found[1] if found else start + 1

    def _angle(self, start: int) -> int:
        if inner := markup.autolink(self.text, start):
            first, (inner_start, inner_end) = len(self.pieces), inner
            self.pieces += ["", self.text[inner_start:inner_end], ""]
            self.links.append((first, first + 2, inner_start, inner_end, inner))
            return inner_end + 1
        end = markup.tag(self.text, start, self.missing)
        if end < 0:
            self.pieces.append("<")
            return start + 1
        if markup.is_break(self.text, start):
            self.pieces.append(" ")
        return end
