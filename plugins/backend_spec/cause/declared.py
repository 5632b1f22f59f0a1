"""The declarations of one kind that may have been renamed, and how to find those that are worth comparing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from backend_spec.cause.group import Group
from backend_spec.cause.idle import is_idle, used_in
from backend_spec.cause.likeness import ALIKE, Words, words
from backend_spec.cause.places import Section, section
from backend_spec.diagnostic import Diagnostic
from backend_spec.graph import Graph, names
from backend_spec.graph.nearest import Nearest
from backend_spec.model.entity import Entity

POOL = 12
"""So many declarations are compared with a name; a word that more of them have tells nothing."""

MANY = 200
"""Where more names of a kind are missing, a slip of the pen is not what is wrong, and none is looked for."""


@dataclass
class Declared:
    """The declarations of one kind that may have been renamed, by the words of their names too.

    `lacking` are the files in which something is found lacking about one, by its name. `clashes` are the names that it
    cannot have had, because a section has both: a bit for each group, by the identity of the declaration.
    """

    idle: Sequence[Entity]
    lacking: Mapping[str, Set[str]]
    clashes: Mapping[int, int]
    words: Words
    by_word: Mapping[str, Sequence[Entity]]
    by_name: Mapping[str, Sequence[Entity]]
    nearest: Nearest

    def near(self, group: Group, number: int) -> Iterable[Entity]:
        """The declarations that a name is worth comparing with."""
        near = self.idle[:POOL]
        if group.kind != "grpc-service":
            told = sorted(self.words(group.name))
            alike = self.nearest.to(names.joined(group.name), ALIKE)
            near = [one for word in told for one in self.by_word.get(word, ())]
            near = list({id(one): one for one in (*near, *self.by_name.get(alike or "", ()))}.values())
        return [one for one in near if not self.clash(one, number)]

    def clash(self, entity: Entity, number: int) -> bool:
        return bool(self.clashes[id(entity)] >> number & 1)


def declared(
    noun: type[Entity],
    groups: Sequence[Group],
    lacks: Mapping[str, Sequence[Diagnostic]],
    found: Sequence[Diagnostic],
    graph: Graph,
) -> Declared:
    """The declarations of a kind of which one may have lost its uses to one of the groups."""
    missing: dict[Section, int] = {}
    for number, group in enumerate(groups):
        for place in {section(found[at].span, graph) for at in group.members}:
            missing[place] = missing.get(place, 0) | 1 << number
    every = (1 << len(groups)) - 1
    idle, clashes = [], {}
    for entity in graph.all(noun):
        if is_idle(entity, entity.key in lacks, graph):
            clash = 0
            for place in used_in(entity, graph):
                clash |= missing.get(place, 0)
            if clash != every:
                idle.append(entity)
                clashes[id(entity)] = clash
    told = words([entity.key for entity in graph.all(noun)])
    by_word: dict[str, list[Entity]] = {}
    by_name: dict[str, list[Entity]] = {}
    for entity in idle:
        by_name.setdefault(names.joined(entity.key), []).append(entity)
        for word in told(entity.key):
            by_word.setdefault(word, []).append(entity)
    return Declared(
        idle,
        {entity.key: paths_of(lacks.get(entity.key, ())) for entity in idle},
        clashes,
        told,
        {word: entities for word, entities in by_word.items() if len(entities) <= POOL},
        by_name,
        Nearest(by_name if len(groups) <= MANY else ()),
    )


def paths_of(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """The files that findings and their labels point at."""
    spans = (span for one in diagnostics for span in (one.span, *(label.span for label in one.finding.labels)))
    return frozenset(span.source.path for span in spans)
