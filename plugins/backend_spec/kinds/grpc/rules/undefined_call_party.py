"""Rule: undefined-call-party."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.charted import strangers
from backend_spec.model.architecture import Service
from backend_spec.model.grpc import InterServiceCall
from backend_spec.rule import rule


def _known(row: InterServiceCall, graph: Graph) -> bool:
    return bool(graph.all(Service))


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
    for ref in strangers(row, graph):
        near = graph.nearest(Service, ref.key)
        yield Finding(
            ref.span,
            f"the inter-service communication table names `{ref.key}`, which is no service of the architecture",
            (Label(near.name.span, "did you mean this service?"),) if near else (),
            help=f"did you mean `{near.key}`?" if near else "add it to the architecture's services, or remove the row",
            roots=(ref.root,),
        )
