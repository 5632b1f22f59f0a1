"""What the places that describe an event or a topic say of it: catalog, schemas, contracts, diagrams, policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from backend_spec.graph import Graph
from backend_spec.graph.derived import Call
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.kinds.event.conventions import DEAD_LETTER
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref
from backend_spec.model.event import ContractRow, Event, EventSchema, Topic
from backend_spec.text import Span

Said = tuple[frozenset[str], bool]
"""Services, and whether the place tells of one of them only, as a row of a contract does."""
Services = Claim[Said]


def single(graph: Graph) -> Mapping[int, Event]:
    """The events that are declared once, by their identity."""
    return {id(event): event for event in graph.all(Event) if len(graph.definitions(Event, event.key)) == 1}


def event_of(graph: Graph, refs: Iterable[Ref[Event]]) -> Event | None:
    """The one event that references mean; None for none, several, or one that is declared twice."""
    given = list(refs)
    targets = graph.targets(given[0]) if len(given) == 1 else ()
    event = targets[0] if len(targets) == 1 else None
    return event if event and id(event) in graph.view(single) else None


def topics(graph: Graph) -> Mapping[int, list[Claim[str]]]:
    """On which topic each place has an event, by the event's identity."""
    found: dict[int, list[Claim[str]]] = {}

    def add(event: Event | None, refs: Iterable[Ref[Topic]], place: str, authority: Authority) -> None:
        given = list(refs)
        topic = graph.resolve(given[0]) if len(given) == 1 else None
        # A dead letter is on another topic, and that is no contradiction.
        if event and topic and graph.proof(given[0]) != "dead letter of" and not DEAD_LETTER.search(topic.key):
            claim = Claim(topic.key, f"`{topic.key}`", given[0].span, place, authority)
            found.setdefault(id(event), []).append(claim)

    for event in graph.all(Event):
        if id(event) in graph.view(single):
            add(event, (event.topic,) if event.topic else (), "catalog", Authority.TABLE)
    for schema in graph.all(EventSchema):
        add(event_of(graph, (schema.event,)), schema.topics, "schema's section", Authority.LIST)
    for row in graph.all(ContractRow):
        add(event_of(graph, row.events), row.topics, "contract", Authority.TABLE)
    for call in graph.all(Call):
        add(event_of(graph, call.events), call.topics, "sequence diagram", Authority.DIAGRAM)
    return found


def parties(graph: Graph, produces: bool) -> Mapping[int, list[Services]]:
    """Which services produce (or consume) each event, by the event's identity. A row of a contract names one.

    A catalog whose services are not all known says nothing.
    """
    found: dict[int, list[Services]] = {}
    for event in graph.view(single).values():
        refs = event.producers if produces else event.consumers
        found[id(event)] = list(_services(graph, refs, "catalog", Authority.TABLE))
    for schema in graph.all(EventSchema):
        target = event_of(graph, (schema.event,))
        refs = schema.producers if produces else schema.consumers
        if target:
            found[id(target)] += _services(graph, refs, "schema's section", Authority.LIST)
    for row in graph.all(ContractRow):
        service = graph.resolve(row.service) if row.produces is produces else None
        for ref in row.events if service else ():
            target = event_of(graph, (ref,))
            if target and service:
                claim = _claim([service.key], ref.span, "contract", Authority.TABLE)
                found[id(target)].append(claim)
    return found


def producers(graph: Graph) -> Mapping[int, list[Services]]:
    """Who produces each event."""
    return parties(graph, True)


def consumers(graph: Graph) -> Mapping[int, list[Services]]:
    """Who consumes each event."""
    return parties(graph, False)


def agree(one: Said, other: Said) -> bool:
    """Whether two places can be right at once: one of them may name some of the services only."""
    return one[0] <= other[0] or other[0] <= one[0] or (one[1] and other[1])


def rows(graph: Graph) -> frozenset[tuple[str, str]]:
    """The pairs of service and event that rows of contracts have."""
    found: set[tuple[str, str]] = set()
    for row in graph.all(ContractRow):
        service = graph.resolve(row.service)
        for ref in row.events if service else ():
            found |= {(service.key, event.key) for event in graph.targets(ref) if service}
    return frozenset(found)


def keys(graph: Graph, refs: Iterable[Ref[Entity]]) -> Iterator[str]:
    """The canonical names that references mean."""
    for ref in refs:
        for target in graph.targets(ref):
            yield target.key


def _services(graph: Graph, refs: tuple[Ref[Service], ...], place: str, authority: Authority) -> Iterator[Services]:
    known = [graph.resolve(ref) for ref in refs]
    if refs and all(known):
        yield _claim([service.key for service in known if service], refs[0].span, place, authority)


def _claim(services: list[str], span: Span, place: str, authority: Authority) -> Services:
    text = ", ".join(f"`{key}`" for key in dict.fromkeys(services))
    return Claim((frozenset(services), place == "contract"), text, span, place, authority)
