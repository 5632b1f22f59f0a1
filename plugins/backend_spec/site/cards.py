"""What a preview of an entity says: a sentence and a few facts, as plain text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from backend_spec.model.architecture import Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import Enum, Message, Rpc
from backend_spec.model.http import Endpoint, Role
from backend_spec.model.page import Feature
from backend_spec.site.anchors import entities
from backend_spec.site.view import View, plain
from backend_spec.text import Spanned

Fact = tuple[str, str]


def cards(view: View) -> dict[str, str]:
    """JSON by document, by its path in the specification's folder: per anchor the kind, the name, a sentence, facts."""
    found: dict[str, dict[str, list[object]]] = {}
    for entity in entities(view.graph):
        if type(entity) not in _FACTS:
            continue
        facts = [(label, value) for label, value in _FACTS[type(entity)](entity) if value]
        card: list[object] = [entity.kind.replace("-", " "), title(entity), sentence(entity), facts]
        found.setdefault(entity.span.source.path, {})[view.anchors[entity].anchor] = card
    return {path: json.dumps(known, ensure_ascii=False, separators=(",", ":")) for path, known in found.items()}


def sentence(entity: Entity) -> str:
    """What the specification says of an entity where it is declared, if it says something."""
    for attribute in ("description", "purpose", "role"):
        said = getattr(entity, attribute, None)
        if said is not None:
            return plain(said.span if isinstance(said, Spanned) else said, 180)
    return ""


def title(entity: Entity) -> str:
    """An entity's name in a list of all sorts of entities: an error's code with its name."""
    if isinstance(entity, ErrorCode) and entity.code and entity.label:
        return f"{entity.code.value} {entity.label.value}"
    return entity.key


def _value(value: Spanned[str] | None) -> str:
    return plain(value.span, 80) if value else ""


def _some(names: list[str], limit: int = 8) -> str:
    return ", ".join(names[:limit]) + (f" and {len(names) - limit} more" if len(names) > limit else "")


def _endpoint(entity: Endpoint) -> Iterator[Fact]:
    yield "Access", _value(entity.access)
    yield "Roles", _some([role.key for role in entity.roles])
    yield "Errors", _some([error.code.key for error in entity.errors or () if error.code])


def _error(entity: ErrorCode) -> Iterator[Fact]:
    yield "HTTP", _value(entity.http)
    yield "gRPC", _value(entity.grpc)
    yield "Category", _value(entity.category)


def _table(entity: Table) -> Iterator[Fact]:
    columns = entity.columns or (entity.ddl.columns if entity.ddl else ())
    yield "Columns", _some([column.name.value for column in columns], 12)
    yield "Owner", _some([owner.key for owner in entity.owners])


def _service(entity: Service) -> Iterator[Fact]:
    yield "Type", _value(entity.type)


def _rpc(entity: Rpc) -> Iterator[Fact]:
    yield "Request", entity.request.value if entity.request else ""
    yield "Response", entity.response.value if entity.response else ""


def _message(entity: Message) -> Iterator[Fact]:
    yield "Fields", _some([field.name.value for field in entity.content.fields], 12)


def _enum(entity: Enum) -> Iterator[Fact]:
    yield "Values", _some([value.name.value for value in entity.content.values], 12)


def _key(entity: CacheKey) -> Iterator[Fact]:
    yield "Value", _value(entity.value)
    yield "TTL", _value(entity.ttl)
    yield "Service", _some([service.key for service in entity.services])


def _topic(entity: Topic) -> Iterator[Fact]:
    yield "Partitions", _value(entity.partitions)
    yield "Retention", _value(entity.retention)


def _event(entity: Event) -> Iterator[Fact]:
    yield "Topic", entity.topic.key if entity.topic else ""
    yield "From", _some([service.key for service in entity.producers])
    yield "To", _some([service.key for service in entity.consumers])


def _nothing(entity: Entity) -> Iterator[Fact]:
    yield from ()


_FACTS: dict[type[Entity], Callable[..., Iterator[Fact]]] = {
    Endpoint: _endpoint,
    ErrorCode: _error,
    Table: _table,
    Service: _service,
    Rpc: _rpc,
    Message: _message,
    Enum: _enum,
    CacheKey: _key,
    Topic: _topic,
    Event: _event,
    Role: _nothing,
    Feature: _nothing,
}
