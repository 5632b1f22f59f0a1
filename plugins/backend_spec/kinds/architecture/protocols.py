"""Which protocol services speak to each other, as the architecture, its diagram and sequence diagrams say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from backend_spec.graph import Call, Graph, Party, PartyKind
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.architecture import Service
from backend_spec.model.grpc import InterServiceCall
from backend_spec.model.page import Diagram
from backend_spec.text import Span

Protocol = Claim[frozenset[str]]
Pair = tuple[str, str]
Said = tuple[Pair, frozenset[str], Span, str, Authority]

_FORMS = (
    ("gRPC", re.compile(r"\bgrpc\b", re.IGNORECASE)),
    ("HTTP", re.compile(r"\brest(?:ful)?\b|\bhttps?\b(?!/[23])|\bgraphql\b", re.IGNORECASE)),
    ("WebSocket", re.compile(r"\bweb ?sockets?\b|\bwss?\b", re.IGNORECASE)),
)
_OVER_HTTP = re.compile(r"\bover https?\b|\bhttps?(?:/2)?\)|\bhttp/[23]", re.IGNORECASE)
_REQUEST = re.compile(r"(?:GET|POST|PUT|PATCH|DELETE) /")
_SAID = re.compile(r"\W*(?:gRPC|GRPC|REST|HTTPS?)\b(?! ?[1-5]\d\d)|.*\((?:gRPC|REST|HTTPS?)\)$")
_GATEWAY = re.compile(r"gateway|bff|edge", re.IGNORECASE)
_SEQUENCE = "sequence diagram"
_ASYNCHRONOUS = re.compile(
    r"kafka|nats|amqp|rabbit|pulsar|queue|event|publish|consum|async|broker|stream|webhook|callback|push", re.IGNORECASE
)


def claims(graph: Graph) -> Mapping[Pair, list[Protocol]]:
    """What is said of each pair of services, in the order of a caller and a callee."""
    found: dict[tuple[Pair, str, str], tuple[frozenset[str], Span, Authority]] = {}
    for pair, named, span, place, authority in (*_table(graph), *_edges(graph), *_listed(graph), *_called(graph)):
        # Several rows of one table add up; each arrow stands for itself, but equal ones are told once.
        one = pair, place, shown(named) if place == _SEQUENCE else ""
        known, first, _ = found.get(one, (frozenset(), span, authority))
        found[one] = known | named, first, authority
    merged: dict[Pair, list[Protocol]] = defaultdict(list)
    for (pair, place, _), (named, span, authority) in found.items():
        merged[pair].append(Claim(named, shown(named), span, place, authority))
    types = _types(graph)
    for pair, given in merged.items():
        if pair[1] in types:
            given.append(types[pair[1]])
    return merged


def shown(named: frozenset[str]) -> str:
    """Protocols in words."""
    return " and ".join(sorted(named))


def families(text: str) -> frozenset[str]:
    """The protocols of requests that a text names; gRPC over HTTP/2 is gRPC, and messages are not asked for."""
    if _ASYNCHRONOUS.search(text):
        return frozenset()
    found = {name for name, form in _FORMS if form.search(text)}
    if "gRPC" in found and _OVER_HTTP.search(text):
        found.discard("HTTP")
    return frozenset(found)


def _pair(source: Party, target: Party) -> Pair | None:
    both = source.kind is PartyKind.SERVICE and target.kind is PartyKind.SERVICE
    return (source.identity, target.identity) if both and source.identity != target.identity else None


def _table(graph: Graph) -> Iterator[Said]:
    for source, target, row in graph.connections():
        pair = _pair(source, target)
        if pair and row.protocol and (known := families(row.protocol.value)):
            yield pair, known, row.protocol.span, "communication table", Authority.TABLE


def _edges(graph: Graph) -> Iterator[Said]:
    labels = {edge.span: edge.label for diagram in graph.all(Diagram) for edge in diagram.content.edges if edge.label}
    for source, target, span in graph.drawn() if labels else ():
        pair, label = _pair(source, target), labels.get(span)
        if pair and label and (known := families(label.value)):
            yield pair, known, label.span, "architecture diagram", Authority.DIAGRAM


def _listed(graph: Graph) -> Iterator[Said]:
    for row in graph.all(InterServiceCall):
        for caller in row.callers:
            for callee in row.callees:
                ends = graph.targets(caller), graph.targets(callee)
                if row.rpcs and all(len(end) == 1 for end in ends) and ends[0] != ends[1]:
                    yield (ends[0][0].key, ends[1][0].key), frozenset({"gRPC"}), row.span, "RPC table", Authority.LIST


def _called(graph: Graph) -> Iterator[Said]:
    for call in graph.all(Call):
        pair = _pair(call.caller, call.callee) if call.between_services else None
        if pair is None or call.topics or call.events:
            continue
        if any(graph.targets(ref) for ref in call.rpcs):
            yield pair, frozenset({"gRPC"}), call.span, _SEQUENCE, Authority.DIAGRAM
        elif _SAID.match(text := call.message.text.value) and (known := families(text)):
            yield pair, known, call.span, _SEQUENCE, Authority.DIAGRAM
        elif _REQUEST.match(text) and not any(graph.targets(ref) for ref in call.endpoints):
            # Where it is an endpoint of the gateway the arrow tells what is forwarded, not how.
            yield pair, frozenset({"HTTP"}), call.span, _SEQUENCE, Authority.DIAGRAM


def _types(graph: Graph) -> Mapping[str, Protocol]:
    """The protocols that the services table gives as a service's type; a gateway is called by clients."""
    found = {}
    for service in graph.all(Service):
        text = service.type
        if text is None or _GATEWAY.search(f"{service.key} {text.value}"):
            continue
        if known := families(text.value):
            found[service.key] = Claim(known, shown(known), text.span, "services table", Authority.LIST)
    return found
