"""Which proto services belong to a service of the architecture, and to a section; which RPCs to a proto service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from backend_spec.graph import Graph
from backend_spec.model.grpc import GrpcService, Rpc
from backend_spec.text import Span


def by_service(graph: Graph) -> Mapping[str, list[GrpcService]]:
    """The proto services by the name of the architecture's service; ask for it by `graph.view`, as for the others."""
    found: dict[str, list[GrpcService]] = defaultdict(list)
    for item in graph.all(GrpcService):
        for service in graph.targets(item.service):
            found[service.key].append(item)
    return found


def by_section(graph: Graph) -> Mapping[Span, list[GrpcService]]:
    """The proto services by the place of their section's title."""
    found: dict[Span, list[GrpcService]] = defaultdict(list)
    for item in graph.all(GrpcService):
        if item.section:
            found[item.section.span].append(item)
    return found


def rpcs(graph: Graph) -> Mapping[tuple[str, str], list[Rpc]]:
    """The RPCs by the name space and the name of their proto service."""
    found: dict[tuple[str, str], list[Rpc]] = defaultdict(list)
    for rpc in graph.all(Rpc):
        found[rpc.scope, rpc.service].append(rpc)
    return found
