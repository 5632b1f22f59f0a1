"""The links of flowcharts: `-->`, `-- text -->`, `-.->`, `==>|text|`, `e1@-->`, `~~~`."""

from __future__ import annotations

import re

from msgspec import Struct

from backend_spec.notation.mermaid.scan import Scan
from backend_spec.text import Spanned


def _with_text(name: str, opening: str, character: str, closing: str) -> str:
    """The pattern of a link with its text inside, in quotes or bare. A head needs a space before it."""
    quoted, bare = rf'"(?P<{name}>[^"]*)"', rf"(?P<{name}_bare>{character}+?)(?<!\s)"
    return rf"[xo<]?{opening}[ \t]*(?:{quoted}|{bare})\s*(?:(?<=\s)[xo<])?{closing}"


_NORMAL, _THICK, _DOTTED = r"--+[-xo>]", r"==+[=xo>]", r"-?\.+-[xo>]?"
_NORMAL_TEXT = _with_text("normal", "--", r'(?:[^-\n"]|-(?!-))', _NORMAL)
_THICK_TEXT = _with_text("thick", "==", r'(?:[^=\n"]|=(?!=))', _THICK)
_DOTTED_TEXT = _with_text("dotted", r"-\.", r'(?:[^.\n"]|\.(?!-))', _DOTTED)
# A link may stand at the end of a line or begin the next one. There `x--` and `o--` rather begin a statement about a
# node named x or o than a link (Mermaid itself takes them for the link).
_LINK = re.compile(
    rf"""
    (?:\s*(?=[-=~<.])|[ \t]*)
    (?:(?P<id>[^\s"@]+)@)?
    (?P<arrow>
        [xo<]?(?:{_NORMAL}|{_THICK}|{_DOTTED}) | ~~~+ | {_NORMAL_TEXT} | {_THICK_TEXT} | {_DOTTED_TEXT}
    )
    (?:\s*\|(?:\s*"(?P<quoted>[^"]*)"\s*|(?P<bare>[^|\n]*))\|)?
    \s*
    """,
    re.VERBOSE,
)
_TEXTS = ("quoted", "bare", "normal", "normal_bare", "thick", "thick_bare", "dotted", "dotted_bare")


class Link(Struct, frozen=True):
    """A link where it is written; `end` is the offset behind it and the white space that follows."""

    id: str | None
    arrow: Spanned[str]
    label: Spanned[str] | None
    start: int
    end: int


def link(scan: Scan, at: int) -> Link | None:
    """The link that is written at an offset, if there is one."""
    match = _LINK.match(scan.text, at)
    if match is None:
        return None
    label = None
    for name in _TEXTS:
        if match[name] is not None:
            label = scan.label(*match.span(name))
            break
    if label is not None and not label.value:
        label = None
    return Link(match["id"], scan.body.match(match, "arrow"), label, match.start("arrow"), match.end())
