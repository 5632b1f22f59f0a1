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
    return [f"{gutter} {_shown(source)}".rstrip(), f"{under} {' ' * before}{carets}"]


def margin(places: Sequence[Place]) -> int:
    """The width of the widest line number."""
    return max((len(str(place["line"])) for place in places), default=1)


def _window(source: str, first: int, last: int) -> tuple[str, int, int]:
    """Cut a long line down to the part around the mark, an ellipsis where something is left out."""
    if len(source) <= WIDTH:
        return source, first, min(last, max(len(source), first + 1))
    start = max(0, min(first - WIDTH // 3, len(source) - WIDTH))
    part = source[start : start + WIDTH]
    if start:
        part = "…" + part[1:]
    if start + WIDTH < len(source):
        part = part[:-1] + "…"
    return part, first - start, min(last - start, len(part))


def _shown(text: str) -> str:
    """A source line as a terminal may show it: tabs as spaces, control characters as U+FFFD."""
    return "".join("    " if c == "\t" else c if c.isprintable() else "\ufffd" for c in text)


def _columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters take two, combining ones none."""
    width = 0
    for character in text:
        if character == "\t":
            width += 4
        elif unicodedata.combining(character) or character in "\u200b\u200d\ufe0f":
            continue
        else:
            width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width
