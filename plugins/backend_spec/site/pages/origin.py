"""Which feature brought an entity: the one that its section names at its head, or the section around that.

A section names a feature at its head when the name stands between its heading and the next one. What is declared in
the section came with the feature, unless a section within it names another one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from backend_spec.graph import Graph
from backend_spec.model.entity import Entity, Where
from backend_spec.model.grpc import Message, Rpc
from backend_spec.model.page import Feature, SpecDocument
from backend_spec.site.anchors import entities
from backend_spec.site.touches import Verb, touches
from backend_spec.text import Span

Brought = Mapping[str, Mapping[type[Entity], list[Entity]]]


def features_of(graph: Graph) -> Mapping[int, tuple[str, ...]]:
    """The features that each entity came with, by the entity's identity; ask for it by `graph.view(features_of)`.

    An RPC came with its request. What is declared outside of all such sections came with those of its document whose
    tables name it.
    """
    named = graph.view(_named)
    found = {id(entity): names for entity in entities(graph) if (names := named.at(entity.name.span))}
    known = graph.view(touches)
    for rpc in graph.all(Rpc):
        own = [name for message in known.targets(rpc, Message, Verb.TAKES) for name in found.get(id(message), ())]
        if own and id(rpc) not in found:
            found[id(rpc)] = tuple(dict.fromkeys(own))
    spoken: dict[int, dict[str, None]] = defaultdict(dict)
    for ref in graph.references:
        if ref.where in (Where.TABLE, Where.HEADING) and (names := named.at(ref.span)):
            target = graph.resolve(ref)
            if target and target.span.source is ref.span.source and id(target) not in found:
                spoken[id(target)].update(dict.fromkeys(names))
    return found | {key: tuple(names) for key, names in spoken.items()}


class _Named:
    """The features that sections name at their heads."""

    def __init__(self, graph: Graph):
        self._starts = {doc.path: [title.text.span.start for title in doc.titles] for doc in graph.documents}
        heads: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for ref in graph.references:
            if ref.target is Feature and (target := graph.resolve(ref)):
                names = heads[ref.span.source.path][self._index(ref.span)]
                if target.key not in names:
                    names.append(target.key)
        self._names = {doc.path: _inherited(doc, heads[doc.path]) for doc in graph.documents if doc.path in heads}

    def at(self, span: Span) -> tuple[str, ...]:
        """The features of the section that a span stands in."""
        names, index = self._names.get(span.source.path), self._index(span)
        return names[index] if names and index >= 0 else ()

    def _index(self, span: Span) -> int:
        return bisect_right(self._starts.get(span.source.path, []), span.start) - 1


def _named(graph: Graph) -> _Named:
    return _Named(graph)


def _inherited(document: SpecDocument, heads: Mapping[int, list[str]]) -> list[tuple[str, ...]]:
    """For each heading the features that it names at its head, else those of the heading around it. A document's
    title counts for nothing: its changelog names all features."""
    found: list[tuple[str, ...]] = []
    around: list[tuple[int, tuple[str, ...]]] = []
    for index, title in enumerate(document.titles):
        while around and around[-1][0] >= title.level:
            around.pop()
        own = heads.get(index, []) if title.level > 1 else []
        names = tuple(own) or (around[-1][1] if around else ())
        around.append((title.level, names))
        found.append(names)
    return found


def brought(graph: Graph) -> Brought:
    """What came with each feature, by class, in the order of files and places; entities declared twice count once."""
    by_entity = graph.view(features_of)
    found: dict[str, dict[type[Entity], list[Entity]]] = defaultdict(lambda: defaultdict(list))
    seen: set[tuple[str, str, str]] = set()
    for entity in entities(graph):
        for name in by_entity.get(id(entity), ()):
            if (name, entity.kind, entity.key) not in seen:
                seen.add((name, entity.kind, entity.key))
                found[name][type(entity)].append(entity)
    return found
