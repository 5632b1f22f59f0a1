"""Rule: undefined-call-party."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.architecture import Component, Service
from backend_spec.model.grpc import InterServiceCall
from backend_spec.rule import rule

_SERVICE = re.compile(r"service$|svc$|\bservice\b", re.IGNORECASE)


def _known(row: InterServiceCall, graph: Graph) -> bool:
    return bool(graph.all(Service))


def _nearly(name: str, other: str) -> bool:
    return SequenceMatcher(None, name.casefold(), other.casefold()).ratio() > 0.85


def _components(graph: Graph) -> frozenset[str]:
    return frozenset(component.key.casefold() for component in graph.all(Component))


@rule(severity=Severity.ERROR, checklist=12, when=_known)
def undefined_call_party(row: InterServiceCall, graph: Graph) -> Iterator[Finding]:
    """The inter-service communication table names a service that the architecture does not have.

    A name counts as a service's if it says so (`order-service`, "Order Service") or is nearly the name of one. Other
    parties, such as a client, a scheduler or a broker, may call services and are not judged.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service         | Type | Role     |
    | --------------- | ---- | -------- |
    | message-service | gRPC | Messages |
    | group-service   | gRPC | Groups   |

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 10. Inter-Service Communication

    | Caller            | Callee              | RPC        | When           |
    | ----------------- | ------------------- | ---------- | -------------- |
    | message-service   | `«grop-service»`    | `IsMember` | before sending |
    | «Billing Service» | group-service       | `IsMember` | monthly        |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service         | Type | Role     |
    | --------------- | ---- | -------- |
    | message-service | gRPC | Messages |
    | group-service   | gRPC | Groups   |

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 10. Inter-Service Communication

    | Caller                | Callee         | RPC        | When           |
    | --------------------- | -------------- | ---------- | -------------- |
    | Message Service       | `GroupService` | `IsMember` | before sending |
    | Cron job, all workers | group-service  | `IsMember` | at night       |
    | All services          | group-service  | —          | health         |
    ````
    """
    for ref in (*row.callers, *row.callees):
        if graph.targets(ref) or ref.key.casefold() in graph.view(_components):
            continue
        near = graph.nearest(Service, ref.key)
        if not (ref.firm and _SERVICE.search(ref.key)) and not (near and _nearly(ref.key, near.key)):
            continue
        yield Finding(
            ref.span,
            f"the inter-service communication table names `{ref.key}`, which is no service of the architecture",
            (Label(near.name.span, "did you mean this service?"),) if near else (),
            help=f"did you mean `{near.key}`?" if near else "add it to the architecture's services, or remove the row",
        )
