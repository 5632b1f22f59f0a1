"""Rule: uncharted-call."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Call, Graph
from backend_spec.kinds.grpc.charted import chart, is_rpc_call, with_strangers
from backend_spec.model.grpc import InterServiceCall, Rpc
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, checklist=12, when=is_rpc_call)
def uncharted_call(call: Call, graph: Graph) -> Iterator[Finding]:
    """A sequence diagram shows a call between services that the inter-service communication table does not list.

    The table is what network policies, client libraries and load estimates are made from. A row without an RPC, or
    with "All RPCs", allows each RPC of the callee. Replies, events, WebSocket pushes and HTTP requests are no RPCs;
    calls of a gateway are judged only if the table lists any.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service              | Type | Role     |
    | -------------------- | ---- | -------- |
    | message-service      | gRPC | Messages |
    | group-service        | gRPC | Groups   |
    | user-service         | gRPC | Profiles |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## 11. Endpoints

    ```mermaid
    sequenceDiagram
        participant MS as Message Service
        participant GS as Group Service
        participant US as User Service
        MS->>GS: gRPC IsMember(group_id, user_id)
        GS-->>MS: member
        MS->>GS: gRPC «GetGroup»
        MS->>US: «load profile»
    ```

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Group Service

    ```proto
    service GroupService {
      rpc IsMember(IsMemberRequest) returns (IsMemberResponse);
      rpc GetGroup(GetGroupRequest) returns (GetGroupResponse);
    }
    ```

    ## 9. User Service

    ```proto
    service UserService {
      rpc GetUser(GetUserRequest) returns (GetUserResponse);
    }
    ```

    ## 10. Inter-Service Communication

    | Caller          | Callee        | RPC        | When           |
    | --------------- | ------------- | ---------- | -------------- |
    | message-service | group-service | `IsMember` | before sending |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service         | Type | Role     |
    | --------------- | ---- | -------- |
    | message-service | gRPC | Messages |
    | group-service   | gRPC | Groups   |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        MessageService->>GroupService: IsMember(group_id)
    ```

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Group Service

    ```proto
    service GroupService {
      rpc IsMember(IsMemberRequest) returns (IsMemberResponse);
    }
    ```

    ## 10. Inter-Service Communication

    | Caller         | Callee        | RPC        | When           |
    | -------------- | ------------- | ---------- | -------------- |
    | mesage-service | group-service | `IsMember` | before sending |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service              | Type    | Role     |
    | -------------------- | ------- | -------- |
    | gateway              | Gateway | Entry    |
    | message-service      | gRPC    | Messages |
    | group-service        | gRPC    | Groups   |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## 11. Endpoints

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant GW as Gateway
        participant MS as Message Service
        participant GS as Group Service
        C->>GW: POST /api/v1/messages
        GW->>MS: gRPC SendMessage
        MS->>GS: IsMember(group_id)
        GS->>MS: member
        MS->>GW: WebSocket push
    ```

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Group Service

    ```proto
    service GroupService {
      rpc IsMember(IsMemberRequest) returns (IsMemberResponse);
    }
    ```

    ## 9. Message Service

    ```proto
    service MessageService {
      rpc SendMessage(SendMessageRequest) returns (SendMessageResponse);
    }
    ```

    ## 10. Inter-Service Communication

    | Caller          | Callee        | RPC                     | When           |
    | --------------- | ------------- | ----------------------- | -------------- |
    | message-service | group-service | `GroupService.IsMember` | before sending |
    ````
    """
    caller, callee = call.caller.service, call.callee.service
    assert caller
    assert callee
    rows = graph.view(chart).between(caller.key, callee.key)
    table = graph.all(InterServiceCall)[0]
    for ref in call.rpcs:
        rpc = graph.resolve(ref)
        if rpc is None or any(_allows(row, rpc, graph) for row in rows):
            continue
        if any(not graph.targets(listed) for row in rows for listed in row.rpcs):
            continue  # a row of this pair names an RPC that does not exist: that is reported, and may mean this one
        if any(row.rpcs and _allows(row, rpc, graph) for row in graph.view(with_strangers)):
            continue  # a row names this RPC and a service that does not exist: that is reported, and may mean this call
        yield Finding(
            ref.span,
            f"`{caller.key}` calls `{rpc.key}` of `{callee.key}`, "
            "which the inter-service communication table does not list",
            (
                Label(
                    (rows[0] if rows else table).span, "this pair is listed here" if rows else "calls are listed here"
                ),
            ),
            help=f"add `{rpc.method.value}` to the row"
            if rows
            else f"add a row: {caller.key}, {callee.key}, {rpc.key}",
            roots=(Root("call", f"{caller.key} {rpc.method.value}"),),
        )
    if not rows and not any(graph.targets(ref) for ref in call.rpcs):
        yield Finding(
            call.span,
            f"`{caller.key}` calls `{callee.key}`, which the inter-service communication table does not list",
            (Label(table.span, "calls are listed here"),),
            help=f"add a row: {caller.key}, {callee.key} and the RPC",
        )


def _allows(row: InterServiceCall, rpc: Rpc, graph: Graph) -> bool:
    if not row.rpcs:
        return True
    method = rpc.method.value.casefold()
    return any(
        any(target.key == rpc.key for target in graph.targets(ref)) or ref.key.rsplit(".", 1)[-1].casefold() == method
        for ref in row.rpcs
    )
