"""One endpoint: its parts, gathered from the pieces that belong to its declaration."""

from __future__ import annotations

import re
from dataclasses import replace

from backend_spec.kinds.api import access, bodies, conventions, errors
from backend_spec.kinds.api.declare import Declaration, properties
from backend_spec.kinds.api.overview import is_listing
from backend_spec.kinds.api.stream import Label, Piece, Stream, labels, lines, part_of, undecorated
from backend_spec.markdown import Document, Fence, Item, Paragraph, Table
from backend_spec.model.entity import Ref, Where
from backend_spec.model.http import Endpoint, Field, Header, Payload, ReturnedError, Role
from backend_spec.notation import http
from backend_spec.reading import Collector, Shape, says_nothing
from backend_spec.text import Span, Spanned

_DIAGRAMS = ("mermaid", "plantuml", "puml", "d2", "seqdiag", "websequencediagrams")
_DESCRIBED = (None, "description", "endpoint", "method", "path")
_LEVEL = re.compile(r"[\s`*🔒🔓🌐]*(?:public|protected|private|internal|authenticated)\b.{0,60}", re.IGNORECASE)


def is_operational(path: str, section_titles: list[str]) -> bool:
    """Whether an endpoint tells how the process does: by its path, or by the section that it stands in."""
    short = re.sub(r"^/(?:api/)?(?:v\d+/)?", "", path).strip("/").casefold()
    return short in conventions.OPERATIONAL_PATHS or any(t in conventions.OPERATIONAL_TITLES for t in section_titles)


