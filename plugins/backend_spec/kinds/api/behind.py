"""Which service and RPC stand behind each endpoint, as its section, its diagrams and the API summary say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from backend_spec.graph import Call, Graph, PartyKind
from backend_spec.kinds.api import survey
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref
from backend_spec.model.grpc import GrpcService, Rpc
from backend_spec.model.http import Backend, Endpoint, SummaryRow
from backend_spec.text import Span

Names = Claim[frozenset[str]]


def _owners(graph: Graph) -> Mapping[str, str]:
    """The services of the architecture by the names of their proto services."""
    return {proto.key: owner.key for proto in graph.all(GrpcService) for owner in graph.targets(proto.service)}


def _told(graph: Graph) -> Mapping[str, list[Backend]]:
    found: dict[str, list[Backend]] = defaultdict(list)
    for backend in graph.all(Backend):
        found[backend.endpoint].append(backend)
    return found


def _rows(graph: Graph) -> Mapping[int, SummaryRow]:
    """The summary's row of each endpoint that has one row and no more, by the endpoint's identity."""
    found: dict[int, list[SummaryRow]] = defaultdict(list)
    for row in graph.all(SummaryRow):
        for endpoint in graph.targets(row.endpoint):
            found[id(endpoint)].append(row)
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def stated(graph: Graph) -> Mapping[int, tuple[list[Names], list[Names]]]:
    """What is said of the services and of the RPCs behind each endpoint whose section tells them, by its identity."""
    if not graph.all(Backend):
        return {}
    found = {id(one): (_services_said(one, graph), _rpcs_said(one, graph)) for one in graph.all(Endpoint)}
    return {key: said for key, said in found.items() if max(map(len, said)) > 1}


def _services_said(endpoint: Endpoint, graph: Graph) -> list[Names]:
    """What is said of the services behind an endpoint, if its section tells them.

    Summary and diagram are left to another rule where they differ from each other.
    """
    ours = _section(endpoint, graph)
    own = _claim(
        _services(ours, graph), [ref for one in ours for ref in (*one.services, *one.rpcs)], "endpoint's section"
    )
    if own is None:
        return []
    drawn = _drawn(endpoint, graph)
    row = graph.view(_rows).get(id(endpoint))
    listed = _claim(_keys(row.services, graph), row.services, "API summary") if row else None
    if listed and drawn and listed.value.isdisjoint(drawn.value):
        listed = None
    return [own, *(claim for claim in (listed, drawn) if claim)]


def _rpcs_said(endpoint: Endpoint, graph: Graph) -> list[Names]:
    """What is said of the RPCs behind an endpoint, by its section, the summary's row and the diagrams.

    A diagram counts if it names an RPC at every call of a service that the section names one of.
    """
    ours = _section(endpoint, graph)
    refs = [ref for one in ours for ref in one.rpcs]
    own = _claim(_keys(refs, graph), refs, "endpoint's section")
    if own is None:
        return []
    row = graph.view(_rows).get(id(endpoint))
    told = graph.view(_told).get(row.endpoint.key, []) if row else []
    listed = [ref for one in told if row and row.span.contains(one.span) for ref in one.rpcs]
    claims = [own, _claim(_keys(listed, graph), listed, "API summary")]
    targets = _services(ours, graph)
    calls = [
        call for call in survey.calls(endpoint, graph) if call.callee.identity in targets and call.between_services
    ]
    if calls and all(call.rpcs and _is_own(call, graph) for call in calls):
        drawn = [ref for call in calls for ref in call.rpcs]
        claims.append(_claim(_keys(drawn, graph), drawn, "sequence diagram", Authority.DIAGRAM))
    return [claim for claim in claims if claim]


def _is_own(call: Call, graph: Graph) -> bool:
    """Whether the RPCs on an arrow are those of the service that it points at; others are a finding already."""
    owners = graph.view(_owners)
    return all(owners.get(rpc.service) == call.callee.identity for ref in call.rpcs for rpc in graph.targets(ref))


def _section(endpoint: Endpoint, graph: Graph) -> list[Backend]:
    told = graph.view(_told).get(endpoint.key, [])
    return [one for one in told if endpoint.extent and endpoint.extent.contains(one.span)]


def _services(backends: Iterable[Backend], graph: Graph) -> frozenset[str]:
    owners = graph.view(_owners)
    found: set[str] = set()
    for backend in backends:
        found |= {service.key for ref in backend.services for service in graph.targets(ref)}
        found |= {owners[rpc.service] for ref in backend.rpcs for rpc in graph.targets(ref) if rpc.service in owners}
    return frozenset(found)


def _keys(refs: Iterable[Ref[Service]] | Iterable[Ref[Rpc]], graph: Graph) -> frozenset[str]:
    """What references mean; nothing where one of them means nothing."""
    found = [graph.targets(ref) for ref in refs]
    return frozenset(target.key for targets in found for target in targets) if all(found) else frozenset()


def _claim(
    names: frozenset[str], refs: Iterable[Ref[Entity]], place: str, authority: Authority = Authority.TABLE
) -> Names | None:
    spans = [ref.span for ref in refs]
    return Claim(names, _shown(names), spans[0], place, authority) if names and spans else None


def _shown(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def _drawn(endpoint: Endpoint, graph: Graph) -> Names | None:
    """The services that the gateway calls in an endpoint's diagrams, or that anybody does where it calls none; None
    where a party cannot be told, or the gateway publishes or calls somebody else."""
    calls = survey.calls(endpoint, graph)
    ends = [end for call in calls for end in (call.caller, call.callee)]
    if any(end.kind in (PartyKind.UNKNOWN, PartyKind.GROUP) for end in ends):
        return None
    asked = [call.callee for call in calls if "gateway" in call.caller.identity]
    if any(end.family == "broker" or end.kind is PartyKind.OUTSIDE for end in asked):
        return None
    called = [call for call in calls if call.callee.service]
    direct = [call for call in called if "gateway" in call.caller.identity and call.between_services]
    called = direct or called
    names = frozenset(call.callee.identity for call in called)
    first = next((call for call in called if call.between_services), None)
    return Claim(names, _shown(names), _place(first), "sequence diagram", Authority.DIAGRAM) if first else None


def _place(call: Call) -> Span:
    return call.message.receiver.span
