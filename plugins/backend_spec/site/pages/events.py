"""Events and topics: who produces what on which topic and who consumes it, and what each event holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backend_spec.graph import Graph
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity
from backend_spec.model.event import Event, EventSchema, Topic, TopicPolicy
from backend_spec.model.http import Endpoint, Field
from backend_spec.site.html import Content, Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages.grid import Cell, Column, Grid, Group, Row, grid
from backend_spec.site.pages.names import Ids, chips, facts, folded, link, listed, soft, some
from backend_spec.site.pages.parts import badge, prose
from backend_spec.site.touches import Touches, Verb, touches
from backend_spec.site.view import View

_TOPICS = (Column("Topic", 34), Column("Produced by", 18), Column("Events", 28), Column("Consumed by", 20))
_EVENTS = (Column("Event", 32), Column("Topic and services", 34), Column("Payload", 34, sorted=False))
_DEAD = ("dlq", "dlt", "dead-letter", "dead_letter", "deadletter")


def page(view: View) -> Page | None:
    """The page; None where the specification has neither topics nor events."""
    topics, events = view.graph.all(Topic), view.graph.all(Event)
    if not topics and not events:
        return None
    ids = Ids(view)
    sections = []
    if topics:
        sections.append(Section("Topics", "topics", grid(_topics(view, topics, ids))))
    if events:
        sections.append(Section("Events", "events", grid(_events(view, events, ids))))
    return Page(
        name="events",
        path=view.page("events").path,
        title="Events and topics",
        summary="From producer through topic to consumer: every topic with its events and settings, every event with "
        "what it holds and which endpoints cause it.",
        sections=tuple(sections),
        anchors=ids.all,
    )


def _topics(view: View, topics: Sequence[Topic], ids: Ids) -> Grid:
    known = view.graph.view(touches)
    dead = {id(found) for topic in topics for found in known.targets(topic, Topic, Verb.REFERS)}
    dead |= {id(topic) for topic in topics if topic.key.casefold().endswith(_DEAD)}
    alive = [_topic(view, topic, known, ids) for topic in topics if id(topic) not in dead]
    rest = [_topic(view, topic, known, ids) for topic in topics if id(topic) in dead]
    return Grid(
        caption="Topics",
        noun=("topic", "topics"),
        columns=_TOPICS,
        groups=[Group("Topics", alive), Group("Dead-letter topics", rest)] if rest else [Group(None, alive)],
        facets=("Producer", "Consumer"),
        wide=True,
    )


def _topic(view: View, topic: Topic, known: Touches, ids: Ids) -> Row:
    producers = known.sources(topic, Service, Verb.PUBLISHES)
    consumers = known.sources(topic, Service, Verb.CONSUMES)
    events = known.targets(topic, Event, Verb.CARRIES)
    text = tag("span", prose(topic.description.span.text), class_="spec-note") if topic.description else None
    return Row(
        cells=(
            Cell(join([link(view, topic), text, _settings(view, topic, known)], " "), topic.key),
            Cell(chips(view, producers), producers[0].key if producers else ""),
            Cell(chips(view, events), len(events)),
            Cell(chips(view, consumers), consumers[0].key if consumers else ""),
        ),
        facets=([one.key for one in producers], [one.key for one in consumers]),
        id=ids(topic),
    )


def _settings(view: View, topic: Topic, known: Touches) -> Html | None:
    dead = known.targets(topic, Topic, Verb.REFERS)
    key = view.graph.view(_keys).get(id(topic))
    told: list[Content] = [
        _counted(topic.partitions.value) if topic.partitions else None,
        f"kept {_within(topic.retention.value)}" if topic.retention else None,
        f"cleanup {topic.cleanup.value}" if topic.cleanup else None,
        ["key ", tag("code", soft(key))] if key else None,
        ["dead letters to ", chips(view, dead)] if dead else None,
    ]
    return tag("span", join(told, " · "), class_="spec-note") if any(told) else None


def _within(text: str) -> str:
    """A value as it stands within a sentence: `Unlimited` is no name."""
    return text.lower() if text.isalpha() else text


def _counted(partitions: str) -> str:
    return f"{partitions} partition{'' if partitions == '1' else 's'}" if partitions.isdigit() else partitions


def _keys(graph: Graph) -> dict[int, str]:
    """The partition key of each topic, by its identity."""
    found: dict[int, str] = {}
    for policy in graph.all(TopicPolicy):
        for ref in policy.topics:
            topic = graph.resolve(ref)
            if topic and policy.key:
                found.setdefault(id(topic), policy.key.value)
    return found


def _events(view: View, events: Sequence[Event], ids: Ids) -> Grid:
    known = view.graph.view(touches)
    return Grid(
        caption="Events",
        noun=("event", "events"),
        columns=_EVENTS,
        groups=[Group(None, [_event(view, event, known, ids) for event in events])],
        facets=("Topic", "Producer", "Consumer"),
        wide=True,
    )


def _event(view: View, event: Event, known: Touches, ids: Ids) -> Row:
    topics = known.sources(event, Topic, Verb.CARRIES)
    producers = known.sources(event, Service, Verb.PUBLISHES)
    consumers = known.sources(event, Service, Verb.CONSUMES)
    endpoints = known.sources(event, Endpoint, Verb.PUBLISHES)
    text = tag("span", prose(event.description.span.text), class_="spec-note") if event.description else None
    version = badge(f"v{event.version.removeprefix('v')}", "dim") if event.version else None
    caused = facts([("caused by", chips(view, endpoints, 3))]) if endpoints else None
    return Row(
        cells=(
            Cell(join([link(view, event), version, text, caused], " "), event.key),
            Cell(
                facts(
                    (
                        ("topic", some(view, topics)),
                        ("from", some(view, producers)),
                        ("to", some(view, consumers)),
                    )
                ),
                topics[0].key if topics else "",
            ),
            _payload(view, event),
        ),
        facets=([one.key for one in topics], [one.key for one in producers], [one.key for one in consumers]),
        id=ids(event),
    )


def _some(view: View, entities: Iterable[Entity]) -> Html | None:
    own = list(entities)
    return some(view, own)


def _payload(view: View, event: Event) -> Html:
    fields = view.graph.view(_fields).get(id(event))
    return listed([_field(field) for field in fields], "no fields") if fields else folded(())


def _fields(graph: Graph) -> dict[int, Sequence[Field]]:
    """The fields of each event's payload, by its identity."""
    found: dict[int, Sequence[Field]] = {}
    for schema in graph.all(EventSchema):
        event = graph.resolve(schema.event)
        if event and schema.fields:
            found.setdefault(id(event), schema.fields)
    return found


def _field(field: Field) -> Html:
    kind = tag("code", soft(field.type.value), class_="spec-type") if field.type else None
    return join([tag("code", soft(field.name.value)), kind, _mark(field)], " ")


def _mark(field: Field) -> Html | None:
    """What is optional stands out; most fields are required."""
    if field.required is None:
        return None
    return tag("span", "required", class_="spec-type") if field.required else badge("optional", "dim")
