"""Everything in running text that may name an entity: inline code, `METHOD /path`, feature ids, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.common import conventions
from backend_spec.markdown import Inline, Item, Paragraph, Table
from backend_spec.model.entity import Mention, Where
from backend_spec.notation import http
from backend_spec.notation.places import Places
from backend_spec.reading import Collector
from backend_spec.text import Span, Spanned

_IDENTIFIER = re.compile(
    r"(?<![\w./:@{<$#-])(?:"
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"  # INVALID_CREDENTIALS
    r"|[a-z][a-z0-9]*(?:_[a-z0-9]+)+"  # user_devices
    r"|[a-z][a-z0-9]*(?:-[a-z0-9]+)+"  # auth-service
    r"|[a-z][a-z0-9_-]*(?:\.[a-z][a-z0-9_-]*)+"  # notification.email
    r"|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+(?:[./][A-Z][A-Za-z0-9]*)?"  # AuthService.Login
    r")(?![\w/:@}>({=-]|\.\w)"
)
"""Words that nobody writes but to name something: they have an inner capital, dot, hyphen or underscore."""

_HINT = re.compile(r"[A-Za-z0-9][_.-][A-Za-z0-9]|[a-z0-9][A-Z]")
"""What each of them has inside; found several times as fast."""


def read(collector: Collector, changelog: Table | None) -> None:
    """State the mentions of a document. Feature ids in the header table declare, they do not mention."""
    for section in collector.document.root.walk():
        if section.heading:
            _inline(collector, section.heading.content, Where.HEADING, Where.HEADING)
        for block in section.blocks:
            if isinstance(block, Paragraph | Item):
                _inline(collector, block.content, Where.CODE, Where.PROSE)
            elif isinstance(block, Table):
                for row in (block.head, *block.rows):
                    for cell in row.cells:
                        _inline(collector, cell, Where.TABLE, Where.TABLE, features=block is not changelog)


def _inline(collector: Collector, content: Inline, code: Where, text: Where, *, features: bool = True) -> None:
    if not content:
        return
    for part in content.codes:
        if part.value.strip():
            collector.state(Mention(part.span, part.value, code))
    taken = [part.span for part in content.codes]
    if len(taken) == 1 and taken[0].start - content.span.start <= 1 and content.span.end - taken[0].end <= 1:
        return  # nothing but one piece of code: most cells
    for span, name in _endpoints(content):
        if not any(place.contains(span) for place in taken):
            where = code if any(span.contains(place) for place in taken) else text
            collector.state(Mention(span, name, where))
            taken.append(span)
    if features and "FEAT-" in content.raw:
        _matches(collector, content, conventions.FEATURE_ID, text, taken)
    if _HINT.search(content.raw):
        _matches(collector, content, _IDENTIFIER, text, taken)


def _endpoints(content: Inline) -> Iterator[tuple[Span, str]]:
    """Every `METHOD /path`, also where the method and the path are two pieces of code."""
    if "/" not in content.plain:
        return
    found = http.find(content.plain)
    if found:
        places = Places.of(Spanned(content.plain, content.span))
        for mention in found:
            yield places.span(mention.start, mention.end), f"{mention.method} {mention.path}"


def _matches(collector: Collector, content: Inline, pattern: re.Pattern[str], where: Where, taken: list[Span]) -> None:
    source, base = content.span.source, content.span.start
    for match in pattern.finditer(content.raw):
        span = source.span(base + match.start(), base + match.end())
        if not any(place.start < span.end and span.start < place.end for place in taken):
            collector.state(Mention(span, match[0], where))