class EndpointReader:
    """Reads the pieces of one declaration in order; what a label or heading opened stays open until the next."""

    def __init__(self, collector: Collector, stream: Stream, declaration: Declaration) -> None:
        self._collector = collector
        self._stream = stream
        self._declaration = declaration
        self._name = declaration.routes[0].name.value
        self._part: str | None = None
        self._access: Spanned[str] | None = None
        self._roles: tuple[Ref[Role], ...] = ()
        self._idempotency: Spanned[str] | None = None
        self._description: Span | None = None
        self._payloads: dict[str, Payload] = {}
        self._errors: list[ReturnedError] | None = None
        self._errors_place: Span | None = None
        self._diagram: Span | None = None

    def read(self, document: Document, operational: bool) -> list[Endpoint]:
        """State the endpoints of the declaration, with all that its pieces say."""
        declaration, source = self._declaration, document.source
        if declaration.rest and _LEVEL.fullmatch(declaration.rest.value.strip("()（）[]—–-|:· ")):
            value = undecorated(declaration.rest)
            self._take_access(value) if value else None
        for piece in self._stream.within(declaration.start, declaration.end):
            if piece.heading:
                self._heading(piece)
            elif isinstance(piece.block, Table):
                self._table(piece.block)
            elif isinstance(piece.block, Fence):
                self._fence(piece.block, declared=piece.start == declaration.at)
            elif isinstance(piece.block, Paragraph | Item):
                self._text(piece, piece.block)
        line = source.line_span(source.position(declaration.routes[0].name.span.start).line)
        opening = line.text + (self._description.text[:40] if self._description else "")
        place = declaration.piece.section.place if declaration.piece.heading else declaration.routes[0].name.span
        endpoints = []
        for route in declaration.routes:
            endpoint = Endpoint(
                route.name, place, route.method, route.path, self._access,
                access.is_public(self._access.value) if self._access else None,
                self._roles, self._idempotency, self._description, self._payloads.get("request"),
                self._payloads.get("response"), None if self._errors is None else tuple(self._errors),
                self._errors_place, self._diagram, operational, self._payloads.get("parameters"),
                source.span(declaration.start, max(declaration.start, declaration.end)),
                bool(re.search(r"\bdeprecated\b", opening, re.IGNORECASE)),
            )  # fmt: skip
            endpoints.append(self._collector.state(endpoint))
        for error in self._errors or ():
            self._collector.state(error)
        return endpoints

    # -- pieces

    def _heading(self, piece: Piece) -> None:
        title = piece.section.heading
        if title is None or piece is self._declaration.piece or piece.section is self._declaration.home:
            return
        self._open(part_of(title.title.value), title.title.span)

    def _text(self, piece: Piece, block: Paragraph | Item) -> None:
        declared = piece is self._declaration.piece or piece.start == self._declaration.piece.start
        for line in lines(block.content):
            found = labels(line)
            if found:
                self._labels(found, line, item=isinstance(block, Item))
            elif declared and http.find(line.value.replace("`", " ").replace("*", " ")):
                continue
            elif self._part in ("access", "roles", "idempotency", "permissions") and self._misses(self._part):
                value = undecorated(line)
                if value:
                    self._value(self._part, value)
                self._part = None
            elif _LEVEL.fullmatch(line.value) and self._access is None and self._part is None and len(line.value) < 60:
                self._take_access(undecorated(line) or line)
            elif self._part == "errors" and isinstance(block, Item):
                self._error_item(block)
            elif self._part == "errors":
                self._errors = self._errors if self._errors is not None else []
            elif self._part in _DESCRIBED and self._description is None and re.search(r"\w", line.value):
                self._description = block.span
                if self._part in ("endpoint", "method", "path"):
                    self._part = None

    def _misses(self, part: str) -> bool:
        return {"access": self._access, "roles": self._roles or None, "idempotency": self._idempotency}.get(
            part
        ) is None

    def _labels(self, found: list[Label], line: Spanned[str], *, item: bool) -> None:
        for label in found:
            if label.value is None:
                unknown = label.part is None
                if unknown and self._description is None and self._part is None and not label.title.value.endswith(":"):
                    self._description = label.title.span
                if not (item and unknown):
                    self._open(label.part, label.title.span)
            elif label.part:
                self._value(label.part, label.value)
                if label.part in ("request", "response", "errors", "parameters", "headers", "diagram"):
                    self._open(label.part, label.title.span)
                    self._words(label.part, label.value)

    def _open(self, part: str | None, place: Span) -> None:
        """A label or heading begins a part of the endpoint."""
        if part == "example" or (part == "aside" and self._part in ("request", "response", "errors")):
            return
        if part == "request" and self._part == "response":
            # "Body" or "Fields" under "Response" belongs to the response.
            inner = re.fullmatch(
                r"(?:body|fields|body fields|payload|headers)\W*", place.text.strip("*:： "), re.IGNORECASE
            )
            part = "response" if inner else part
        self._part = part
        if part in ("request", "response", "parameters"):
            self._payloads.setdefault(part, Payload(place))
        elif part == "errors":
            self._errors_place = self._errors_place or place
            self._errors = self._errors if self._errors is not None else []
        elif part == "diagram":
            self._part = part

    def _words(self, part: str, value: Spanned[str]) -> None:
        """A part that is told in words on its label's line."""
        if part == "errors":
            for name in errors.codes_in(value):
                self._add_error(name)

    def _value(self, part: str, value: Spanned[str]) -> None:
        if part == "access" and self._access is None:
            self._take_access(value)
        elif part == "roles" and not self._roles:
            self._roles = access.roles(self._collector, value, Where.TABLE, listed=True, owner=f"endpoint {self._name}")
        elif part == "permissions":
            found = access.roles(self._collector, value, Where.TABLE, listed=False, owner=f"endpoint {self._name}")
            self._roles = self._roles or found
        elif part == "idempotency" and self._idempotency is None:
            self._idempotency = value
        elif part == "description" and self._description is None and not says_nothing(value.value):
            self._description = value.span

    def _take_access(self, value: Spanned[str]) -> None:
        self._access = value
        found = access.roles(self._collector, value, Where.TABLE, listed=False, owner=f"endpoint {self._name}")
        self._roles = self._roles or found

    def _table(self, table: Table) -> None:
        if (
            table.span.start == self._declaration.at
            and self._declaration.piece.block is table
            and not properties(table)
        ):
            self._row(table)
            return
        pairs = properties(table)
        if pairs:
            for row in table.rows:
                self._collector.read(row.span)
            for title, value in pairs:
                part = part_of(title.value)
                if part:
                    self._value(part, value)
            return
        if is_listing(table) and len(table.rows) > 1:
            return
        found = errors.columns(self._collector, table, self._part == "errors")
        if found:
            self._errors = [
                *(self._errors or []),
                *errors.rows(self._collector, table, found, self._name),
            ]
            self._errors_place = self._errors_place or table.head.span
        elif bodies.is_headers(table):
            state_headers(self._collector, table, conventions.HEADERS)
        elif self._part == "headers" and self._collector.matches(table, conventions.FIELDS):
            state_headers(self._collector, table, conventions.FIELDS)
        elif (sort := bodies.sort_of(table)) is not None:
            self._fields(table, sort)

    def _row(self, table: Table) -> None:
        """The single row of the table that declares the endpoint."""
        for record in self._collector.rows(table, conventions.LISTING):
            for part, column in (
                ("access", "access"),
                ("roles", "roles"),
                ("idempotency", "idempotency"),
                ("description", "text"),
            ):
                value = record.value(column)
                if value:
                    self._value(part, value)

    def _fields(self, table: Table, sort: str) -> None:
        method = self._declaration.routes[0].method.value
        body = method in ("POST", "PUT", "PATCH")
        part = sort or (self._part if self._part in ("request", "response", "parameters") else "")
        part = part or ("request" if body else "parameters")
        if part == "request" and not body and self._part != "request":
            part = "parameters"
        rows: tuple[Field, ...] = bodies.fields(self._collector, table)
        payload = self._payloads.get(part) or Payload(table.head.span)
        self._payloads[part] = replace(payload, fields=(*(payload.fields or ()), *rows))

    def _fence(self, fence: Fence, *, declared: bool) -> None:
        if declared:
            self._collector.read(fence.span)
        elif fence.language in _DIAGRAMS:
            sequence = "sequenceDiagram" in fence.body.text
            self._diagram = fence.span if self._diagram is None or sequence else self._diagram
        elif bodies.is_json(fence):
            self._json(fence)

    def _json(self, fence: Fence) -> None:
        part = self._part
        if part == "errors":
            for error in errors.example(self._collector, fence, self._name):
                self._errors = [*(self._errors or []), error]
            return
        if part not in ("request", "response"):
            text = fence.body.text
            envelope = re.search(r'"(?:code|data|success|status)"\s*:', text) or text.lstrip().startswith("HTTP/")
            takes = self._declaration.routes[0].method.value in ("POST", "PUT", "PATCH")
            part = "request" if takes and not envelope and not self._payloads.get("request") else "response"
        payload = self._payloads.get(part) or Payload(fence.opening)
        self._payloads[part] = replace(payload, examples=(*payload.examples, fence.span))

    # -- errors in words

    def _error_item(self, item: Item) -> None:
        error = errors.item(self._collector, item.content, self._name)
        if error:
            self._errors = [*(self._errors or []), error]

    def _add_error(self, name: Spanned[str]) -> None:
        self._errors = [*(self._errors or []), errors.named(self._collector, name, self._name)]


def state_headers(collector: Collector, table: Table, shape: Shape) -> None:
    """State the rows of a table of HTTP headers."""
    for record in collector.rows(table, shape):
        name = record.value("name")
        if name:
            collector.state(Header(record.span, bodies.unstarred(name), record.truth("required")))
