"""Touches that tables, sections and declarations state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backend_spec.graph import Contact, Graph
from backend_spec.graph.origin import origins
from backend_spec.model.architecture import Service
from backend_spec.model.auth import AuthFlow, FlowEndpoint, FlowError, SessionItem
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import ForeignKey, Ownership, Table
from backend_spec.model.entity import Entity, Ref
from backend_spec.model.error import ErrorCode, ErrorRange
from backend_spec.model.event import ContractRow, Event, Topic
from backend_spec.model.grpc import Enum, GrpcService, InterServiceCall, Message, Rpc
from backend_spec.model.http import AccessRow, Backend, Endpoint, SummaryRow
from backend_spec.site.touch import Touch, Verb
from backend_spec.text import Span


def touches(graph: Graph) -> Iterator[Touch]:
    """Every touch that is stated, some of them more than once."""
    yield from _endpoints(graph)
    yield from _grpc(graph)
    yield from _services(graph)
    yield from _data(graph)
    yield from _events(graph)
    yield from _flows(graph)


def _all(graph: Graph, source: Entity | None, verb: Verb, refs: Iterable[Ref[Entity]]) -> Iterator[Touch]:
    for ref in refs:
        if source and (target := graph.resolve(ref)):
            yield Touch(source, verb, target, ref.span)


def _endpoints(graph: Graph) -> Iterator[Touch]:
    owners = _rpc_owners(graph)
    for endpoint in graph.all(Endpoint):
        errors = (row.code for row in endpoint.errors or () if row.code)
        yield from _all(graph, endpoint, Verb.RETURNS, errors)
        yield from _all(graph, endpoint, Verb.ALLOWS, endpoint.roles)
    for backend in graph.all(Backend):
        for one in graph.definitions(Endpoint, backend.endpoint):
            yield from _all(graph, one, Verb.SERVED, backend.services)
            yield from _all(graph, one, Verb.CALLS, backend.rpcs)
            for ref in backend.rpcs:
                rpc = graph.resolve(ref)
                for service in owners.get(rpc.service, ()) if rpc else ():
                    yield Touch(one, Verb.SERVED, service, ref.span)
    for row in graph.all(SummaryRow):
        yield from _all(graph, graph.resolve(row.endpoint), Verb.SERVED, row.services)
    for access in graph.all(AccessRow):
        for listed in access.endpoints:
            yield from _all(graph, graph.resolve(listed), Verb.ALLOWS, access.roles)


def _rpc_owners(graph: Graph) -> dict[str, list[Service]]:
    """The services of the architecture by the names of their gRPC services."""
    found: dict[str, list[Service]] = {}
    for item in graph.all(GrpcService):
        for ref in (item.service, item.section):
            service = graph.resolve(ref) if ref else None
            if service and service not in found.setdefault(item.key, []):
                found[item.key].append(service)
    return found


def _grpc(graph: Graph) -> Iterator[Touch]:
    owners = _rpc_owners(graph)
    for item in graph.all(GrpcService):
        for service in owners.get(item.key, ()):
            yield Touch(service, Verb.EXPOSES, item, item.name.span)
    types = {ref.span: ref for ref in graph.references if ref.target in (Message, Enum)}
    for rpc in graph.all(Rpc):
        for service in owners.get(rpc.service, ()):
            yield Touch(service, Verb.EXPOSES, rpc, rpc.name.span)
        for item in graph.definitions(GrpcService, rpc.service)[:1]:
            yield Touch(item, Verb.EXPOSES, rpc, rpc.name.span)
        for verb, written in ((Verb.TAKES, rpc.request), (Verb.GIVES, rpc.response)):
            if written and written.span in types:
                yield from _all(graph, rpc, verb, (types[written.span],))
    for message in graph.all(Message):
        used = (types[field.type.span] for field in message.content.fields if field.type.span in types)
        yield from _all(graph, message, Verb.HOLDS, used)


def _services(graph: Graph) -> Iterator[Touch]:
    for contact in graph.all(Contact):
        source, target = contact.source.service, contact.target
        if source and (target.service or target.component):
            verb = Verb.CALLS if target.service else Verb.USES
            yield Touch(source, verb, target.service or target.component or source, contact.span)
    for source_, target_, row in graph.connections():
        other = target_.service or target_.component
        if source_.service and other:
            yield Touch(source_.service, Verb.CALLS if target_.service else Verb.USES, other, row.span)
    for call in graph.all(InterServiceCall):
        for ref in call.callers:
            yield from _all(graph, graph.resolve(ref), Verb.CALLS, (*call.callees, *call.rpcs))
    model = graph.view(origins)
    for error in graph.all(ErrorCode):
        for name in sorted(model.able(error)):
            for service in graph.definitions(Service, name)[:1]:
                yield Touch(service, Verb.RAISES, error, error.name.span)
        around: ErrorRange | None = model.owners.get(id(error))
        if around:
            yield Touch(around, Verb.HOLDS, error, error.name.span)


def _data(graph: Graph) -> Iterator[Touch]:
    for row in graph.all(Ownership):
        table = graph.resolve(row.table)
        yield from _reversed(graph, row.owners, Verb.OWNS, table, row.span)
        yield from _reversed(graph, row.others, Verb.USES, table, row.span)
    for table in graph.all(Table):
        yield from _reversed(graph, table.owners, Verb.OWNS, table, table.name.span)
    for key in graph.all(ForeignKey):
        for table in graph.definitions(Table, key.table)[:1]:
            yield from _all(graph, table, Verb.REFERS, (key.target,))
    for item in graph.all(CacheKey):
        yield from _reversed(graph, item.services, Verb.OWNS, item, item.name.span)


def _reversed(
    graph: Graph, refs: Iterable[Ref[Service]], verb: Verb, target: Entity | None, place: Span
) -> Iterator[Touch]:
    for ref in refs:
        if target and (service := graph.resolve(ref)):
            yield Touch(service, verb, target, place)


def _events(graph: Graph) -> Iterator[Touch]:
    for event in graph.all(Event):
        carrier = graph.resolve(event.topic) if event.topic else None
        if carrier:
            yield Touch(carrier, Verb.CARRIES, event, event.name.span)
        for verb, refs in ((Verb.PUBLISHES, event.producers), (Verb.CONSUMES, event.consumers)):
            yield from _reversed(graph, refs, verb, event, event.name.span)
            yield from _reversed(graph, refs, verb, carrier, event.name.span)
    for topic in graph.all(Topic):
        if topic.dead_letter:
            for other in graph.definitions(Topic, topic.dead_letter.value)[:1]:
                yield Touch(topic, Verb.REFERS, other, topic.dead_letter.span)
    for row in graph.all(ContractRow):
        verb = Verb.PUBLISHES if row.produces else Verb.CONSUMES
        yield from _all(graph, graph.resolve(row.service), verb, (*row.events, *row.topics))


def _flows(graph: Graph) -> Iterator[Touch]:
    named: list[tuple[str, Ref[Entity]]] = [
        *((fact.flow, fact.endpoint) for fact in graph.all(FlowEndpoint)),
        *((fact.flow, fact.error) for fact in graph.all(FlowError)),
        *((fact.flow, fact.key) for fact in graph.all(SessionItem)),
    ]
    for name, ref in named:
        for flow in graph.definitions(AuthFlow, name)[:1]:
            yield from _all(graph, flow, Verb.MENTIONS, (ref,))
