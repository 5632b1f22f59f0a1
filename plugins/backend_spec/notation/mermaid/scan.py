"""A diagram's text as the readers want it: comments blanked out, places kept, what is unread collected."""

from __future__ import annotations

import html
import re

from backend_spec.text import Passage, Span, Spanned

_FRONT_MATTER = re.compile(r"\s*?^[ \t]*---[ \t]*\n(?:.*\n)*?[ \t]*---[ \t]*$", re.MULTILINE)
# Comments stand on lines of their own; titles and descriptions for screen readers are no part of the drawing.
_ASIDE = re.compile(
    r"^[ \t]*(?:%%[^\n]*|acc(?:Title|Descr)[ \t]*:[^\n]*|accDescr\s*\{[^}]{0,4000}\})", re.MULTILINE | re.IGNORECASE
)
_NOT_NEWLINE = re.compile(r"[^\n]")

_BREAK = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)
_ENTITY = re.compile(r"([#&])(#?)(\w{1,31});")

# What an arrow looks like in any of the diagram types.
ARROW = re.compile(r"--|==|[-.~=]>|<[-.=]|(?<!\.)\.\.(?!\.)|-\.|-[x)](?![A-Za-z])|~~~|[→⇒⟶]")
QUOTES = "\"'`"


class Scan:
    """One diagram while it is read.

    `text` is as long as the passage's text, so that offsets are valid in both; `at` is where the statements begin.
    """

    __slots__ = ("arrows", "at", "body", "text", "unread")

    def __init__(self, body: Passage) -> None:
        self.body = body
        self.text = blank(body.text)
        self.at = 0
        self.arrows = 0
        """Arrows in unread statements."""
        self.unread: list[Span] = []

    def miss(self, start: int, end: int) -> None:
        """Note that a statement, or the rest of one, was not understood."""
        start, end = self.trim(start, end)
        if start < end:
            self.unread.append(self.body.span(start, end))
            if ARROW.search(self.text, start, end):
                self.arrows += 1

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The range without surrounding white space."""
        text = self.text
        while start < end and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return start, end

    def words(self, start: int, end: int) -> Spanned[str]:
        """The text of a range as people see it, without the white space around it."""
        start, end = self.trim(start, end)
        return Spanned(plain(self.text[start:end]), self.body.span(start, end))

    def label(self, start: int, end: int) -> Spanned[str]:
        """The text of a range as people see it, without white space and quotes around it."""
        start, end = self.trim(start, end)
        text = self.text
        if end - start > 1 and text[start] in QUOTES and text[start] == text[end - 1]:
            start, end = start + 1, end - 1
        return self.words(start, end)

    def line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def lines(self) -> list[tuple[int, int]]:
        """The ranges of the lines from `at` on that are not blank, trimmed."""
        found, start, length = [], self.at, len(self.text)
        while start <= length:
            end = self.line_end(start)
            first, last = self.trim(start, end)
            if first < last:
                found.append((first, last))
            start = end + 1
        return found


def blank(text: str) -> str:
    """The text with front matter, directives, comments and accessibility texts overwritten by spaces."""
    matter = _FRONT_MATTER.match(text) if text.lstrip()[:3] == "---" else None
    if matter:
        text = _NOT_NEWLINE.sub(" ", matter.group()) + text[matter.end() :]
    at = text.find("%%{")
    while at >= 0:
        end = text.find("}%%", at)
        if end < 0:
            break
        text = text[:at] + _NOT_NEWLINE.sub(" ", text[at : end + 3]) + text[end + 3 :]
        at = text.find("%%{", end)
    return _ASIDE.sub(lambda match: _NOT_NEWLINE.sub(" ", match.group()), text)


def plain(text: str) -> str:
    """Text as it is drawn: entities resolved, a space for each line break."""
    if ("<" in text or "\n" in text) and _BREAK.search(text):
        text = " ".join(_BREAK.sub(" ", text).split())
    if ";" in text:
        text = _ENTITY.sub(_resolve, text)
    return text


def _resolve(match: re.Match[str]) -> str:
    """Mermaid writes `#quot;` and `#35;` for HTML's `&quot;` and `&#35;`, and draws the latter too."""
    sign, number, name = match.groups()
    if sign == "#" and number:
        return match.group()
    entity = f"&#{name};" if number or (sign == "#" and name.isdecimal()) else f"&{name};"
    resolved = html.unescape(entity)
    return match.group() if resolved == entity else resolved
