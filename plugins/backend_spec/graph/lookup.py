"""All indexes of one specification, and the one way to ask them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from backend_spec.graph import names
from backend_spec.graph.graph import Resolution
from backend_spec.graph.index import (
    FOLD,
    PLURAL,
    SPELLING,
    Aliased,
    EndpointIndex,
    ErrorIndex,
    Index,
    KeyIndex,
    RpcIndex,
    Step,
    TopicIndex,
)
from backend_spec.graph.parties import Parties
from backend_spec.model.architecture import Component, Service
from backend_spec.model.auth import AuthFlow
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.error import ErrorCode, ErrorRange
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import Enum, GrpcService, Message, Rpc
from backend_spec.model.http import Endpoint, Role
from backend_spec.model.page import Diagram, Feature

E = TypeVar("E", bound=Entity)
Aliases = Mapping[str, Mapping[str, str | None]]
"""By kind of entity: a spelling, and the canonical name that it means, or None for nothing."""

NOUNS: tuple[type[Entity], ...] = (
    Service, Component, Endpoint, Role, GrpcService, Rpc, Message, Enum, ErrorCode, ErrorRange, Table, CacheKey, Topic,
    Event, Feature, AuthFlow, Diagram,
)  # fmt: skip

_SIMPLE: Step = ("simple name", lambda name: name.rsplit(".", 1)[-1])
"""A field may name a message or an enumeration with its package."""


class Lookup:
    """Finds what a name means, for every class of entity."""

    def __init__(self, facts: Mapping[type, Sequence[Entity | Statement]], aliases: Aliases):
        def every(noun: type[E]) -> Sequence[E]:
            return facts.get(noun, ())  # type: ignore[return-value]

        indexes: dict[type[Entity], Index] = {noun: Index(every(noun)) for noun in NOUNS}  # type: ignore[type-arg]
        indexes |= {
            Service: Index(every(Service), names.STEPS),
            Component: Index(every(Component), names.STEPS),
            Endpoint: EndpointIndex(every(Endpoint)),
            Role: Index(every(Role), PLURAL),
            GrpcService: Index(every(GrpcService), names.STEPS),
            Rpc: RpcIndex(every(Rpc), every(GrpcService)),
            Message: Index(every(Message), (*FOLD[:1], _SIMPLE)),
            Enum: Index(every(Enum), (*FOLD, _SIMPLE)),
            ErrorCode: ErrorIndex(every(ErrorCode)),
            Table: Index(every(Table), (*FOLD, ("schema", lambda n: n.rsplit(".", 1)[-1].casefold()), *PLURAL[2:])),
            CacheKey: KeyIndex(every(CacheKey)),
            Topic: TopicIndex(every(Topic)),
            Event: Index(every(Event), SPELLING),
        }
        self._indexes = {noun: Aliased(index, aliases.get(noun.kind, {})) for noun, index in indexes.items()}
        self.parties = Parties(self._indexes[Service], every(Component), every(Service))
        self.declared = (dict(aliases), {noun: [_name(one) for one in every(noun)] for noun in NOUNS})
        """All that look-ups depend on: equal ones give equal proofs."""
        self._found: dict[tuple[type[Entity], str, str], Resolution | None] = {}
        self.nouns: dict[str, tuple[bool, bool, type[Entity] | None, bool]] = {}
        """What pieces of inline code turned out to name, by their text: an RPC, surely one, a noun, perhaps a table."""

    def find(self, noun: type[Entity], key: str, scope: str = "") -> Resolution | None:
        """What a name means, with its proof; None when nothing of that name is declared."""
        question = (noun, key, scope)
        if question not in self._found:
            self._found[question] = self._indexes[noun].find(key, scope)
        return self._found[question]

    def resolve(self, ref: Ref[Entity]) -> Resolution | None:
        return self.find(ref.target, ref.key, ref.scope)

    def known(self, noun: type[Entity], key: str, scope: str = "") -> bool:
        return self.find(noun, key, scope) is not None


def _name(entity: Entity) -> tuple[str, ...]:
    """What an entity is looked up by."""
    match entity:
        case Endpoint():
            return entity.key, entity.method.value, entity.path.value
        case Rpc():
            return entity.key, entity.method.value, entity.service
        case ErrorCode():
            return entity.key, entity.code.value if entity.code else "", entity.label.value if entity.label else ""
        case Component():
            return entity.key, entity.technology.value if entity.technology else ""
        case _:
            return (entity.key,)
