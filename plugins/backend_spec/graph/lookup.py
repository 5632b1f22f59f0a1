"""All indexes of one specification, and the one way to ask them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

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

_STEPS: Mapping[type[Entity], tuple[Step, ...]] = {
    Service: names.STEPS,
    Component: names.STEPS,
    Role: PLURAL,
    GrpcService: names.STEPS,
    Message: (*FOLD[:1], _SIMPLE),
    Enum: (*FOLD, _SIMPLE),
    Table: (*FOLD, ("schema", lambda n: n.rsplit(".", 1)[-1].casefold()), *PLURAL[2:]),
    Event: SPELLING,
}
"""By which forms the names of a class are found, but for those that have an index of their own."""


_MANY = 200_000
"""Answers of one sort, after which all are forgotten: some are about texts which are gone."""


class Lookup:
    """Finds what a name means, for every class of entity.

    `before` is the look-up of an earlier version of the specification: what it knows of entities that are the same
    objects now is taken over.
    """

    def __init__(
        self, facts: Mapping[type, Sequence[Entity | Statement]], aliases: Aliases, before: Lookup | None = None
    ):
        self._aliases = aliases
        self._declared = {noun: tuple(facts.get(noun, ())) for noun in NOUNS}
        old = before if before and before._aliases == aliases else None
        same = {noun for noun in NOUNS if old and old._declared[noun] == self._declared[noun]}
        if GrpcService not in same:
            same.discard(Rpc)  # RPCs are found by their services
        self._indexes: dict[type[Entity], Aliased[Any]] = {
            noun: old._indexes[noun] if old and noun in same else self._index(noun) for noun in NOUNS
        }
        self._names: dict[type[Entity], list[tuple[str, ...]]] = {
            noun: old._names[noun] if old and noun in same else [_name(one) for one in self._every(noun)]
            for noun in NOUNS
        }
        self._found: dict[type[Entity], dict[tuple[str, str], Resolution | None]] = {
            noun: old._found[noun] if old and noun in same and len(old._found[noun]) < _MANY else {} for noun in NOUNS
        }
        self.parties: Parties = (
            old.parties
            if old and {Service, Component} <= same
            else Parties(self._indexes[Service], self._every(Component), self._every(Service))
        )
        self.declared = (aliases, self._names)
        """All that look-ups depend on: equal ones give equal proofs."""
        few = old and all(len(known) < _MANY for known in old.by_names.values())
        self.by_names: dict[str, dict[str, Any]] = old.by_names if old and few and old._names == self._names else {}
        """What follows from the names that are declared, and from nothing else."""

    def _every(self, noun: type[E]) -> Sequence[E]:
        return self._declared[noun]  # type: ignore[return-value]

    def _index(self, noun: type[Entity]) -> Aliased[Any]:
        every = self._every
        index: Index[Any]
        if noun is Endpoint:
            index = EndpointIndex(every(Endpoint))
        elif noun is Rpc:
            index = RpcIndex(every(Rpc), every(GrpcService))
        elif noun is ErrorCode:
            index = ErrorIndex(every(ErrorCode))
        elif noun is CacheKey:
            index = KeyIndex(every(CacheKey))
        elif noun is Topic:
            index = TopicIndex(every(Topic))
        else:
            index = Index(every(noun), _STEPS.get(noun, FOLD))
        return Aliased(index, self._aliases.get(noun.kind, {}))

    def find(self, noun: type[Entity], key: str, scope: str = "") -> Resolution | None:
        """What a name means, with its proof; None when nothing of that name is declared."""
        found, question = self._found[noun], (key, scope)
        if question not in found:
            found[question] = self._indexes[noun].find(key, scope)
        return found[question]

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
