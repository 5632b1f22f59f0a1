"""Nouns of the gRPC specification: proto services, RPCs, messages, enums, their errors, who calls whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.error import ErrorCode
from backend_spec.notation import proto
from backend_spec.text import Span, Spanned


@dataclass(frozen=True, slots=True)
class GrpcService(Entity):
    """A proto `service`. `service` is the reference to the architecture's service of that name."""

    kind: ClassVar[str] = "grpc-service"

    service: Ref[Service]
    package: str | None = None
    file: str | None = None

    def attributes(self) -> dict[str, object]:
        return {"package": self.package, "file": self.file}


@dataclass(frozen=True, slots=True)
class Rpc(Entity):
    """An RPC, named `AuthService.Login`; `method` is its name alone, at its place."""

    kind: ClassVar[str] = "rpc"

    service: str
    method: Spanned[str]
    request: Spanned[str]
    response: Spanned[str]

    def attributes(self) -> dict[str, object]:
        return {"request": self.request.value, "response": self.response.value}


@dataclass(frozen=True, slots=True)
class Message(Entity):
    """A proto message. `shared` tells that it stands in the common types."""

    kind: ClassVar[str] = "message"

    content: proto.Message
    package: str | None = None

    def attributes(self) -> dict[str, object]:
        return {"fields": [field.name.value for field in self.content.fields]}


@dataclass(frozen=True, slots=True)
class Enum(Entity):
    """A proto enum."""

    kind: ClassVar[str] = "enum"

    content: proto.Enum
    package: str | None = None

    def attributes(self) -> dict[str, object]:
        return {"values": [value.name.value for value in self.content.values]}


@dataclass(frozen=True, slots=True)
class GrpcSection(Statement):
    """A per-service section. `span` is its heading; a part that it lacks is None. `service` is the name that the
    heading gives."""

    name: Spanned[str]
    definition: Span | None = None
    messages: Span | None = None
    errors: Span | None = None


@dataclass(frozen=True, slots=True)
class ServiceError(Statement):
    """A row of a gRPC service's error table. `error` is None where the row names no error of the registry by code or
    name (a bare gRPC status, an em dash)."""

    service: str
    error: Ref[ErrorCode] | None
    status: Spanned[str] | None = None
    detail: Spanned[str] | None = None

    @property
    def subject(self) -> str:
        return f"grpc-service {self.service} error {self.error.key if self.error else ''}"


@dataclass(frozen=True, slots=True)
class InterServiceCall(Statement):
    """A row of the inter-service communication table. One cell may name several callers, callees or RPCs; no RPC
    means any."""

    callers: tuple[Ref[Service], ...]
    callees: tuple[Ref[Service], ...]
    rpcs: tuple[Ref[Rpc], ...]
    when: Spanned[str] | None = None
