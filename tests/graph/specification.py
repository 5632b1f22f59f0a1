"""Entities made by hand, for tests of the graph that need no documents."""

from __future__ import annotations

from backend_spec.graph.lookup import Aliases, Lookup
from backend_spec.model.architecture import Component, Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity, Ref, Where
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import GrpcService, Rpc
from backend_spec.model.http import Endpoint, Role
from backend_spec.text import Source, Span, Spanned


def written(text: str, path: str = "test.md") -> Spanned[str]:
    """A text in a source of its own."""
    source = Source(path, text)
    return Spanned(text, source.span(0, len(text)))


def named(text: str) -> tuple[Spanned[str], Span]:
    name = written(text)
    return name, name.span


def service(name: str, sort: str = "gRPC") -> Service:
    return Service(*named(name), type=written(sort))


def component(name: str, technology: str) -> Component:
    return Component(*named(name), technology=written(technology))


def endpoint(method: str, path: str) -> Endpoint:
    return Endpoint(*named(f"{method} {path}"), method=written(method), path=written(path))


def grpc_service(name: str) -> GrpcService:
    spelling = written(name)
    return GrpcService(spelling, spelling.span, service=Ref(Service, name, spelling.span, Where.FENCE))


def rpc(service: str, method: str) -> Rpc:
    return Rpc(
        *named(f"{service}.{method}"),
        service=service,
        method=written(method),
        request=written(f"{method}Request"),
        response=written(f"{method}Response"),
    )


def error(code: str, label: str) -> ErrorCode:
    return ErrorCode(*named(code), code=written(code), label=written(label))


def table(name: str) -> Table:
    return Table(*named(name))


def cache_key(pattern: str) -> CacheKey:
    return CacheKey(*named(pattern))


def topic(name: str) -> Topic:
    return Topic(*named(name))


def event(name: str) -> Event:
    return Event(*named(name))


def role(name: str) -> Role:
    return Role(*named(name))


def lookup(*entities: Entity, aliases: Aliases | None = None) -> Lookup:
    facts: dict[type, list[Entity]] = {}
    for entity in entities:
        facts.setdefault(type(entity), []).append(entity)
    return Lookup(facts, aliases or {})
