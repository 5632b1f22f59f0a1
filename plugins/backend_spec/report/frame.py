"""Code frames: a place in a document shown with its line and what is marked in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

Place = Mapping[str, object]
Lines = Callable[[str], Sequence[str]]
"""A path to the lines of that file."""
Paint = Callable[[str, str], str]
"""A text and a style name to the text as a terminal shows it."""

WIDTH = 110
"""Columns of a source line that are shown; of a longer line the part around the mark is."""

_LINE_ENDING = re.compile(r"\r\n?|\n")


def split(text: str) -> list[str]:
    """A file's lines as the positions of diagnostics count them."""
    return _LINE_ENDING.split(text)


def frame(place: Place, lines: Lines, paint: Paint, *, margin: int, mark: str, style: str, text: str = "") -> list[str]:
    """The frame's lines: the source line, and under it the marks with a label's text."""
    number, first, last = int(str(place["line"])), int(str(place["column"])) - 1, int(str(place["end_column"])) - 1
    content = lines(str(place["path"]))
    source = content[number - 1] if number <= len(content) else ""
    if place["end_line"] != place["line"]:
        last = len(source.rstrip())
    source, first, last = _window(source, first, max(last, first + 1))
    before, marked = _columns(source[:first]), max(1, _columns(source[first:last]))
    gutter = paint(f"{number:>{margin}} |", "gutter")
    under = paint(f"{'':>{margin}} |", "gutter")
    carets = paint(mark * marked + (f" {text}" if text else ""), style)
    return [f"{gutter} {shown(source)}".rstrip(), f"{under} {' ' * before}{carets}"]


def margin(places: Sequence[Place]) -> int:
    """The width of the widest line number."""
    return max((len(str(place["line"])) for place in places), default=1)


def _window(source: str, first: int, last: int) -> tuple[str, int, int]:
    """Cut a long line down to the part around the mark, an ellipsis where something is left out."""
    last = min(last, max(len(source), first + 1))
    if _columns(source) <= WIDTH:
        return source, first, last
    start, free = first, WIDTH // 3
    while start > 0 and (free := free - _columns(source[start - 1])) >= 0:
        start -= 1
    end, free = start, WIDTH - 2
    while end < len(source) and (free := free - _columns(source[end])) >= 0:
        end += 1
    while end == len(source) and start > 0 and (free := free - _columns(source[start - 1])) >= 0:
        start -= 1  # near the line's end there is room for more of what comes before
    part = source[start:end]
    head, tail = "…" if start else "", "…" if end < len(source) else ""
    return head + part + tail, first - start + len(head), min(last - start, len(part)) + len(head)


def shown(text: str) -> str:
    """A text as one line of a terminal: tabs as spaces, and what is not seen, or would command it, as U+FFFD."""
    return "".join("    " if c == "\t" else c if c.isprintable() else "\ufffd" for c in text)


def _columns(text: str) -> int:
    """How many terminal columns a text takes as it is shown: wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in shown(text)
    )
