"""What every entity touches, and what touches it: the graph's references, read as "A does something to B".

Tables, diagrams, sections and declarations say who calls, reads, writes, publishes, returns. Each such saying is a
`Touch`; the generated pages and the explorer are made of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from backend_spec.graph import Graph, places
from backend_spec.graph.lookup import NOUNS
from backend_spec.model.auth import AuthFlow
from backend_spec.model.entity import Entity, Ref, Where
from backend_spec.model.http import Endpoint
from backend_spec.model.page import Diagram
from backend_spec.site import drawn, stated
from backend_spec.site.touch import Touch, Verb

__all__ = ["Touch", "Touches", "Verb", "touches"]

E = TypeVar("E", bound=Entity)
_End = Callable[[Touch], Entity]
_Ends = list[tuple[Verb, Entity]]
_RANK = {noun: number for number, noun in enumerate(NOUNS)}
_VERBS = {verb: number for number, verb in enumerate(Verb)}


class Touches:
    """The touches of a specification, from both ends.

    An entity that is declared twice counts as its first declaration.
    """

    def __init__(self, graph: Graph, found: Iterable[Touch]):
        first: dict[tuple[int, Verb, int], Touch] = {}
        for touch in found:
            key = (id(touch.source), touch.verb, id(touch.target))
            known = first.get(key)
            if touch.source is not touch.target and (known is None or touch.span.order < known.span.order):
                first[key] = touch
        self._of = _grouped(first.values(), lambda touch: touch.source, lambda touch: touch.target)
        self._on = _grouped(first.values(), lambda touch: touch.target, lambda touch: touch.source)
        self._targets = _by_class(self._of, lambda touch: touch.target)
        self._sources = _by_class(self._on, lambda touch: touch.source)
        self._owners = dict(_owners(graph))
        self._drawn = _drawn(graph)

    def of(self, entity: Entity) -> tuple[Touch, ...]:
        """What an entity touches, by kind, then in the order of declarations."""
        return self._of.get(id(entity), ())

    def on(self, entity: Entity) -> tuple[Touch, ...]:
        """What touches an entity, in the same order."""
        return self._on.get(id(entity), ())

    def targets(self, entity: Entity, noun: type[E], *verbs: Verb) -> tuple[E, ...]:
        """The entities of a class that an entity touches, each once; by some of the verbs only, if any are given."""
        return _unique(self._targets.get((id(entity), noun), ()), verbs)

    def sources(self, entity: Entity, noun: type[E], *verbs: Verb) -> tuple[E, ...]:
        """The entities of a class that touch an entity, each once; by some of the verbs only, if any are given."""
        return _unique(self._sources.get((id(entity), noun), ()), verbs)

    def diagrams(self, entity: Entity) -> tuple[Diagram, ...]:
        """The diagrams that name an entity, in the order of files and places."""
        return self._drawn.get(id(entity), ())

    def owner(self, diagram: Diagram) -> Entity | None:
        """The endpoint or the authentication flow that a diagram illustrates."""
        return self._owners.get(id(diagram))


def touches(graph: Graph) -> Touches:
    """All touches of a specification; ask for them by `graph.view(touches)`.

    Endpoint: served by and calls services, calls RPCs, reads and writes tables and cache keys, publishes and consumes
    topics and events, returns errors, allows roles, mentions what else its section names. RPC: the same, as far as
    diagrams show what its service does before it answers; takes and gives messages. Service: exposes gRPC services and
    RPCs, calls services, components and RPCs, owns tables and keys, reads, writes, publishes, consumes, raises errors.
    Flow: mentions endpoints, errors, keys. Topic: carries events. Message: holds types. Table: refers to tables.
    """
    known = [*stated.touches(graph)]
    served = {id(touch.source) for touch in known if touch.verb is Verb.SERVED}
    known += [t for t in drawn.touches(graph) if t.verb is not Verb.SERVED or id(t.source) not in served]
    certain = {(id(touch.source), id(touch.target)) for touch in known}
    rest = (touch for touch in _mentioned(graph) if (id(touch.source), id(touch.target)) not in certain)
    return Touches(graph, [*known, *rest])


def _mentioned(graph: Graph) -> Iterator[Touch]:
    """What an endpoint's section names outside of its diagrams."""
    references = places.Places(ref for ref in graph.references if ref.where is not Where.DIAGRAM)
    for endpoint in graph.all(Endpoint):
        for ref in references.within(endpoint.extent):
            if target := graph.resolve(ref):
                yield Touch(endpoint, Verb.MENTIONS, target, ref.span)


def _owners(graph: Graph) -> Iterator[tuple[int, Entity]]:
    diagrams = graph.view(places.of(Diagram))
    for endpoint in graph.all(Endpoint):
        for diagram in diagrams.within(endpoint.extent):
            yield id(diagram), endpoint
    for flow in graph.all(AuthFlow):
        for name in flow.diagrams:
            for diagram in graph.definitions(Diagram, name):
                yield id(diagram), flow


def _drawn(graph: Graph) -> Mapping[int, tuple[Diagram, ...]]:
    references: places.Places[Ref[Entity]] = places.Places(graph.references)
    found: dict[int, dict[int, Diagram]] = defaultdict(dict)
    for diagram in graph.all(Diagram):
        for ref in references.within(diagram.span):
            if target := graph.resolve(ref):
                found[id(target)][id(diagram)] = diagram
    return {key: tuple(own.values()) for key, own in found.items()}


def _grouped(found: Iterable[Touch], near: _End, far: _End) -> Mapping[int, tuple[Touch, ...]]:
    groups: dict[int, list[Touch]] = defaultdict(list)
    for touch in found:
        groups[id(near(touch))].append(touch)
    orders: dict[int, tuple[object, ...]] = {}
    for own in groups.values():
        for touch in own:
            entity = far(touch)
            if id(entity) not in orders:
                orders[id(entity)] = (_RANK[type(entity)], entity.name.span.order, entity.key)
        own.sort(key=lambda touch: (orders[id(far(touch))], _VERBS[touch.verb]))
    return {key: tuple(own) for key, own in groups.items()}


def _by_class(groups: Mapping[int, Iterable[Touch]], far: _End) -> Mapping[tuple[int, type], _Ends]:
    """By one end and the class of the other ends: these, each with the verb."""
    found: dict[tuple[int, type], _Ends] = defaultdict(list)
    for near, own in groups.items():
        for touch in own:
            entity = far(touch)
            found[near, type(entity)].append((touch.verb, entity))
    return found


def _unique(found: Iterable[tuple[Verb, Any]], verbs: tuple[Verb, ...]) -> tuple[Any, ...]:
    return tuple({id(entity): entity for verb, entity in found if not verbs or verb in verbs}.values())
