"""Where an error comes from: who owns it, and whom an endpoint's request reaches.

An error that a client sees was raised by the gateway itself, by the service that it called, by a service behind that
one, or by an outside party whose failure a service reports. The registry's ranges say who owns an error; diagrams, the
inter-service table and what an endpoint says of itself tell who is reached. What none of them tells is not known, and
nothing may be claimed of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from msgspec import Struct

from backend_spec.graph import places
from backend_spec.graph.derived import Answer, Call, Party, PartyKind
from backend_spec.graph.graph import Graph
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Ref
from backend_spec.model.error import ErrorCode, ErrorRange
from backend_spec.model.grpc import GrpcService, InterServiceCall, Rpc, ServiceError
from backend_spec.model.http import Backend, Endpoint, SummaryRow
from backend_spec.text import Span


class Origin(StrEnum):
    """Who raises an error that an endpoint returns."""

    ANYBODY = "anybody"
    """Its range belongs to a group of services, or its description to the gateway."""
    GATEWAY = "gateway"
    SERVICE = "service"
    BEHIND = "behind"
    OUTSIDE = "outside"
    NOBODY = "nobody"
    """Its owner is known, and the request does not reach it."""


class Reach(Struct, frozen=True):
    """The services that a request reaches, by their names: those in front, those that are called, those behind them.

    Behind them are those that they call for any request. Errors from further away arrive as errors of one of these: a
    service that passes on what it did not raise lists it.

    `place` is what tells of the calls, None where nothing does, or where the specification shows no call behind the
    front at all: then the reach is not known.
    """

    fronts: frozenset[str]
    called: frozenset[str]
    behind: frozenset[str]
    place: Span | None


@dataclass(frozen=True)
class Origins:
    """The model of one specification; ask for it by `graph.view(origins)`."""

    graph: Graph
    owners: Mapping[int, ErrorRange]
    """An error, by identity, to the range that says who raises it. One without is of unknown origin."""
    owning: Mapping[int, frozenset[str]]
    """A range, by identity, to its owners' names."""
    raisers: Mapping[int, frozenset[str]]
    """An error, by identity, to the services whose error tables list it."""
    reaches: Mapping[int, Reach]
    """By identity of the endpoint."""
    drawn: places.Places[Answer]

    def able(self, error: ErrorCode) -> frozenset[str]:
        """The services that own an error's code or list the error, by name."""
        owner = self.owners.get(id(error))
        return (self.owning[id(owner)] if owner else frozenset()) | self.raisers.get(id(error), frozenset())

    def origin(self, error: ErrorCode, endpoint: Endpoint) -> Origin | None:
        """Who raises an error that an endpoint returns; None where that is not known."""
        owner, reach = self.owners.get(id(error)), self.reaches.get(id(endpoint))
        if owner is None or reach is None:
            return None
        if owner.shared or (error.description and "gateway" in error.description.value.casefold()):
            return Origin.ANYBODY
        able = self.able(error)
        for services, origin in (
            (reach.fronts, Origin.GATEWAY),
            (reach.called, Origin.SERVICE),
            (reach.behind, Origin.BEHIND),
        ):
            if able & services:
                return origin
        for answer in self.drawn.within(endpoint.extent):
            if any(error in self.graph.targets(ref) for ref in answer.errors):
                return Origin.OUTSIDE if answer.sender.kind is PartyKind.OUTSIDE else Origin.SERVICE
        if _is_general(error):
            return Origin.GATEWAY
        return Origin.NOBODY if reach.place else None


def _is_general(error: ErrorCode) -> bool:
    """Whether a gateway can raise an error by itself whoever owns its code: no valid token, a role too low, too many
    requests, a failure inside."""
    status = error.http.value[:3] if error.http else ""
    return not status or status in ("401", "403", "429") or status.startswith("5")


def origins(graph: Graph) -> Origins:
    """Build the model."""
    owning = {id(item): _owners(item, graph) for item in graph.all(ErrorRange)}
    raisers: dict[int, set[str]] = defaultdict(set)
    services = _proto_services(graph)
    for row in graph.all(ServiceError):
        for error in graph.targets(row.error) if row.error else ():
            raisers[id(error)].update(services.get(row.service, ()))
    return Origins(
        graph,
        {key: item for key, item in _within(graph) if item.shared or owning[id(item)]},
        owning,
        {key: frozenset(found) for key, found in raisers.items()},
        dict(_reaches(graph, services)),
        graph.view(places.of(Answer)),
    )


