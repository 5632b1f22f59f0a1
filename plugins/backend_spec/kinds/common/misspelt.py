"""Entities that an unresolved reference most likely means: a misspelt name is no fault of theirs."""

from __future__ import annotations

from backend_spec.graph import Graph, Use
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity
from backend_spec.model.event import Event, Topic

_NOUNS = (Table, CacheKey, Topic, Event)


def is_meant(entity: Entity, graph: Graph) -> bool:
    """Whether some firm reference that resolves to nothing is nearest to this entity's name.

    Such a reference is reported where it stands; that the entity is "unused" or "has no row" is the same fault.
    """
    return id(entity) in graph.view(_meant)


def _meant(graph: Graph) -> frozenset[int]:
    unresolved = {
        (use.ref.target, use.ref.key)
        for use in graph.all(Use)
        if use.ref.target in _NOUNS and not graph.resolve(use.ref)
    }
    near = (graph.nearest(noun, key) for noun, key in unresolved)
    return frozenset(id(one) for entity in near if entity for one in graph.definitions(type(entity), entity.key))
