"""Rule: undefined-message."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.types import types
from backend_spec.model.grpc import Message, Rpc
from backend_spec.rule import rule


def _defines_messages(rpc: Rpc, graph: Graph) -> bool:
    return graph.view(types).shown.get(rpc.scope, 0.0) >= 0.5


@rule(severity=Severity.ERROR, when=_defines_messages)
def undefined_message(rpc: Rpc, graph: Graph) -> Iterator[Finding]:
    """An RPC takes or returns a message that no document declares.

    Nobody can implement the RPC. Judged where a service's messages are mostly there; a document that leaves them to the
    proto files is reported once, as a section without messages. A name of a package or file that no document shows may
    be declared there.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns («LoginReponse»);
      rpc Logout(LogoutRequest) returns (LogoutResponse);
    }
    message LoginRequest { string email = 1; }
    message LoginResponse { string token = 1; }
    message LogoutRequest {}
    message LogoutResponse {}
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    message LoginRequest { string email = 1; }
    message LoginResponse { string token = 1; }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    import "auth/v1/messages.proto";
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
      rpc Logout(other.v1.LogoutRequest) returns (google.protobuf.Empty);
    }
    message LoginRequest { string email = 1; }
    ```
    ````
    """
    for operand in (rpc.request, rpc.response):
        if operand and graph.view(types).undefined(operand.value, rpc.scope):
            near = graph.nearest(Message, operand.value)
            yield Finding(
                operand.span,
                f"`{rpc.key}` uses the message `{operand.value}`, which is declared nowhere",
                (Label(near.name.span, "did you mean this?"),) if near else (),
                help=f"did you mean `{near.key}`?" if near else f"declare the message `{operand.value}`",
                roots=(Root(Message.kind, operand.value),),
            )
