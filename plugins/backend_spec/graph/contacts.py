"""Which connections between parties the documents show, other than the architecture itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from backend_spec.graph.derived import Call, Contact, Party, PartyKind
from backend_spec.graph.lookup import Lookup
from backend_spec.model.architecture import Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Ownership
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.event import ContractRow, Event
from backend_spec.model.grpc import InterServiceCall
from backend_spec.text import Span

_DATABASE = Party(PartyKind.COMPONENT, "database", family="database")
_CACHE = Party(PartyKind.COMPONENT, "cache", family="cache")
_BROKER = Party(PartyKind.COMPONENT, "broker", family="broker")

Shown = tuple[Party, Party, str, Span]


def contacts(
    calls: Iterable[Call], facts: Mapping[type, Sequence[Entity | Statement]], lookup: Lookup
) -> tuple[Contact, ...]:
    """One contact per pair of different parties, with every place that shows it."""
    shown: dict[tuple[str, str], list[Shown]] = {}
    for contact in (*_called(calls), *_stated(facts, lookup)):
        source, target = contact[0], contact[1]
        if source.identity != target.identity and PartyKind.UNKNOWN not in (source.kind, target.kind):
            shown.setdefault((source.identity, target.identity), []).append(contact)
    found = []
    for places in shown.values():
        source, target, how, span = min(places, key=lambda place: place[3].order)
        spans = sorted({place[3] for place in places}, key=lambda place: place.order)
        found.append(Contact(span, source, target, how, tuple(spans)))
    return tuple(sorted(found, key=lambda contact: contact.span.order))


def _called(calls: Iterable[Call]) -> Iterator[Shown]:
    how = "sequence diagram"
    for call in calls:
        ends = {call.caller.family, call.callee.family}
        if PartyKind.CLIENT in (call.caller.kind, call.callee.kind):
            continue
        if (call.topics or call.events) and "broker" not in ends and not call.rpcs:
            # Publishing that is drawn straight to the consumer goes through the broker.
            yield call.caller, _BROKER, how, call.span
            yield _BROKER, call.callee, how, call.span
        else:
            yield call.caller, call.callee, how, call.span


def _stated(facts: Mapping[type, Sequence[Entity | Statement]], lookup: Lookup) -> Iterator[Shown]:
    def party(ref: Ref[Service]) -> Party | None:
        found = lookup.parties.find(ref.key)
        return found if found.kind is PartyKind.SERVICE else None

    for fact in (fact for noun in _SOURCES for fact in facts.get(noun, ())):
        for source, target, how, span in _SOURCES[type(fact)](fact):
            source = party(source) if isinstance(source, Ref) else source
            target = party(target) if isinstance(target, Ref) else target
            if source and target:
                yield source, target, how, span


def _cache_item(item):  # type: ignore[no-untyped-def]
    return ((ref, _CACHE, "cache item", ref.span) for ref in item.services)


def _ownership(row):  # type: ignore[no-untyped-def]
    return ((ref, _DATABASE, "table ownership", ref.span) for ref in row.owners)


def _event(event):  # type: ignore[no-untyped-def]
    yield from ((ref, _BROKER, "event catalog", ref.span) for ref in event.producers)
    yield from ((_BROKER, ref, "event catalog", ref.span) for ref in event.consumers)


def _contract(row):  # type: ignore[no-untyped-def]
    ends = (row.service, _BROKER) if row.produces else (_BROKER, row.service)
    yield (*ends, "event contract", row.span)


def _inter_service(row):  # type: ignore[no-untyped-def]
    return (
        (caller, callee, "inter-service table", row.span) for caller in row.callers for callee in row.callees
    )


_SOURCES = {
    CacheKey: _cache_item,
    Ownership: _ownership,
    Event: _event,
    ContractRow: _contract,
    InterServiceCall: _inter_service,
}
