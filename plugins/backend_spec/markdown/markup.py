"""HTML inside a line: tags and comments, autolinks in angle brackets, entities (CommonMark, sections 2.5, 6.5, 6.6)."""

from __future__ import annotations

import re

_ENTITY = re.compile(
    r"&(?:#[xX](?P<hex>[0-9a-fA-F]{1,6})|#(?P<number>[0-9]{1,7})|(?P<name>[a-zA-Z][a-zA-Z0-9]{1,31}));"
)
_AUTOLINK = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*"
    r"|[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>"
)
_TAG = re.compile(
    r"<(?:[a-zA-Z][a-zA-Z0-9-]*+"
    r"(?:\s++[a-zA-Z_:][a-zA-Z0-9:._-]*+(?:\s*+=\s*+(?:[^\"'=<>`\x00-\x20]++|'[^']*+'|\"[^\"]*+\"))?+)*+\s*+/?>"
    r"|/[a-zA-Z][a-zA-Z0-9-]*+\s*+>|!---?>)"
)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
# Raw HTML that ends where a text first occurs: comments, processing instructions, CDATA, declarations.
_ENCLOSED = tuple(
    (re.compile(opening), closing)
    for opening, closing in (("<!--", "-->"), (r"<\?", "?>"), (r"<!\[CDATA\[", "]]>"), ("<![a-zA-Z]", ">"))
)


def autolink(text: str, start: int) -> tuple[int, int] | None:
    """The range of the address of an autolink that starts at `start`."""
    match = _AUTOLINK.match(text, start)
    return match.span(1) if match else None


def tag(text: str, start: int, missing: set[str]) -> int:
    """The end of the raw HTML that starts at `start`; -1 if it is none.

    `missing` remembers closings that do not occur any more, so that many openings without one take linear time.
    """
    if match := _TAG.match(text, start):
        return match.end()
    for opening, closing in _ENCLOSED:
        if (match := opening.match(text, start)) and closing not in missing:
            end = text.find(closing, match.end())
            if end >= 0:
                return end + len(closing)
            missing.add(closing)
    return -1


def is_break(text: str, start: int) -> bool:
    """Whether the tag at `start` is a line break."""
    return _BREAK.match(text, start) is not None


def entity(text: str, start: int) -> tuple[str, int] | None:
    """The characters that the HTML entity at `start` stands for, and its end; None for a name that HTML lacks."""
    match = _ENTITY.match(text, start)
    if match is None:
        return None
    if name := match["name"]:
        from html.entities import html5

        value = html5.get(name + ";")
        return (value, match.end()) if value is not None else None
    code = int(match["hex"], 16) if match["hex"] else int(match["number"])
    valid = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if valid else "\ufffd", match.end()
