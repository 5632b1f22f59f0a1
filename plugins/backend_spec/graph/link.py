"""Linking: the documents' facts become one graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, pairwise

from backend_spec.graph import arrows, mentions, picture
from backend_spec.graph.again import kept
from backend_spec.graph.contacts import contacts
from backend_spec.graph.derived import Answer, Call, Contact, Misspelling, Use
from backend_spec.graph.graph import Graph, Resolution
from backend_spec.graph.lookup import NOUNS, Aliases, Lookup
from backend_spec.graph.misspellings import misspellings
from backend_spec.model.architecture import Component, Connection, Service
from backend_spec.model.entity import Entity, Facts, Mention, Ref, Statement
from backend_spec.model.http import Endpoint
from backend_spec.model.page import Diagram, SpecDocument
from backend_spec.text import Span, sort_key


class Linker:
    """Links the versions of one specification, one after the other: what is the same is not made again."""

    def __init__(self, aliases: Aliases | None = None):
        self._aliases = aliases or {}
        self._lookup: Lookup | None = None

    def link(self, documents: Sequence[Facts]) -> Graph:
        """Merge the documents' facts and resolve every reference. The order of `documents` does not matter."""
        documents = sorted(documents, key=_place)
        facts = _merge(documents)
        self._lookup = Lookup(facts, self._aliases, self._lookup)
        return _link(documents, facts, self._lookup)


def link(documents: Sequence[Facts], aliases: Aliases | None = None) -> Graph:
    """The graph of a specification that is linked once."""
    return Linker(aliases).link(documents)


def _link(documents: Sequence[Facts], facts: dict[type, tuple[Entity | Statement, ...]], lookup: Lookup) -> Graph:
    kinds = {page.path: page.kind for page in _of(facts, SpecDocument)}
    parties = [*_of(facts, Service), *_of(facts, Component)]
    found: list[Ref[Entity]] = []
    readings: list[arrows.Reading] = []
    for document in documents:
        drawn = kept(document, "drawn", (lookup.declared, parties), partial(_drawn, document, lookup))
        named = kept(document, "named", (lookup.declared,), partial(_named, document, lookup))
        readings += drawn
        found += kept(document, "found", (drawn, named), partial(_found, document, drawn, named))
    calls = [call for reading in readings for call in reading.calls]

    references, resolutions = _resolve(found, facts, lookup)
    diagrams = _of(facts, Diagram)
    shown = [diagram for diagram in diagrams if kinds.get(diagram.span.source.path) == "architecture"]
    flowcharts = [diagram for diagram in shown if diagram.content.type == "flowchart"]
    uses = [Use(ref.span, ref, kinds.get(ref.span.source.path, "other")) for ref in references if ref.firm]
    derived: dict[type, tuple[Entity | Statement, ...]] = {
        Call: tuple(calls),
        Answer: tuple(answer for reading in readings for answer in reading.answers),
        Contact: contacts(calls, facts, lookup),
        Use: tuple(uses),
        Misspelling: misspellings(documents, facts, references, lookup),
    }
    return Graph(
        documents=_of(facts, SpecDocument),
        facts=facts | derived,
        references=references,
        resolutions=resolutions,
        names={noun: _by_name(facts.get(noun, ())) for noun in NOUNS},
        users=_users(references, resolutions),
        charted=tuple(picture.connections(_of(facts, Connection), lookup)),
        edges=tuple(picture.edges(flowcharts, lookup)),
        nodes=tuple(picture.nodes(flowcharts, lookup)),
    )


def _drawn(document: Facts, lookup: Lookup) -> Iterator[arrows.Reading]:
    return (arrows.read(one, lookup) for one in document.by_class.get(Diagram, ()) if isinstance(one, Diagram))


def _named(document: Facts, lookup: Lookup) -> Iterator[Ref[Entity]]:
    for one in document.by_class.get(Mention, ()):
        if isinstance(one, Mention):
            yield from mentions.references(one, lookup)


