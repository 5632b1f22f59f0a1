"""The nodes of flowcharts as they are written: an id, a label in brackets that tell the shape, shape data, a class."""

from __future__ import annotations

import re

from msgspec import Struct

from backend_spec.notation.mermaid.scan import Scan
from backend_spec.text import Spanned

# Opening bracket, closing bracket, shape; of those with one first character the first that fits wins.
_BRACKETS = (
    ("(((", ")))", "doublecircle"),
    ("((", "))", "circle"),
    ("([", "])", "stadium"),
    ("(-", "-)", "ellipse"),
    ("(", ")", "round"),
    ("[[", "]]", "subroutine"),
    ("[(", ")]", "cylinder"),
    ("[/", "/]", "lean_right"),
    ("[/", "\\]", "trapezoid"),
    ("[\\", "\\]", "lean_left"),
    ("[\\", "/]", "inv_trapezoid"),
    ("[", "]", "square"),
    ("{{", "}}", "hexagon"),
    ("{", "}", "diamond"),
    (">", "]", "odd"),
)
# What may stand behind a node. In front of it a bracket closes the label for sure.
_AFTER = r"(?=[ \t]*(?:$|[;&@]|:::|[-=~<]|\.-|[xo](?:--|==|-\.)|%%))"


def _patterns(strict: bool) -> dict[str, list[tuple[re.Pattern[str], str]]]:
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for opening, closing, shape in _BRACKETS:
        start = re.escape(opening)
        if opening == "[":
            start += r"(?:\|[^|\n\]]*\|)?"  # properties: A[|borders:lt|text]
        if strict:
            text = r'(?:\s*"(?P<quoted>[^"]*)"\s*|(?P<bare>[^\[\](){}|"]{0,1000}?))' + re.escape(closing)
        else:
            text = r"(?P<bare>[^\n]{0,500}?)" + re.escape(closing) + _AFTER
        found.setdefault(opening[0], []).append((re.compile(start + text, re.MULTILINE), shape))
    return found


_STRICT = _patterns(strict=True)
# Brackets, pipes and quotes inside a label without quotes: Mermaid rejects them, people write them.
_LENIENT = _patterns(strict=False)

_ID = re.compile(
    r"(?:[A-Za-z0-9_!#$'*+.`?\\/]|%(?!%)|[^\x00-\x7f\s]|-(?=[^>\-.\n])|=(?!=))"
    r"(?:[A-Za-z0-9_!#$'*+.`?\\/]|%(?!%)|[^\x00-\x7f\s]|-(?=[^>\-.\n])|=(?!=)|&(?=[\w]))*"
)
_DATA = re.compile(r'@\{([^}"]{0,1000}(?:"[^"]{0,1000}"[^}"]{0,1000}){0,20})\}')
_SHAPE = re.compile(r"(?:^|[,{\s])shape\s*:\s*[\"']?([\w-]+)")
_LABEL = re.compile(r"(?:^|[,{\s])label\s*:\s*(?:\"([^\"]*)\"|'([^'\n]*)'|([^,}\n\"']+))")
_CLASS = re.compile(r":::[\w-]+")


class Vertex(Struct, frozen=True):
    """A node where it is written; `end` is the offset behind it."""

    id: Spanned[str]
    label: Spanned[str] | None
    shape: str
    data: bool
    start: int
    end: int


def vertex(scan: Scan, at: int) -> Vertex | None:
    """The node that is written at an offset, if there is one."""
    text = scan.text
    match = _ID.match(text, at)
    if match is None:
        return None
    label, shape, end = bracket(scan, match.end())
    data = _DATA.match(text, end)
    if data:
        end = data.end()
        given = _SHAPE.search(text, *data.span(1))
        shape = given[1] if given else shape
        title = _LABEL.search(text, *data.span(1))
        if title and title.lastindex:
            label = scan.label(*title.span(title.lastindex))
    style = _CLASS.match(text, end)
    if style:
        end = style.end()
    return Vertex(scan.body.match(match), label, shape, data is not None, at, end)


def bracket(scan: Scan, at: int) -> tuple[Spanned[str] | None, str, int]:
    """The label in brackets at an offset, its shape and the offset behind it."""
    first = scan.text[at : at + 1]
    for patterns in (_STRICT, _LENIENT):
        for pattern, shape in patterns.get(first, ()):
            match = pattern.match(scan.text, at)
            if match:
                return scan.label(*match.span(match.lastindex or 0)), shape, match.end()
    return None, "", at
