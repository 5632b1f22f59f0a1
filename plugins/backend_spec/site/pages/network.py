"""All entities as a network for the explorer: each once, with its number, and what touches what as numbers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from backend_spec.graph import Graph
from backend_spec.model.entity import Entity
from backend_spec.model.page import Diagram, Feature
from backend_spec.site.anchors import entities
from backend_spec.site.pages.origin import features_of
from backend_spec.site.touches import Verb, touches

CAME = "came with"
"""How an entity touches the feature that brought it."""

PASSIVE = {
    Verb.SERVED: "serves",
    Verb.EXPOSES: "is exposed by",
    Verb.CALLS: "is called by",
    Verb.OWNS: "is owned by",
    Verb.WRITES: "is written by",
    Verb.READS: "is read by",
    Verb.USES: "is used by",
    Verb.PUBLISHES: "is published by",
    Verb.CONSUMES: "is consumed by",
    Verb.CARRIES: "is carried by",
    Verb.RETURNS: "is returned by",
    Verb.RAISES: "is raised by",
    Verb.TAKES: "is taken by",
    Verb.GIVES: "is given by",
    Verb.HOLDS: "is held by",
    Verb.REFERS: "is referred to by",
    Verb.ALLOWS: "may call",
    Verb.MENTIONS: "is mentioned by",
}
"""Each verb as it reads from the other end."""

VERBS: tuple[tuple[str, str], ...] = (*((verb.value, PASSIVE[verb]) for verb in Verb), (CAME, "brought"))


class Node(Struct, frozen=True):
    """An entity under its first declaration. `others` are further declarations of the same name."""

    entity: Entity
    others: tuple[Entity, ...]


class Network(Struct, frozen=True):
    """`out` are for each node the numbers of a verb and of the node that it touches, `into` those that touch it.

    Of the verbs between two nodes the most important one stands for all.
    """

    nodes: tuple[Node, ...]
    out: tuple[tuple[tuple[int, int], ...], ...]
    into: tuple[tuple[tuple[int, int], ...], ...]


def network(graph: Graph) -> Network:
    """The network of a specification; ask for it by `graph.view(network)`."""
    declared: dict[tuple[str, str], list[Entity]] = {}
    for entity in entities(graph):
        if not isinstance(entity, Diagram):
            declared.setdefault((entity.kind, entity.key), []).append(entity)
    numbers = {name: number for number, name in enumerate(declared)}
    out: list[dict[int, int]] = [{} for _ in numbers]
    into: list[dict[int, int]] = [{} for _ in numbers]
    for source, verb, target in _edges(graph):
        near, far = numbers.get((source.kind, source.key)), numbers.get((target.kind, target.key))
        if near is not None and far is not None and near != far:
            into[far][near] = out[near][far] = min(verb, out[near].get(far, verb))
    return Network(
        tuple(Node(own[0], tuple(own[1:])) for own in declared.values()),
        tuple(_sorted(own) for own in out),
        tuple(_sorted(own) for own in into),
    )


def _sorted(verbs: dict[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((verb, number) for number, verb in verbs.items()))


def _edges(graph: Graph) -> Iterator[tuple[Entity, int, Entity]]:
    known = graph.view(touches)
    order = {verb: number for number, verb in enumerate(Verb)}
    brought = graph.view(features_of)
    features = {feature.key: feature for feature in reversed(graph.all(Feature))}
    for entity in entities(graph):
        for touch in known.of(entity):
            yield touch.source, order[touch.verb], touch.target
        for name in brought.get(id(entity), ()):
            if name in features and not isinstance(entity, Feature | Diagram):
                yield entity, len(order), features[name]
