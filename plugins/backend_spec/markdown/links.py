"""Where a link leads: what may follow its closing bracket, and the reference definitions of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from backend_spec.markdown.places import Normal
from backend_spec.text import Spanned

_BLANK = re.compile(r"[ \t\n]*")
_ANGLED = re.compile(r"<((?:[^<>\\\n]++|\\.)*+)>")
_PLAIN = re.compile(r"[^\x00-\x20\x7f()\\]++|\\[^\x00-\x20\x7f]|[()\\]")
_TITLE = re.compile(
    r'"(?:[^"\\]++|\\.)*+"' r"|'(?:[^'\\]++|\\.)*+'" r"|\((?:[^()\\]++|\\.)*+\)",
    re.DOTALL,
)
# A label has at most 999 characters; brackets in it are escaped.
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_DEPTH = 32


Definitions = Mapping[str, Mapping[str, object]]
"""markdown-it's reference definitions, by normalised label."""


class References:
    """The reference definitions of a document, as markdown-it found them, with the place of each destination."""

    __slots__ = ("known", "normal", "normalise")

    def __init__(self, normal: Normal, known: Definitions, normalise: Callable[[str], str]) -> None:
        self.normal = normal
        self.known = known
        self.normalise = normalise

    def find(self, label: str) -> Spanned[str] | None:
        """The destination that a label stands for."""
        entry = self.known.get(self.normalise(label))
        if entry is None:
            return None
        found = entry.get("place")
        if isinstance(found, tuple):
            span = self.normal.span(*found)
            return Spanned(self.normal.text[slice(*found)], span)
        return None


def target(
    text: str, start: int, end: int, references: References | None
) -> tuple[tuple[int, int] | Spanned[str], int] | None:
    """The destination of the link whose text is `text[start:end]`, as its range in `text` if it is written there, and
    the offset after the whole link."""
    if text.startswith("(", end + 1):
        found = _inline(text, end + 2)
        if found is not None:
            return found
    if not references or not references.known:
        return None
    after = end + 1
    label = _LABEL.match(text, after)
    if label and label.group(1):
        where = references.find(label.group(1))
        return (where, label.end()) if where else None
    # A label is not longer than this, so a longer text is not even looked at.
    if end - start > 999 or not _LABEL.fullmatch(text, start - 1, end + 1):
        return None
    where = references.find(text[start:end])
    return (where, label.end() if label else after) if where else None


def _inline(text: str, start: int) -> tuple[tuple[int, int], int] | None:
    """What stands in the parentheses after a link's text: destination, perhaps a title."""
    position = _skip(text, start)
    if angled := _ANGLED.match(text, position):
        first, last = angled.span(1)
        position = angled.end()
    elif text.startswith("<", position):
        return None
    else:
        first = position
        last = position = _destination(text, position)
        if last < 0:
            return None
    after = _skip(text, position)
    if after > position and (title := _TITLE.match(text, after)):
        after = _skip(text, title.end())
    if not text.startswith(")", after):
        return None
    return (first, last), after + 1


def _destination(text: str, start: int) -> int:
    """The end of a destination without angle brackets; -1 if its parentheses are not balanced."""
    depth, position = 0, start
    while match := _PLAIN.match(text, position):
        part = match.group()
        if part == "(":
            depth += 1
            if depth > _DEPTH:
                return -1
        elif part == ")":
            if not depth:
                break
            depth -= 1
        position = match.end()
    return -1 if depth else position


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    assert match is not None
    return match.end()
