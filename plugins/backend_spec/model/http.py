"""Nouns of the REST API: endpoints, what they take, return and require, roles."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.error import ErrorCode
from backend_spec.model.grpc import Rpc
from backend_spec.text import Span, Spanned


class Role(Entity, frozen=True):
    """A role of the RBAC role definitions."""

    kind: ClassVar[str] = "role"

    description: Spanned[str] | None = None


class Field(Statement, frozen=True):
    """A row of a field table: of a request body, a response, an event's payload. `name` may be a path (`data.id`)."""

    name: Spanned[str]
    type: Spanned[str] | None = None
    required: bool | None = None
    rule: Spanned[str] | None = None
    required_place: Span | None = None
    """The cell that says whether it is required, where the table has such a column."""


class ReturnedError(Statement, frozen=True):
    """A row of an endpoint's error table.

    `code` is None where the cell holds no code: an em dash, or 0 for success.
    """

    endpoint: str
    code: Ref[ErrorCode] | None
    http: Spanned[str] | None = None
    text: Spanned[str] | None = None

    @property
    def subject(self) -> str:
        return f"endpoint {self.endpoint} error {self.code.key if self.code else ''}"


class Payload(Struct, frozen=True):
    """A request or response body: the part's label or heading, its JSON examples, its field table, what is said about
    it in words ("None", "204 No Content")."""

    span: Span
    examples: tuple[Span, ...] = ()
    fields: tuple[Field, ...] | None = None
    words: Span | None = None


class Endpoint(Entity, frozen=True):
    """An HTTP endpoint as declared. A part that the document does not give is None.

    `access` is as written (`Public`, `Protected`, ...) and `public` what it means; `errors` is None where there is no
    error table with rows and empty where the errors are told in words; `errors_place` is their label or table;
    `parameters` are those of path and query; `extent` is all that the document says about it; `has_body` tells whether
    its method usually takes a body.
    """

    kind: ClassVar[str] = "endpoint"

    method: Spanned[str]
    path: Spanned[str]
    access: Spanned[str] | None = None
    public: bool | None = None
    roles: tuple[Ref[Role], ...] = ()
    idempotency: Spanned[str] | None = None
    description: Span | None = None
    request: Payload | None = None
    response: Payload | None = None
    errors: tuple[ReturnedError, ...] | None = None
    errors_place: Span | None = None
    diagram: Span | None = None
    operational: bool = False
    parameters: Payload | None = None
    extent: Span | None = None
    deprecated: bool = False
    detailed: bool = True
    """False where the document only lists the endpoint in a table and gives it no section of its own."""

    @property
    def has_body(self) -> bool:
        return self.method.value in ("POST", "PUT", "PATCH")

    def attributes(self) -> dict[str, object]:
        return {
            "access": self.access and self.access.value,
            "roles": [role.key for role in self.roles],
            "idempotency": self.idempotency and self.idempotency.value,
            "errors": [error.code.key for error in self.errors or () if error.code],
        }


class SummaryRow(Statement, frozen=True):
    """A row of the API summary."""

    endpoint: Ref[Endpoint]
    access: Spanned[str] | None = None
    services: tuple[Ref[Service], ...] = ()
    idempotency: Spanned[str] | None = None


class AccessRow(Statement, frozen=True):
    """A row of the access matrix: endpoints (or an area described in words) and the roles that the row names."""

    endpoints: tuple[Ref[Endpoint], ...]
    roles: tuple[Ref[Role], ...]


class Header(Statement, frozen=True):
    """A row of the common headers table."""

    name: Spanned[str]
    required: bool | None = None


class JsonKey(Statement, frozen=True):
    """A member name in a JSON example of the API or of an event, for the naming rules."""

    name: Spanned[str]


class Backend(Statement, frozen=True):
    """What stands behind an endpoint as its section or the summary says: services and their RPCs."""

    endpoint: str
    services: tuple[Ref[Service], ...] = ()
    rpcs: tuple[Ref[Rpc], ...] = ()

    @property
    def subject(self) -> str:
        return f"endpoint {self.endpoint} backend"


class RoleUse(Statement, frozen=True):
    """A place that names a role: an endpoint's access, a column of the access matrix. `context` tells which."""

    role: Ref[Role]
    context: str

    @property
    def subject(self) -> str:
        return f"{self.context} role {self.role.key}"


class EndpointUse(Statement, frozen=True):
    """A row of a table about endpoints that have their sections elsewhere: "API summary", "access matrix"."""

    endpoint: Ref[Endpoint]
    context: str

    @property
    def subject(self) -> str:
        return f"{self.context} endpoint {self.endpoint.key}"


class PathPrefix(Statement, frozen=True):
    """A prefix that the versioning rules give to every path, such as `/api/v1`."""

    prefix: Spanned[str]


class Conduct(Statement, frozen=True):
    """How an endpoint's section treats what concerns all endpoints alike. `span` is the endpoint's name.

    `limited` tells that it speaks of a rate limit. `lists` tells that its response shows a list, `paged` that it speaks
    of pages or cursors, `bounded` that the list is short or whole on purpose; `offset` is a parameter that counts
    entries or pages. `shapes` are the members of its response examples, the first of which stands at `example`.
    """

    endpoint: str
    limited: bool = False
    lists: bool = False
    paged: bool = False
    bounded: bool = False
    offset: Spanned[str] | None = None
    shapes: tuple[tuple[str, ...], ...] = ()
    example: Span | None = None

    @property
    def subject(self) -> str:
        return f"endpoint {self.endpoint} conduct"


class PolicySection(Statement, frozen=True):
    """A section about a policy: `idempotency`, `rate-limit`, `pagination`, `envelope`. `span` is all of it.

    `general` tells that it lays down a rule for every endpoint that it does not name. `paths` are the paths without a
    method that it names, `members` those of the first JSON example in it.
    """

    sort: str
    general: bool = False
    paths: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        return f"policy {self.sort}"
