"""Nouns of the gRPC specification: proto services, RPCs, messages, enums, their errors, who calls whom."""

from __future__ import annotations

from typing import ClassVar

from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.error import ErrorCode
from backend_spec.notation import proto
from backend_spec.text import Span, Spanned
from backend_spec.verdict.protofiles import Part


class GrpcService(Entity, frozen=True):
    """A proto `service`. `service` is the reference to the architecture's service of that name, `section` the one by
    the heading that it stands under. Several blocks of one service are one entity, that of the first."""

    kind: ClassVar[str] = "grpc-service"

    service: Ref[Service]
    package: str | None = None
    file: str | None = None
    section: Ref[Service] | None = None
    scope: str = ""
    """The name space: declarations with equal scope see each other by simple name."""

    def attributes(self) -> dict[str, object]:
        return {"package": self.package, "file": self.file}


class Rpc(Entity, frozen=True):
    """An RPC, named `AuthService.Login`; `method` is its name alone, at its place. `request` and `response` are None
    where the document leaves them open."""

    kind: ClassVar[str] = "rpc"

    service: str
    method: Spanned[str]
    request: Spanned[str] | None
    response: Spanned[str] | None
    scope: str = ""

    def attributes(self) -> dict[str, object]:
        return {"request": self.request and self.request.value, "response": self.response and self.response.value}


class Message(Entity, frozen=True):
    """A proto message. A nested one is named `Outer.Inner`."""

    kind: ClassVar[str] = "message"

    content: proto.Message
    package: str | None = None
    scope: str = ""

    def attributes(self) -> dict[str, object]:
        return {"fields": [field.name.value for field in self.content.fields]}


class Enum(Entity, frozen=True):
    """A proto enum."""

    kind: ClassVar[str] = "enum"

    content: proto.Enum
    package: str | None = None
    scope: str = ""

    def attributes(self) -> dict[str, object]:
        return {"values": [value.name.value for value in self.content.values]}


class ProtoSource(Statement, frozen=True):
    """A proto file, as far as the document shows it: one fence or several. `span` is the first fence's opening."""

    scope: str
    path: Spanned[str] | None = None
    syntax: Spanned[str] | None = None
    package: Spanned[str] | None = None
    imports: tuple[Spanned[str], ...] = ()


class ProtoPart(Statement, frozen=True):
    """A fence that is a part of a proto file and can be compiled. `span` is its opening."""

    content: Part


class GrpcSection(Statement, frozen=True):
    """A per-service section. `span` is its heading; a part that it lacks is None. `name` is what the heading says,
    `service` the reference by it."""

    name: Spanned[str]
    service: Ref[Service]
    definition: Span | None = None
    messages: Span | None = None
    errors: Span | None = None


class ServiceError(Statement, frozen=True):
    """A row of a gRPC service's error table. `error` is None where the row names no error of the registry by code or
    name (a bare gRPC status, an em dash); `name` is the error's name beside its code."""

    service: str
    error: Ref[ErrorCode] | None
    name: Ref[ErrorCode] | None = None
    status: Spanned[str] | None = None
    detail: Spanned[str] | None = None

    @property
    def subject(self) -> str:
        return f"grpc-service {self.service} error {self.error.key if self.error else ''}"


class InterServiceCall(Statement, frozen=True):
    """A row of the inter-service communication table. One cell may name several callers, callees or RPCs; no RPC
    means any. `any_caller` and `any_callee` tell that a cell names a group ("all services")."""

    callers: tuple[Ref[Service], ...]
    callees: tuple[Ref[Service], ...]
    rpcs: tuple[Ref[Rpc], ...]
    any_caller: bool = False
    any_callee: bool = False
    when: Spanned[str] | None = None
