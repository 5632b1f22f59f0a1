"""Which connections between parties the documents show, other than the architecture itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from backend_spec.graph.derived import Call, Contact, Party, PartyKind
from backend_spec.graph.lookup import Lookup
from backend_spec.model.architecture import Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Ownership
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.event import ContractRow, Event
from backend_spec.model.grpc import InterServiceCall
from backend_spec.text import Span

_STORES = frozenset({"broker", "cache", "database", "object-store", "search"})

T = TypeVar("T")
Shown = tuple[Party, Party, str, Span]


def contacts(
    calls: Iterable[Call], facts: Mapping[type, Sequence[Entity | Statement]], lookup: Lookup
) -> tuple[Contact, ...]:
    """One contact per pair of different parties, with every place that shows it."""
    shown: dict[tuple[str, str], list[Shown]] = {}
    for contact in (*_called(calls, lookup), *_stated(facts, lookup)):
        source, target = contact[0], contact[1]
        if source.identity != target.identity and PartyKind.UNKNOWN not in (source.kind, target.kind):
            shown.setdefault((source.identity, target.identity), []).append(contact)
    found = []
    for places in shown.values():
        source, target, how, span = min(places, key=lambda place: place[3].order)
        spans = sorted({place[3] for place in places}, key=lambda place: place.order)
        found.append(Contact(span, source, target, how, tuple(spans)))
    return tuple(sorted(found, key=lambda contact: contact.span.order))


def _called(calls: Iterable[Call], lookup: Lookup) -> Iterator[Shown]:
    how = "sequence diagram"
    broker = lookup.parties.store("broker")
    for call in calls:
        ends = {call.caller.family, call.callee.family}
        if PartyKind.CLIENT in (call.caller.kind, call.callee.kind):
            continue
        if (call.topics or call.events) and not ends & _STORES and not call.rpcs:
            # Publishing that is drawn straight to the consumer goes through the broker.
            yield call.caller, broker, how, call.span
            yield broker, call.callee, how, call.span
        else:
            yield call.caller, call.callee, how, call.span


def _stated(facts: Mapping[type, Sequence[Entity | Statement]], lookup: Lookup) -> Iterator[Shown]:
    def every(noun: type[T]) -> Sequence[T]:
        return facts.get(noun, ())  # type: ignore[return-value]

    def services(refs: Iterable[Ref[Service]]) -> Iterator[tuple[Party, Span]]:
        for ref in refs:
            party = lookup.parties.find(ref.key)
            if party.kind is PartyKind.SERVICE:
                yield party, ref.span

    database, cache, broker = (lookup.parties.store(family) for family in ("database", "cache", "broker"))
    for item in every(CacheKey):
        for party, span in services(item.services):
            yield party, cache, "cache item", span
    for row in every(Ownership):
        for party, span in services(row.owners):
            yield party, database, "table ownership", span
    for event in every(Event):
        for party, span in services(event.producers):
            yield party, broker, "event catalog", span
        for party, span in services(event.consumers):
            yield broker, party, "event catalog", span
    for contract in every(ContractRow):
        for party, _ in services((contract.service,)):
            ends = (party, broker) if contract.produces else (broker, party)
            yield (*ends, "event contract", contract.span)
    for listed in every(InterServiceCall):
        for caller, _ in services(listed.callers):
            for callee, _ in services(listed.callees):
                yield caller, callee, "inter-service table", listed.span