def _owners(item: ErrorRange, graph: Graph) -> frozenset[str]:
    """The owners of a range; none where a name means no service, for then not all of them are known."""
    found = [graph.resolve(ref) for ref in item.owners]
    return frozenset(service.key for service in found if service) if all(found) else frozenset()


def _within(graph: Graph) -> Iterator[tuple[int, ErrorRange]]:
    """Each error, by identity, with the smallest range that it lies in."""
    ordered = sorted(graph.all(ErrorRange), key=lambda item: item.start)
    starts = [item.start for item in ordered]
    reach = list(accumulate((item.end for item in ordered), max))
    for error in graph.all(ErrorCode):
        if error.number is None:
            continue
        around = []
        for index in range(bisect_right(starts, error.number) - 1, -1, -1):
            if reach[index] < error.number:
                break
            if ordered[index].end >= error.number:
                around.append(ordered[index])
        if around:
            yield id(error), min(around, key=lambda item: item.end - item.start)


def _proto_services(graph: Graph) -> Mapping[str, frozenset[str]]:
    """The services of the architecture behind the names of proto services."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in graph.all(GrpcService):
        found[item.key].update(
            service.key for ref in (item.service, item.section) if ref for service in graph.targets(ref)
        )
    return {name: frozenset(services) for name, services in found.items()}


def _reaches(graph: Graph, services: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, Reach]]:
    calls = graph.view(places.of(Call))
    fronts = frozenset(call.callee.identity for call in graph.all(Call) if _enters(call.caller, call.callee))
    onward = _onward(graph, services, fronts)
    told: dict[str, list[tuple[frozenset[str], Span]]] = defaultdict(list)
    for backend in graph.all(Backend):
        rpcs = (found for ref in backend.rpcs for found in _of_rpc(ref, graph, services))
        told[backend.endpoint].append((frozenset((*_named(backend.services, graph), *rpcs)), backend.span))
    for row in graph.all(SummaryRow):
        for endpoint in graph.targets(row.endpoint):
            told[endpoint.key].append((frozenset(_named(row.services, graph)), row.span))
    for endpoint in graph.all(Endpoint):
        evidence = [
            (frozenset((call.caller.identity, call.callee.identity)), call.diagram.span)
            for call in calls.within(endpoint.extent)
            if call.between_services
        ]
        evidence += [one for one in told.get(endpoint.key, ()) if one[0]]
        called = frozenset(name for names, _ in evidence for name in names) - fronts
        place = next((span for names, span in evidence if names - fronts), None) if onward else None
        behind = frozenset(name for service in called for name in onward.get(service, ()))
        yield id(endpoint), Reach(fronts, called, behind - called, place)


def _enters(caller: Party, callee: Party) -> bool:
    return caller.kind is PartyKind.CLIENT and callee.kind is PartyKind.SERVICE


def _named(refs: Iterable[Ref[Service]], graph: Graph) -> Iterator[str]:
    return (service.key for ref in refs for service in graph.targets(ref))


def _of_rpc(ref: Ref[Rpc], graph: Graph, services: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for rpc in graph.targets(ref):
        yield from services.get(rpc.service, ())


def _onward(
    graph: Graph, services: Mapping[str, frozenset[str]], fronts: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    """Whom each service calls, as diagrams and the inter-service table show; what is in front calls on request only."""
    every = frozenset(service.key for service in graph.all(Service))
    found: dict[str, set[str]] = defaultdict(set)
    for call in graph.all(Call):
        if call.between_services:
            found[call.caller.identity].add(call.callee.identity)
    for row in graph.all(InterServiceCall):
        callees = every if row.any_callee else {*_named(row.callees, graph)}
        callees = callees | {name for ref in row.rpcs for name in _of_rpc(ref, graph, services)}
        for caller in every if row.any_caller else _named(row.callers, graph):
            found[caller].update(callees)
    return {caller: frozenset(callees) for caller, callees in found.items() if caller not in fronts}
