"""The facts of a REST API document."""

from __future__ import annotations

import re

from backend_spec.kinds.api import bodies, conventions, declare, errors, policies, roles
from backend_spec.kinds.api.endpoint import EndpointReader, is_operational
from backend_spec.kinds.api.overview import Overview
from backend_spec.kinds.api.stream import Piece, Stream, plain_title
from backend_spec.kinds.common import settings
from backend_spec.kinds.common.examples import Examples
from backend_spec.markdown import Fence, Inline, Table
from backend_spec.model.http import Endpoint, PathPrefix
from backend_spec.model.page import Setting
from backend_spec.reading import Collector, normal
from backend_spec.text import Span, Spanned


def extract(collector: Collector) -> None:
    """State the endpoints with their parts, then what the document says about all of them."""
    stream = Stream(collector.document)
    declarations = declare.find(collector, stream)
    extents = [(one.start, one.end) for one in declarations]
    defined = roles.define(collector, stream, extents)
    detailed: list[Endpoint] = []
    for one in declarations:
        titles = [plain_title(section.title) for section in stream.up(one.piece.section)]
        operational = is_operational(one.routes[0].path.value, titles)
        detailed += EndpointReader(collector, stream, one, defined).read(operational)
    examples = Examples(collector)
    for endpoint in detailed:
        for payload in (endpoint.request, endpoint.response):
            if payload and payload.fields and payload.examples:
                examples.fit(payload.fields, payload.examples)
    examples.state()
    overview = Overview(collector, stream, detailed, defined)
    for piece in stream.pieces:
        if isinstance(piece.block, Table) and not any(collector.is_read(row.span) for row in piece.block.rows):
            _table(collector, stream, overview, piece, piece.block)
        elif isinstance(piece.block, Fence) and bodies.is_json(piece.block):
            bodies.state_keys(collector, piece.block)
    settings.rest(collector, conventions.OUTLINE[1:10], widest=4)
    policies.state(collector, stream, detailed)
    _prefixes(collector, stream)


def _table(collector: Collector, stream: Stream, overview: Overview, piece: Piece, table: Table) -> None:
    """A table that no endpoint has read."""
    if overview.table(piece.section, table):
        return
    titles = [plain_title(section.title) for section in stream.up(piece.section)]
    if bodies.is_headers(table):
        bodies.state_headers(collector, table, conventions.HEADERS)
    elif _is_statuses(collector, table):
        collector.rows(table, conventions.STATUSES)
    elif found := errors.columns(collector, table, any("error" in title for title in titles)):
        for error in errors.rows(collector, table, found, ""):
            collector.state(error)
    elif collector.matches(table, conventions.SETTINGS) and len(table.head.cells) <= 4:
        for record in collector.rows(table, conventions.SETTINGS):
            name = record.value("name")
            if name:
                collector.state(Setting(record.span, name, record.value("value"), titles[0] if titles else ""))
    elif bodies.sort_of(table) is not None:
        bodies.fields(collector, table)
    elif len(table.head.cells) == 2 and piece.section.level > 1:
        for row in table.rows:
            collector.read(row.span)
            if row.cells[0]:
                collector.state(Setting(row.span, row.cells[0].value, row.cells[1].value, titles[0]))


def _is_statuses(collector: Collector, table: Table) -> bool:
    """Whether a table explains HTTP statuses: they are its first column, and no other column gives codes."""
    columns = conventions.STATUSES.match(table, collector.titles.get(conventions.STATUSES.name))
    if not columns or columns["status"] != 0 or not table.rows:
        return False
    first = [row.cells[0].plain.strip("` *") for row in table.rows]
    if not all(re.match(r"[1-5](?:\d\d|xx)(?!\d)", value, re.IGNORECASE) for value in first if value):
        return False
    return not any("error code" in normal(cell.plain) or normal(cell.plain) == "code" for cell in table.head.cells[1:])


_VERSIONING = frozenset({"versioning", "api versioning", "url versioning", "versions", "base url & versioning"})
_PREFIX = re.compile(r"(?<![\w/.:{])(?P<prefix>(?:/(?:api|rest|gateway))?/v\d+)(?=/|\b)")


def _prefixes(collector: Collector, stream: Stream) -> None:
    """State the path prefixes that the versioning section gives, each once."""
    seen: set[str] = set()
    for piece in stream.pieces:
        if not stream.under(piece.section, _VERSIONING, top=0):
            continue
        for content in _texts(piece):
            for match in _PREFIX.finditer(content.raw):
                if match["prefix"] not in seen:
                    seen.add(match["prefix"])
                    at = content.span.start
                    place = Span(content.span.source, at + match.start("prefix"), at + match.end("prefix"))
                    collector.state(PathPrefix(place, Spanned(match["prefix"], place)))


def _texts(piece: Piece) -> list[Inline]:
    if isinstance(piece.block, Table):
        return [cell for row in piece.block.rows for cell in row.cells]
    if isinstance(piece.block, Fence):
        span = piece.block.body.whole
        return [Inline(span, span.text)]
    return [piece.inline] if piece.inline else []
