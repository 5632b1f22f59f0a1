"""The architecture's flowcharts as parties and edges, and its communication table with its ends resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backend_spec.graph.derived import Party
from backend_spec.graph.lookup import Lookup
from backend_spec.graph.parties import first_line, spelling
from backend_spec.model.architecture import Connection
from backend_spec.model.page import Diagram
from backend_spec.notation import mermaid
from backend_spec.text import Span


def nodes(diagrams: Iterable[Diagram], lookup: Lookup) -> Iterator[tuple[Party, Span]]:
    """The parties that the nodes of flowcharts stand for, subgraphs included: one may be drawn as a box."""
    for diagram in diagrams:
        for node in diagram.content.nodes:
            for party in _parties(node, lookup):
                yield party, node.label.span
        for subgraph in diagram.content.subgraphs:
            party = lookup.parties.find(spelling(subgraph.label), subgraph.id.value)
            if party.service:
                yield party, subgraph.label.span


def edges(diagrams: Iterable[Diagram], lookup: Lookup) -> Iterator[tuple[Party, Party, Span]]:
    """The edges of flowcharts between parties."""
    for diagram in diagrams:
        members = _members(diagram.content, lookup)
        for edge in diagram.content.edges:
            for source in members.get(edge.source.value, ()):
                for target in members.get(edge.target.value, ()):
                    yield source, target, edge.span


def connections(rows: Iterable[Connection], lookup: Lookup) -> Iterator[tuple[Party, Party, Connection]]:
    """The rows of the communication table, once per pair of parties that they name."""
    for row in rows:
        for source in lookup.parties.several(row.source.value):
            for target in lookup.parties.several(row.target.value):
                yield source, target, row


def _parties(node: mermaid.Node, lookup: Lookup) -> tuple[Party, ...]:
    """A node is one party, or names several ("APNs / FCM")."""
    written = spelling(node.label)
    party = lookup.parties.find(written, node.id.value)
    if party.service or party.component:
        return (party,)
    return lookup.parties.several(first_line(written))


def _members(content: mermaid.Diagram, lookup: Lookup) -> dict[str, tuple[Party, ...]]:
    """The parties behind each id of a node or subgraph; a subgraph stands for all that is in it at any depth."""
    members = {node.id.value: _parties(node, lookup) for node in content.nodes}
    inside: dict[str, list[Party]] = {subgraph.id.value: [] for subgraph in content.subgraphs}
    parents = {subgraph.id.value: subgraph.parent for subgraph in content.subgraphs}
    for node in content.nodes:
        parent, seen = node.subgraph, set[str]()
        while parent is not None and parent not in seen:
            seen.add(parent)
            inside.setdefault(parent, []).extend(members[node.id.value])
            parent = parents.get(parent)
    for subgraph in content.subgraphs:
        own = lookup.parties.find(spelling(subgraph.label), subgraph.id.value)
        if own.service:
            inside[subgraph.id.value].append(own)
    return members | {id: tuple(found) for id, found in inside.items()}
