"""Methods and paths where they may be declared: several of them at one place, what stands before and behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from msgspec import Struct

from backend_spec.kinds.api.stream import Piece
from backend_spec.markdown import Section
from backend_spec.notation import http
from backend_spec.text import Span, Spanned


class Route(Struct, frozen=True):
    """A method and a path as declared. `name` is `METHOD /path`; its span the place that shows it best."""

    method: Spanned[str]
    path: Spanned[str]
    name: Spanned[str]


@dataclass(slots=True)
class Declaration:
    """Routes that are declared together (`GET/HEAD /x`), the piece that does so, what stands behind them on the line.

    `home` is the section that describes them, `start` and `end` what belongs to them.
    """

    routes: tuple[Route, ...]
    piece: Piece
    at: int
    rest: Spanned[str] | None = None
    weak: bool = False
    home: Section | None = None
    start: int = 0
    end: int = 0


_SEPARATOR = re.compile(r"[\s,/&+|、]*(?:\b(?:or|and)\b)?[\s,/&+|、]*")


def blank(text: str) -> str:
    """The text with backticks and bold marks as spaces, of the same length."""
    text = re.sub(r"`|\*\*(?=[\s`]*[A-Z/])|(?<=[\w`}\]>)])\*\*(?!/)", lambda m: " " * len(m.group()), text)
    return re.sub(r"\\(?=[\[\]_*<>{}])", " ", text)


def routes(text: Spanned[str]) -> tuple[tuple[Route, ...], str, Spanned[str] | None]:
    """The routes at one place of a text, the words before them and the text after them.

    None when there are none, or more mentions than one place can declare ("GET /a instead of POST /b").
    """
    raw = blank(text.value)
    found = http.find(raw)
    if not found:
        return (), raw, None
    for one, after in pairwise(found):
        if after.start > one.behind and not _SEPARATOR.fullmatch(raw, one.behind, after.start):
            return (), raw, None
    at = text.span.start

    def spanned(value: str, start: int, end: int) -> Spanned[str]:
        return Spanned(value, Span(text.span.source, at + start, at + end))

    result = []
    for one in found:
        begin = raw.find(one.method, one.start, one.end)
        method = spanned(one.method, begin, begin + len(one.method)) if begin >= 0 else None
        slash = raw.rfind(one.path, one.start, one.end)
        path = spanned(one.path, slash, slash + len(one.path)) if slash >= 0 else None
        name = spanned(f"{one.method} {one.path}", one.start, one.end)
        result.append(Route(method or name, path or name, name))
    start, end = min(one.start for one in found), max(one.behind for one in found)
    rest = text.value[end:].strip(" \t`*")
    behind = text.value.find(rest, end) if rest else end
    after_ = spanned(rest, behind, behind + len(rest)) if rest else None
    return tuple(result), raw[:start].strip(), after_
