"""The parts of an endpoint while they are gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from backend_spec.kinds.api import access, backends
from backend_spec.kinds.api.routes import Declaration
from backend_spec.model.entity import Ref, Where
from backend_spec.model.http import Endpoint, Field, Payload, ReturnedError, Role
from backend_spec.reading import Collector, says_nothing
from backend_spec.text import Span, Spanned

_BODY = re.compile(r"(?:body|fields|body fields|payload|headers|schema|example)\W*", re.IGNORECASE)
_ON_ERRORS = re.compile(
    r"\b(?:none|no|never|see|common|standard|same|errors?|codes?|returns?|\d{3,})\b|없|공통|无|通用", re.IGNORECASE
)
_DEPRECATED = re.compile(r"\bdeprecated\b", re.IGNORECASE)
_NOTE = re.compile(r"\W*(?:!!!\s*\w+\W+|\[!\w+\]\W*|description\W+)?deprecated\b", re.IGNORECASE)


@dataclass
class Parts:
    """What is known of an endpoint so far. `open` is the part that the latest label or heading began."""

    collector: Collector
    name: str
    method: str
    open: str | None = None
    where: Where = Where.PROSE
    access: Spanned[str] | None = None
    roles: tuple[Ref[Role], ...] = ()
    idempotency: Spanned[str] | None = None
    description: Span | None = None
    payloads: dict[str, Payload] = field(default_factory=dict)
    errors: list[ReturnedError] | None = None
    errors_place: Span | None = None
    diagram: Span | None = None

    @property
    def takes_body(self) -> bool:
        return self.method in ("POST", "PUT", "PATCH")

    def begin(self, part: str | None, place: Span) -> None:
        """A label or heading begins a part."""
        if part == "example" or (part == "aside" and self.open in ("request", "response", "errors")):
            return
        if part == "request" and self.open == "response" and _BODY.fullmatch(place.text.strip("*:： ")):
            part = "response"  # "Body" under "Response"
        self.open = part
        if part in ("request", "response", "parameters"):
            self.payloads.setdefault(part, Payload(place))
        elif part == "errors":
            self.errors_place = self.errors_place or place

    def value(self, part: str, value: Spanned[str]) -> None:
        """A label's value, or a row of a property table."""
        owner = f"endpoint {self.name}"
        if part == "access" and self.access is None:
            self.access = value
            found = access.roles(self.collector, value, self.where, listed=False, owner=owner)
            self.roles = self.roles or found
        elif part == "roles" and not self.roles:
            self.roles = access.roles(self.collector, value, self.where, listed=True, owner=owner)
        elif part == "permissions":
            found = access.roles(self.collector, value, self.where, listed=False, owner=owner)
            self.roles = self.roles or found
        elif part == "idempotency" and self.idempotency is None:
            self.idempotency = value
        elif part in ("service", "rpc"):
            backends.state(self.collector, value, self.name, self.where, named=part == "rpc")
        elif part == "description" and self.description is None and not says_nothing(value.value):
            self.description = value.span

    def misses(self, part: str | None) -> bool:
        """Whether a part with a short value still waits for it."""
        if part == "roles":
            return not self.roles
        return (part == "access" and self.access is None) or (part == "idempotency" and self.idempotency is None)

    def say(self, text: Spanned[str]) -> None:
        """What stands in words under the open part: no body, no errors, where to find them."""
        if self.open in ("request", "response") and (payload := self.payloads.get(self.open)):
            self.payloads[self.open] = replace(payload, words=payload.words or text.span)
        elif self.open == "errors" and self.errors is None and _ON_ERRORS.search(text.value):
            self.errors = []

    def fail(self, *found: ReturnedError, place: Span) -> None:
        """Errors that the endpoint returns."""
        self.errors = [*(self.errors or []), *found]
        self.errors_place = self.errors_place or place

    def fields(self, sort: str, rows: tuple[Field, ...], place: Span) -> None:
        """A field table; `sort` is where its column titles put it, "" if they do not tell."""
        part = sort or (self.open if self.open in ("request", "response", "parameters") else "")
        part = part or ("request" if self.takes_body else "parameters")
        if part == "request" and not self.takes_body and self.open != "request":
            part = "parameters"
        payload = self.payloads.get(part) or Payload(place)
        self.payloads[part] = replace(payload, fields=(*(payload.fields or ()), *rows))

    def example(self, text: str, span: Span, place: Span) -> None:
        """A JSON example; without a label it is told by what it looks like."""
        part = self.open
        if part not in ("request", "response"):
            envelope = re.search(r'"(?:code|data|success|status)"\s*:', text) or text.lstrip().startswith("HTTP/")
            part = "request" if self.takes_body and not envelope and not self.payloads.get("request") else "response"
        payload = self.payloads.get(part) or Payload(place)
        self.payloads[part] = replace(payload, examples=(*payload.examples, span))

    def endpoints(self, declaration: Declaration, operational: bool) -> list[Endpoint]:
        """The endpoints of the declaration, all with these parts."""
        name = declaration.routes[0].name.span
        source = name.source
        line = source.line_span(source.position(name.start).line)
        following = source.text[line.end : line.end + 400].split("\n")
        place = declaration.piece.section.place if declaration.piece.heading else name
        extent = source.span(declaration.start, max(declaration.start, declaration.end))
        return [
            Endpoint(
                route.name,
                place,
                route.method,
                route.path,
                access=self.access,
                public=access.is_public(self.access.value) if self.access else None,
                roles=self.roles,
                idempotency=self.idempotency,
                description=self.description,
                request=self.payloads.get("request"),
                response=self.payloads.get("response"),
                errors=None if self.errors is None else tuple(self.errors),
                errors_place=self.errors_place,
                diagram=self.diagram,
                operational=operational,
                parameters=self.payloads.get("parameters"),
                extent=extent,
                deprecated=bool(_DEPRECATED.search(line.text)) or _noted(following),
            )
            for route in declaration.routes
        ]


def _noted(lines: Iterable[str]) -> bool:
    """Whether one of the first lines that say something begins with "Deprecated": a label, a note, a description."""
    said = [line for line in lines if line.strip()]
    return any(_NOTE.match(line) for line in said[:3])
