"""One endpoint: its parts, gathered from the pieces that belong to its declaration."""

from __future__ import annotations

import re
from collections.abc import Collection

from backend_spec.kinds.api import bodies, conventions, errors
from backend_spec.kinds.api.labels import Label, labels, lines, part_of, properties, undecorated
from backend_spec.kinds.api.listing import is_listing
from backend_spec.kinds.api.parts import Parts
from backend_spec.kinds.api.routes import Declaration
from backend_spec.kinds.api.stream import Piece, Stream
from backend_spec.markdown import Fence, Item, Paragraph, Table
from backend_spec.model.entity import Where
from backend_spec.model.http import Endpoint
from backend_spec.notation import http
from backend_spec.reading import Collector
from backend_spec.text import Spanned

_DIAGRAMS = ("mermaid", "plantuml", "puml", "d2", "seqdiag", "websequencediagrams")
_DESCRIBED = (None, "description", "endpoint", "method", "path")
_LEVEL = re.compile(
    r"[\s`*🔒🔓🌐]*(?:public|protected|private|internal|authenticated|anonymous|open|no auth\w*)\b.{0,50}",
    re.IGNORECASE,
)
_COLUMNS = (("access", "access"), ("roles", "roles"), ("idempotency", "idempotency"), ("description", "text"))


def is_operational(path: str, section_titles: list[str]) -> bool:
    """Whether an endpoint tells how the process does: by its path, or by the section that it stands in."""
    short = re.sub(r"^/(?:api/)?(?:v\d+/)?", "", path).strip("/").casefold()
    return short in conventions.OPERATIONAL_PATHS or any(t in conventions.OPERATIONAL_TITLES for t in section_titles)


def _stripped(text: Spanned[str]) -> Spanned[str]:
    """What stands behind a route, without the dash or the brackets around it."""
    low = len(text.value) - len(text.value.lstrip("(（[—–-|:· "))
    value = text.value.strip("()（）[]—–-|:· ")
    start = text.span.start + low
    return Spanned(value, text.span.source.span(start, start + len(value)))


class EndpointReader:
    """Reads the pieces of one declaration in order; what a label or heading opened stays open until the next."""

    def __init__(self, collector: Collector, stream: Stream, declaration: Declaration, roles: Collection[str]) -> None:
        self._collector = collector
        self._stream = stream
        self._declaration = declaration
        self._roles = roles
        route = declaration.routes[0]
        self._parts = Parts(collector, route.name.value, route.method.value)

    def read(self, operational: bool) -> list[Endpoint]:
        """State the endpoints of the declaration, with all that its pieces say."""
        declaration = self._declaration
        rest = _stripped(declaration.rest) if declaration.rest else None
        if rest and (_LEVEL.fullmatch(rest.value) or self._names_roles(rest.value)):
            self._level(rest)
        for piece in self._stream.within(declaration.start, declaration.end):
            if piece.heading:
                if piece is not declaration.piece and piece.section is not declaration.home:
                    self._parts.begin(part_of(piece.heading.title.value), piece.heading.title.span)
            elif isinstance(piece.block, Table):
                self._table(piece.block)
            elif isinstance(piece.block, Fence):
                self._fence(piece.block)
            elif isinstance(piece.block, Paragraph | Item):
                self._text(piece, piece.block)
        endpoints = self._parts.endpoints(declaration, operational)
        for fact in (*endpoints, *(self._parts.errors or ())):
            self._collector.state(fact)
        return endpoints

    def _text(self, piece: Piece, block: Paragraph | Item) -> None:
        parts = self._parts
        parts.where = Where.PROSE
        declares = piece.start == self._declaration.piece.start
        for line in lines(block.content):
            found = labels(line)
            if found:
                self._labels(found, item=isinstance(block, Item))
            elif declares and http.find(line.value.replace("`", " ").replace("*", " ")):
                continue
            elif parts.misses(parts.open):
                if parts.open and (value := undecorated(line)):
                    parts.value(parts.open, value)
                parts.open = None
            elif parts.open is None and parts.access is None and _LEVEL.fullmatch(line.value):
                self._level(line)
            elif parts.open == "errors" and isinstance(block, Item):
                if error := errors.item(self._collector, block.content, parts.name):
                    parts.fail(error, place=line.span)
            elif parts.open in _DESCRIBED and parts.description is None and re.search(r"\w", line.value):
                parts.description = block.span
                parts.open = None if parts.open in ("endpoint", "method", "path") else parts.open
            else:
                parts.say(line)

    def _level(self, line: Spanned[str]) -> None:
        """An access level, or the roles that have access, without a label."""
        if value := undecorated(line):
            self._parts.value("access", value)
            if self._names_roles(value.value):
                self._parts.value("roles", value)

    def _names_roles(self, text: str) -> bool:
        """Whether a text names nothing but defined roles: "reader, librarian"."""
        names = [name.strip("`* ").casefold() for name in re.split(r"[,/|&、]|\band\b|\bor\b", text)]
        return bool(text) and all(name in self._roles for name in names)

    def _labels(self, found: list[Label], *, item: bool) -> None:
        parts = self._parts
        for label in found:
            if label.value is None:
                if label.part is None and parts.description is None and parts.open is None:
                    parts.description = label.title.span  # `**Create a task**` under the heading
                if label.part or not item:
                    parts.begin(label.part, label.title.span)
            elif label.part:
                parts.value(label.part, label.value)
                if label.part in ("request", "response", "errors", "parameters", "headers", "diagram"):
                    parts.begin(label.part, label.title.span)
                    parts.say(label.value)
                    if label.part == "errors":
                        named = [errors.named(self._collector, n, parts.name) for n in errors.codes_in(label.value)]
                        parts.fail(*named, place=label.title.span)

    def _table(self, table: Table) -> None:
        parts = self._parts
        parts.where = Where.TABLE
        pairs = properties(table)
        if pairs:
            for row in table.rows:
                self._collector.read(row.span)
            for title, value in pairs:
                parts.value(part_of(title.value) or "", value)
        elif self._declaration.piece.block is table:
            for record in self._collector.rows(table, conventions.LISTING):
                for part, column in _COLUMNS:
                    if value_ := record.value(column):
                        parts.value(part, value_)
        elif is_listing(table) and len(table.rows) > 1:
            return
        elif found := errors.columns(self._collector, table, parts.open == "errors"):
            rows = list(errors.rows(self._collector, table, found, parts.name))
            if rows:
                parts.fail(*rows, place=table.head.span)
        elif bodies.is_headers(table):
            bodies.state_headers(self._collector, table, conventions.HEADERS)
        elif parts.open == "headers" and self._collector.matches(table, conventions.FIELDS):
            bodies.state_headers(self._collector, table, conventions.FIELDS)
        elif (sort := bodies.sort_of(table)) is not None:
            parts.fields(sort, bodies.fields(self._collector, table), table.head.span)

    def _fence(self, fence: Fence) -> None:
        parts = self._parts
        if self._declaration.piece.block is fence:
            self._collector.read(fence.span)
        elif fence.language in _DIAGRAMS:
            sequence = "sequenceDiagram" in fence.body.text
            parts.diagram = fence.span if parts.diagram is None or sequence else parts.diagram
        elif bodies.is_json(fence) and parts.open == "errors":
            parts.fail(*errors.example(self._collector, fence, parts.name), place=fence.opening)
        elif bodies.is_json(fence):
            parts.example(fence.body.text, fence.span, fence.opening)
