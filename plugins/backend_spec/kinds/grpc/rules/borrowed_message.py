"""Rule: borrowed-message."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.types import WELL_KNOWN
from backend_spec.model.grpc import Message, Rpc
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def borrowed_message(rpc: Rpc, graph: Graph) -> Iterator[Finding]:
    """An RPC takes or returns a well-known type instead of a message of its own.

    `google.protobuf.Empty` cannot grow a field when the RPC needs one, and changing the type later breaks every client
    (seed: "Every RPC must have a unique `Request` and `Response` message").

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    import "google/protobuf/empty.proto";
    service AuthService {
      rpc Logout(LogoutRequest) returns («google.protobuf.Empty»);
      rpc Ping(«Empty») returns (PingResponse);
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Logout(LogoutRequest) returns (LogoutResponse);
    }
    message LogoutResponse {}
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Status(StatusRequest) returns (Status);
    }
    message Status { string text = 1; }
    ```
    ````
    """
    for operand, part in ((rpc.request, "Request"), (rpc.response, "Response")):
        if operand is None:
            continue
        name = operand.value.lstrip(".")
        if name.startswith("google.") or (name in WELL_KNOWN and not graph.definitions(Message, name)):
            yield Finding(
                operand.span,
                f"`{rpc.key}` uses `{name}` instead of a message of its own",
                help=f"declare an empty message `{rpc.method.value}{part}`",
            )
