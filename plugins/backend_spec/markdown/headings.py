"""Headings: the section number and the title."""

from __future__ import annotations

import re

from backend_spec.markdown.document import Heading, Inline
from backend_spec.text import Spanned

# `3.1`, `3.`, `2.1.`, `3)`, and `3、` as written in Chinese; no bare integer (`401 Unauthorized`), no year, and
# `1.5x` is none because no blank follows. A dot may be escaped, lest it start a list on some renderers.
_NUMBER = re.compile(
    r"(?:(?P<number>\d{1,3}(?:\\?\.\d{1,3})+|\d{1,2}(?=\\?[.):]))(?:\\?[.)])?(?:\s*[:–—-])?[*_]{0,3}[\s\xa0\u3000]+"
    r"|(?P<listed>\d{1,2})、\s*)(?=\S)",
    re.ASCII,
)
# What may stand around the whole of a heading: emphasis, a link, an anchor before it.
_OPENING = re.compile(r"(?:<a\b[^<>]*>(?:</a>)?[ \t]*|[*_]{1,3}|\[)+")
# An attribute list of Python-Markdown is no part of the title: `## Users {#users}`.
_ATTRIBUTES = re.compile(r"\{(?:: *[^{} ]|:? *(?:[#.][\w-]|[\w-]+=))[^{}]*\}")


def build(level: int, content: Inline) -> Heading:
    """The heading with this content."""
    raw, plain = content.raw, content.plain
    opening = _OPENING.match(raw)
    written, seen = _NUMBER.match(raw, opening.end() if opening else 0), _NUMBER.match(plain)
    number = None
    start = 0
    if written and seen:
        number = seen["number"] or seen["listed"]
        start = written.end()
        plain = plain[seen.end() :]
    end = len(raw)
    if plain.endswith("}"):
        cut = raw.rfind("{", start)
        if cut > start and raw[cut - 1] == " " and _ATTRIBUTES.fullmatch(raw, cut):
            end = start + len(raw[start:cut].rstrip())
            plain = plain[: plain.rfind("{")].rstrip()
    for part in (*content.codes, *(link.text for link in content.links), *content.strong):
        if part.value == plain:
            return Heading(level, content, number, part)
    if opening and number and (at := raw.find(plain, start)) >= 0:
        start, end = at, at + len(plain)
    span = content.span
    return Heading(level, content, number, Spanned(plain, span.source.span(span.start + start, span.start + end)))
