"""The inter-service communication table as an index: which calls it allows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from msgspec import Struct

from backend_spec.graph import Call, Graph
from backend_spec.kinds.grpc.owners import by_service
from backend_spec.model.architecture import Component, Service
from backend_spec.model.entity import Ref
from backend_spec.model.grpc import InterServiceCall

_ANY = "*"
_SERVICE = re.compile(r"service$|svc$|\bservice\b", re.IGNORECASE)
_GATEWAY = re.compile(r"gateway|\bbff\b|\bedge\b", re.IGNORECASE)
_NO_RPC = re.compile(
    r"websocket|\bws\b|\bsse\b|\bpush(?:es|ed)?\b|webhook|publish|\bemits?\b|\bevents?\b|kafka|broadcast|\bhttps?\b|\brest\b"
    r"|enqueue|\bqueue\b|\basync\b|subscrib|consum|deliver|\bframe\b|long.?poll",
    re.IGNORECASE,
)


class Chart(Struct, frozen=True):
    """The table's rows by caller and callee, each `*` where a row names a group; services with an RPC interface;
    which services are gateways."""

    rows: Mapping[tuple[str, str], tuple[InterServiceCall, ...]]
    grpc: frozenset[str]
    gateways_listed: bool
    replies: frozenset[int]
    """Arrows, by the identity of the call, that answer an earlier one the other way."""

    def between(self, caller: str, callee: str) -> tuple[InterServiceCall, ...]:
        """The rows that hold for a caller and a callee."""
        ends = [(a, b) for a in (caller, _ANY) for b in (callee, _ANY)]
        return tuple(row for pair in ends for row in self.rows.get(pair, ()))


def chart(graph: Graph) -> Chart:
    """The specification's table; ask for it by `graph.view(chart)`."""
    rows: dict[tuple[str, str], list[InterServiceCall]] = defaultdict(list)
    for row in graph.all(InterServiceCall):
        callers = [service.key for ref in row.callers for service in graph.targets(ref)]
        callees = [service.key for ref in row.callees for service in graph.targets(ref)]
        for caller in [_ANY] if row.any_caller else callers:
            for callee in [_ANY] if row.any_callee else callees:
                rows[caller, callee].append(row)
    gateways = {service.key for service in graph.all(Service) if is_gateway(service)}
    listed = any(caller in gateways or caller == _ANY for caller, _ in rows)
    return Chart(
        {pair: tuple(own) for pair, own in rows.items()},
        frozenset(graph.view(by_service)),
        listed,
        frozenset(_replies(graph)),
    )


def strangers(row: InterServiceCall, graph: Graph) -> Iterator[Ref[Service]]:
    """The callers and callees of a row that are meant to be services, as they say so or are nearly named like one,
    and are none."""
    for ref in (*row.callers, *row.callees):
        if graph.targets(ref) or ref.key.casefold() in graph.view(_components):
            continue
        near = graph.nearest(Service, ref.key)
        if (ref.firm and _SERVICE.search(ref.key)) or (near and _nearly(ref.key, near.key)):
            yield ref


def with_strangers(graph: Graph) -> tuple[InterServiceCall, ...]:
    """The rows that name a stranger; ask for them by `graph.view`."""
    return tuple(row for row in graph.all(InterServiceCall) if any(strangers(row, graph)))


def _nearly(name: str, other: str) -> bool:
    return SequenceMatcher(None, name.casefold(), other.casefold()).ratio() > 0.85


def _components(graph: Graph) -> frozenset[str]:
    return frozenset(component.key.casefold() for component in graph.all(Component))


def is_gateway(service: Service) -> bool:
    """Whether a service is a gateway, which calls services on behalf of clients."""
    return bool(_GATEWAY.search(f"{service.key} {service.type.value if service.type else ''}"))


def _replies(graph: Graph) -> set[int]:
    asked: dict[tuple[int, str, str], int] = {}
    found: set[int] = set()
    for call in graph.all(Call):
        if not call.between_services:
            continue
        caller, callee, diagram = call.caller.identity, call.callee.identity, id(call.diagram)
        if not call.rpcs and asked.get((diagram, callee, caller), call.message.order) < call.message.order:
            found.add(id(call))
        else:
            asked.setdefault((diagram, caller, callee), call.message.order)
    return found


def is_rpc_call(call: Call, graph: Graph) -> bool:
    """Whether an arrow is a gRPC call from one service to another that the table should list.

    Replies, events, pushes over a WebSocket and HTTP requests are none; nor are a gateway's calls where the table
    leaves gateways out.
    """
    if not call.between_services or not graph.all(InterServiceCall):
        return False
    known = graph.view(chart)
    caller, callee = call.caller.service, call.callee.service
    if caller is None or callee is None or callee.key not in known.grpc or id(call) in known.replies:
        return False
    if is_gateway(caller) and not known.gateways_listed:
        return False
    if call.rpcs:
        return True
    arrow = call.message.arrow.value
    return not (call.topics or call.events or call.endpoints or ")" in arrow or _NO_RPC.search(call.message.text.value))
