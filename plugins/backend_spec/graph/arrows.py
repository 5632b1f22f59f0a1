"""What the arrows and nodes of diagrams say, once the names at their ends are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_spec.graph import phrases
from backend_spec.graph.derived import Answer, Call, Party, PartyKind
from backend_spec.graph.lookup import Lookup
from backend_spec.graph.parties import spelling
from backend_spec.model.architecture import Service
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity, Ref, Where
from backend_spec.model.page import Diagram
from backend_spec.notation import mermaid, sql
from backend_spec.text import Spanned

_GATEWAY = re.compile(r"gateway|bff|edge|rest|http|api", re.IGNORECASE)


@dataclass
class Reading:
    """What has been understood of the diagrams so far."""

    calls: list[Call] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    references: list[Ref[Entity]] = field(default_factory=list)


def read(diagram: Diagram, lookup: Lookup) -> Reading:
    """The calls of a sequence diagram and the references of any diagram."""
    reading = Reading()
    _sequence(diagram, lookup, reading)
    for entity in diagram.content.entities:
        reading.references.append(Ref(Table, entity.name.value, entity.name.span, Where.DIAGRAM))
    for text in _texts(diagram):
        reading.references += _loose(text, lookup)
    for node in diagram.content.nodes:
        reading.references += _named(node.label, lookup)
    return reading


def parties(diagram: Diagram, lookup: Lookup) -> dict[str, Party]:
    """The parties of a sequence diagram by participant id."""
    return {p.id.value: lookup.parties.find(spelling(p.name), p.id.value) for p in diagram.content.participants}


def _sequence(diagram: Diagram, lookup: Lookup, reading: Reading) -> None:
    ends = parties(diagram, lookup)
    for participant in diagram.content.participants:
        party = ends[participant.id.value]
        if party.service and participant.declared:
            reading.references.append(Ref(Service, party.service.key, participant.name.span, Where.DIAGRAM, False))
    for message in diagram.content.messages:
        caller, callee = ends[message.sender.value], ends[message.receiver.value]
        errors = tuple(phrases.errors(message.text, Where.DIAGRAM, lookup))
        if message.reply:
            errors = (*phrases.returned(message.text, Where.DIAGRAM), *errors)
        reading.references += errors
        if message.reply or (callee.kind is PartyKind.CLIENT and caller.kind is not PartyKind.CLIENT):
            place = message.text.span if message.text.value else message.span
            reading.answers.append(Answer(place, diagram, message, caller, callee, errors))
        if message.reply:
            if caller.family == "broker":  # drawn with a dashed line: the broker delivers, it does not answer
                topics, events = phrases.channels(message.text, Where.DIAGRAM, lookup, broker=True)
                reading.references += topics
                reading.references += events
            continue
        call = _call(diagram, message, caller, callee, lookup)
        reading.calls.append(call)
        for refs in (call.endpoints, call.rpcs, call.tables, call.keys, call.topics, call.events):
            reading.references += refs


def _call(diagram: Diagram, message: mermaid.Message, caller: Party, callee: Party, lookup: Lookup) -> Call:
    text = message.text
    where = Where.DIAGRAM
    service = callee.service if callee.kind is PartyKind.SERVICE else None
    families = {caller.family, callee.family}
    foreign = callee.kind in (PartyKind.OUTSIDE, PartyKind.COMPONENT)
    gateway = bool(service and _GATEWAY.search(f"{service.key} {service.type.value if service.type else ''}"))
    at_cache, at_database = callee.family == "cache", callee.family == "database"
    stored = families & {"cache", "database", "object-store", "search"}
    topics, events = ([], []) if stored else phrases.channels(text, where, lookup, broker="broker" in families)
    statement = sql.is_statement(text.value)
    own = at_database or caller.identity == callee.identity
    keys = phrases.cache_keys(text, where, firm=at_cache or not foreign, at_cache=at_cache) if not statement else ()
    return Call(
        span=text.span if text.value else message.span,
        diagram=diagram,
        message=message,
        caller=caller,
        callee=callee,
        endpoints=()
        if foreign
        else tuple(phrases.endpoints(text, where, firm=gateway or caller.kind is PartyKind.CLIENT)),
        rpcs=()
        if foreign or callee.kind is PartyKind.CLIENT
        else tuple(phrases.rpcs(text, where, lookup, service.key if service else "")),
        tables=tuple(phrases.tables(text, where, loose=at_database)) if own or statement else (),
        keys=tuple(keys),
        topics=tuple(topics),
        events=tuple(events),
    )


def _texts(diagram: Diagram) -> Iterator[Spanned[str]]:
    """The texts of a diagram other than messages: notes, nodes, labels."""
    content = diagram.content
    yield from (note.text for note in content.notes)
    yield from (node.label for node in content.nodes)
    yield from (edge.label for edge in content.edges if edge.label)
    yield from (state.label for state in content.states)
    yield from (transition.label for transition in content.transitions if transition.label)


def _loose(text: Spanned[str], lookup: Lookup) -> Iterator[Ref[Entity]]:
    where = Where.DIAGRAM
    yield from phrases.endpoints(text, where, firm=False)
    if sql.is_statement(text.value):
        yield from phrases.tables(text, where, loose=False)
    else:
        yield from phrases.cache_keys(text, where, firm=True)
    yield from (ref for ref in phrases.rpcs(text, where, lookup, "") if lookup.resolve(ref))
    topics, events = phrases.channels(text, where, lookup, broker=False)
    yield from topics
    yield from events
    yield from phrases.errors(text, where, lookup)


def _named(label: Spanned[str], lookup: Lookup) -> Iterator[Ref[Entity]]:
    """The service that a node is named after."""
    party = lookup.parties.find(spelling(label))
    if party.service:
        yield Ref(Service, party.service.key, label.span, Where.DIAGRAM, False)
