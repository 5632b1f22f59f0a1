"""Everything in running text that may name an entity: inline code, `METHOD /path`, feature ids, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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

_PATTERNS = (conventions.FEATURE_ID, _IDENTIFIER)

_Found = tuple[int, int, str, Where]
"""A mention: where in a text it begins and ends, what it says, and in what sort of place."""


def read(collector: Collector, changelog: Table | None) -> None:
    """State the mentions of a document. Feature ids in the header table declare, they do not mention."""
    for section in collector.document.root.walk():
        if section.heading:
            _state(collector, (section.heading.content,), Where.HEADING, Where.HEADING)
        for block in section.blocks:
            if isinstance(block, Paragraph | Item):
                _state(collector, (block.content,), Where.CODE, Where.PROSE)
            elif isinstance(block, Table):
                cells = [cell for row in (block.head, *block.rows) for cell in row.cells]
                _state(collector, cells, Where.TABLE, Where.TABLE, features=block is not changelog)


def _state(
    collector: Collector, contents: Sequence[Inline], code: Where, text: Where, *, features: bool = True
) -> None:
    """State the mentions of texts that stand together, which are found once for the same texts."""
    if not contents:
        return
    source, start = contents[0].span.source, contents[0].span.start
    written = source.text[start : contents[-1].span.end]
    # What brackets mean may depend on the whole document, what a quote or an indented line is on what stands around.
    pieces = source.pieces if "[" not in written and "\n>" not in written and "\n " not in written else None
    question = _state, written, code, text, features
    found: Sequence[_Found] | None = pieces.find(question) if pieces else None
    if found is None:
        found = [one for content in contents for one in _inline(content, start, code, text, features=features)]
        if pieces:
            pieces.keep(question, found)
    for first, last, name, where in found:
        collector.state(Mention(Span(source, start + first, start + last), name, where))


def _inline(content: Inline, base: int, code: Where, text: Where, *, features: bool) -> Iterator[_Found]:
    if not content:
        return
    for part in content.codes:
        if part.value.strip():
            yield part.span.start - base, part.span.end - base, part.value, code
    taken = [part.span for part in content.codes]
    if len(taken) == 1 and taken[0].start - content.span.start <= 1 and content.span.end - taken[0].end <= 1:
        return  # nothing but one piece of code: most cells
    for span, name in _endpoints(content):
        if not any(place.contains(span) for place in taken):
            where = code if any(span.contains(place) for place in taken) else text
            yield span.start - base, span.end - base, name, where
            taken.append(span)
    for pattern in _PATTERNS:
        if pattern is _IDENTIFIER or features:
            for span in _matches(content, pattern, taken):
                yield span.start - base, span.end - base, span.text, text


def _endpoints(content: Inline) -> Iterator[tuple[Span, str]]:
    """Every `METHOD /path`, also where the method and the path are two pieces of code."""
    if "/" not in content.plain:
        return
    found = http.find(content.plain)
    if found:
        places = Places.of(Spanned(content.plain, content.span))
        for mention in found:
            yield places.span(mention.start, mention.end), f"{mention.method} {mention.path}"


def _matches(content: Inline, pattern: re.Pattern[str], taken: Sequence[Span]) -> Iterator[Span]:
    raw = content.raw
    if not (_HINT.search(raw) if pattern is _IDENTIFIER else "FEAT-" in raw):
        return
    source, base = content.span.source, content.span.start
    for match in pattern.finditer(raw):
        span = source.span(base + match.start(), base + match.end())
        if not any(place.start < span.end and span.start < place.end for place in taken):
            yield span
