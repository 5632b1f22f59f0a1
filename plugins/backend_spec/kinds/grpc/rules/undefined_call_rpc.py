"""Rule: undefined-call-rpc."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.owners import by_service, rpcs
from backend_spec.model.grpc import GrpcService, InterServiceCall, Rpc
from backend_spec.rule import rule


def _callees(row: InterServiceCall, graph: Graph) -> list[GrpcService]:
    """The proto services of the row's callees."""
    known = graph.view(by_service)
    return [item for ref in row.callees for service in graph.targets(ref) for item in known.get(service.key, ())]


def _is_another_s(rpc: Rpc, row: InterServiceCall, graph: Graph) -> bool:
    """Whether an RPC belongs to a service, and that is none of the row's callees."""
    callees = {service.key for ref in row.callees for service in graph.targets(ref)}
    owners = graph.view(_owners).get((rpc.scope, rpc.service), frozenset())
    return bool(owners) and callees.isdisjoint(owners)


def _owners(graph: Graph) -> dict[tuple[str, str], frozenset[str]]:
    """By name space and name of a proto service: the services that it is named after or in whose section it stands."""
    found = {}
    for item in graph.all(GrpcService):
        refs = (item.service, item.section) if item.section else (item.service,)
        found[item.scope, item.key] = frozenset(service.key for ref in refs for service in graph.targets(ref))
    return found


def _is_defined(row: InterServiceCall, graph: Graph) -> bool:
    return bool(row.rpcs) and bool(_callees(row, graph))


@rule(severity=Severity.ERROR, checklist=12, when=_is_defined)
def undefined_call_rpc(row: InterServiceCall, graph: Graph) -> Iterator[Finding]:
    """The inter-service communication table names an RPC that the callee does not have.

    The call cannot be made: the RPC was renamed, or belongs to another service. Rows whose callee has no proto
    service are not judged; that it has none is reported elsewhere.

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

    ## 8. Group Service

    ```proto
    service GroupService {
      rpc IsMember(IsMemberRequest) returns (IsMemberResponse);
    }
    ```

    ## 10. Inter-Service Communication

    | Caller          | Callee        | RPC                                | When           |
    | --------------- | ------------- | ---------------------------------- | -------------- |
    | message-service | group-service | `IsMember`, `«GetMember»`          | before sending |
    | message-service | group-service | «GroupService.ListGroups»          | at login       |
    | group-service   | message-service | `«GroupService.IsMember»`        | never          |

    ## 9. Message Service

    ```proto
    service MessageService {
      rpc SendMessage(SendMessageRequest) returns (SendMessageResponse);
    }
    ```
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

    ## 8. Group Service

    ```proto
    service GroupService {
      rpc IsMember(IsMemberRequest) returns (IsMemberResponse);
    }
    ```

    ## 10. Inter-Service Communication

    | Caller          | Callee          | RPC                                 | When           |
    | --------------- | --------------- | ----------------------------------- | -------------- |
    | message-service | group-service   | `nihao.group.v1.GroupService/IsMember` | before sending |
    | message-service | group-service   | All RPCs                            | tests          |
    | group-service   | payment gateway | `Charge`                            | monthly        |
    ````
    """
    services = _callees(row, graph)
    for ref in row.rpcs:
        found = graph.targets(ref)
        if found and not all(_is_another_s(rpc, row, graph) for rpc in found):
            continue
        own = (rpc for item in services for rpc in graph.view(rpcs).get((item.scope, item.key), ()))
        methods = {rpc.method.value: rpc for rpc in own}
        method = ref.key.rsplit(".", 1)[-1]
        close = get_close_matches(method, methods, 1, 0.6)
        near = methods[close[0]] if close else None
        callee = " or ".join(f"`{item.key}`" for item in services)
        yield Finding(
            ref.span,
            f"the inter-service communication table names the RPC `{ref.key}`, which {callee} does not have",
            (Label(near.name.span, "did you mean this RPC?"),) if near else (),
            help=f"did you mean `{near.method.value}`?" if near else "define the RPC, or correct the row",
            roots=_roots(row, method, graph) if found else (Root(Rpc.kind, f"{services[0].key}.{method}"),),
        )


def _roots(row: InterServiceCall, method: str, graph: Graph) -> tuple[Root, ...]:
    """An RPC of another service than the row's: the row of the right callee is missing."""
    return tuple(Root("call", f"{caller.key} {method}") for ref in row.callers for caller in graph.targets(ref))