def _found(document: Facts, drawn: Iterable[arrows.Reading], named: Iterable[Ref[Entity]]) -> list[Ref[Entity]]:
    """A document's references in order. Of several of one class at one place the firm one stays."""
    chosen: dict[tuple[type[Entity], Span], Ref[Entity]] = {}
    for ref in (*document.references, *(ref for reading in drawn for ref in reading.references), *named):
        place = (ref.target, ref.span)
        if place not in chosen or (ref.firm and not chosen[place].firm):
            chosen[place] = ref
    return sorted(chosen.values(), key=lambda ref: (*sort_key(ref), ref.target.kind))


def _place(document: Facts) -> tuple[str, int, int]:
    """Where a document begins that says anything."""
    return min((part[0].span.order for part in document.by_class.values()), default=("", 0, 0))


def _merge(documents: Sequence[Facts]) -> dict[type, tuple[Entity | Statement, ...]]:
    """Facts by class, each class in the order of files and places."""
    parts: dict[type, list[tuple[Entity | Statement, ...]]] = {}
    for document in documents:
        for noun, facts in document.by_class.items():
            parts.setdefault(noun, []).append(facts)
    merged = {noun: _in_order(found) for noun, found in parts.items()}
    if Endpoint in merged:
        merged[Endpoint] = tuple(_without_listed(merged[Endpoint]))
    return merged


def _in_order(parts: list[tuple[Entity | Statement, ...]]) -> tuple[Entity | Statement, ...]:
    """Facts of several documents, each in order."""
    parts.sort(key=lambda facts: sort_key(facts[0]))
    every = tuple(chain.from_iterable(parts))
    apart = all(sort_key(before[-1]) < sort_key(after[0]) for before, after in pairwise(parts))
    return every if apart else tuple(sorted(every, key=sort_key))


def _without_listed(endpoints: Sequence[Entity | Statement]) -> list[Entity | Statement]:
    """Endpoints without those that a page merely lists while another one gives them a section of their own."""
    detailed = {e.key for e in endpoints if isinstance(e, Endpoint) and e.detailed}
    return [e for e in endpoints if isinstance(e, Endpoint) and (e.detailed or e.key not in detailed)]


def _of(facts: Mapping[type, tuple[Entity | Statement, ...]], noun: type) -> tuple:  # type: ignore[type-arg]
    return facts.get(noun, ())


def _resolve(
    found: Sequence[Ref[Entity]], facts: Mapping[type, tuple[Entity | Statement, ...]], lookup: Lookup
) -> tuple[tuple[Ref[Entity], ...], dict[Ref[Entity], Resolution]]:
    """Resolve references; drop those that are not firm and mean nothing, and a name's mention of itself where it is
    declared."""
    declared = {entity.name.span for noun in NOUNS for entity in _of(facts, noun)}
    resolutions: dict[Ref[Entity], Resolution] = {}
    kept = []
    for ref in found:
        resolution = lookup.resolve(ref)
        if not ref.firm and (resolution is None or ref.span in declared or _declares(ref, resolution)):
            continue
        if resolution:
            resolutions[ref] = resolution
        kept.append(ref)
    return tuple(kept), resolutions


def _declares(ref: Ref[Entity], resolution: Resolution) -> bool:
    """Whether a mention stands in the very row or line that declares what it means."""
    return any(
        target.span.contains(ref.span) and target.span.first.line == target.span.last.line
        for target in resolution.targets
    )


def _by_name(entities: Sequence[Entity | Statement]) -> dict[str, tuple[Entity, ...]]:
    names: dict[str, list[Entity]] = {}
    for entity in entities:
        if isinstance(entity, Entity):
            names.setdefault(entity.key, []).append(entity)
    return {name: tuple(found) for name, found in names.items()}


def _users(
    references: Sequence[Ref[Entity]], resolutions: Mapping[Ref[Entity], Resolution]
) -> dict[int, tuple[Ref[Entity], ...]]:
    users: dict[int, list[Ref[Entity]]] = {}
    for ref in references:
        if resolution := resolutions.get(ref):
            for target in resolution.targets:
                users.setdefault(id(target), []).append(ref)
    return {key: tuple(refs) for key, refs in users.items()}
