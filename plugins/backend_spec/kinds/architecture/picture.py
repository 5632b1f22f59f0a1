"""What the architecture shows of services and connections: in its diagram and in its communication table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backend_spec.graph import Contact, Graph, Party, PartyKind
from backend_spec.graph.parties import alike
from backend_spec.model.architecture import Connection, Service
from backend_spec.model.page import Diagram
from backend_spec.text import Span

Pair = tuple[Party, Party]
_STORES = (PartyKind.COMPONENT, PartyKind.OUTSIDE)


class Shown:
    """Pairs of parties that are shown to be connected, found by identity; outside parties by likeness of names."""

    def __init__(self, pairs: Iterable[Pair]):
        self._pairs: set[tuple[str, str]] = set()
        self._loose: dict[str, list[Pair]] = {}
        """By the identity of one end: the pairs whose other end is an outside party."""
        self.ends: dict[str, Party] = {}
        for source, target in pairs:
            self._pairs.add((source.identity, target.identity))
            for one, other in ((source, target), (target, source)):
                self.ends.setdefault(one.identity, one)
                if _is_loose(other):
                    self._loose.setdefault(one.identity, []).append((one, other))
        self.kinds = frozenset(party.kind for party in self.ends.values())
        self._outside = [party for party in self.ends.values() if _is_loose(party)]

    def knows(self, party: Party) -> bool:
        """Whether it is an end of any pair."""
        if party.identity in self.ends:
            return True
        return _is_loose(party) and any(alike(party, other) for other in self._outside)

    def joins(self, source: Party, target: Party) -> bool:
        """Whether the pair is shown.

        Between services the direction counts; which of a service and a store comes first is a matter of taste.
        """
        if (source.identity, target.identity) in self._pairs:
            return True
        if source.kind is PartyKind.SERVICE and target.kind is PartyKind.SERVICE:
            return False
        return (target.identity, source.identity) in self._pairs or any(
            alike(loose, other)
            for loose, firm in ((source, target), (target, source))
            if _is_loose(loose)
            for _, other in self._loose.get(firm.identity, ())
        )


def _is_loose(party: Party) -> bool:
    return party.kind is PartyKind.OUTSIDE and not party.family


def table(graph: Graph) -> Shown:
    """What the communication table shows; to be asked for by `Graph.view`."""
    return Shown((source, target) for source, target, _ in graph.connections())


def edges(graph: Graph) -> Shown:
    """What the lines of the diagram show; to be asked for by `Graph.view`. One without a head points both ways."""
    return Shown(
        pair
        for source, target, span in graph.drawn()
        for pair in (((source, target),) if _points(span.text) else ((source, target), (target, source)))
    )


def _points(edge: str) -> bool:
    return ">" in edge and "<" not in edge


def nodes(graph: Graph) -> Shown:
    """What the nodes of the diagram show, each paired with itself; to be asked for by `Graph.view`."""
    return Shown((party, party) for party, _ in graph.pictured())


def diagram_place(graph: Graph) -> Span | None:
    """Where the architecture's first flowchart begins."""
    paths = {document.path for document in graph.of_kind("architecture")}
    return next(
        (
            diagram.name.span
            for diagram in graph.all(Diagram)
            if diagram.span.source.path in paths and diagram.content.type == "flowchart" and diagram.content.nodes
        ),
        None,
    )


def table_place(graph: Graph) -> Span | None:
    """The first row of the communication table."""
    return next((connection.span for connection in graph.all(Connection)), None)


def expects(shown: Shown, contact: Contact, graph: Graph) -> bool:
    """Whether the table or the diagram can be expected to show the contact.

    A service that it never shows is reported as such, not by its contacts. A table of calls between services alone, or
    a diagram without stores, is no place for connections to stores and outside parties. An outside party that the
    architecture does not know at all may be a mere actor of a sequence diagram.
    """
    for party in (contact.source, contact.target):
        if party.kind is PartyKind.SERVICE:
            if party.identity not in shown.ends:
                return False
        elif party.kind not in _STORES or party.kind not in shown.kinds:
            return False
        elif not _known(party, graph):
            return False
    return True


def is_misspelt(contact: Contact, graph: Graph) -> bool:
    """Whether a row of the table has one of two services right, and the other is nearest to what it says instead: the
    row is reported for that."""
    return (contact.source.identity, contact.target.identity) in graph.view(_misspelt)


def _misspelt(graph: Graph) -> frozenset[tuple[str, str]]:
    found = set()
    for source, target, _ in graph.connections():
        if source.kind is PartyKind.UNKNOWN and (near := graph.nearest(Service, source.name)):
            found.add((near.key, target.identity))
        if target.kind is PartyKind.UNKNOWN and (near := graph.nearest(Service, target.name)):
            found.add((source.identity, near.key))
    return frozenset(found)


def _known(party: Party, graph: Graph) -> bool:
    if party.kind is PartyKind.COMPONENT or party.component:
        return True
    return graph.view(table).knows(party) or graph.view(nodes).knows(party)


def meant(shown: Shown, contact: Contact, graph: Graph) -> tuple[Contact, ...]:
    """The contacts that this one is reported for: only itself as a rule.

    Where a store is never shown at all, all contacts with it have one cause: the first is reported for all of them,
    and the others for none. So it is with the two directions between a service and a store.
    """
    party = next((end for end in (contact.source, contact.target) if end.kind in _STORES), None)
    if party is None:
        return (contact,)
    if shown.knows(party):
        return (contact,) if graph.view(_first)[_ends(contact)] is contact else ()
    same = tuple(_with(party, graph.all(Contact)))
    return same if same[0] is contact else ()


def _ends(contact: Contact) -> frozenset[str]:
    return frozenset((contact.source.identity, contact.target.identity))


def _first(graph: Graph) -> dict[frozenset[str], Contact]:
    """By both ends, whichever way: the first contact."""
    found: dict[frozenset[str], Contact] = {}
    for contact in graph.all(Contact):
        found.setdefault(_ends(contact), contact)
    return found


def _with(party: Party, contacts: Iterable[Contact]) -> Iterator[Contact]:
    for contact in contacts:
        if alike(party, contact.source) or alike(party, contact.target):
            yield contact
