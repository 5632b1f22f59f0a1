"""Rule: rpc-message-name."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.types import WELL_KNOWN
from backend_spec.model.grpc import Rpc
from backend_spec.rule import rule


@rule(severity=Severity.INFO)
def rpc_message_name(rpc: Rpc, graph: Graph) -> Iterator[Finding]:
    """An RPC's messages are not called Request and Response.

    `LoginRequest` and `LoginResponse` of `Login` tell at a glance where a message belongs (seed: "Every RPC
    must have a unique `Request` and `Response` message"). Other conventions, such as returning the resource,
    are legitimate, so this is a remark only.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(«Credentials») returns («Token»);
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
      rpc Watch(nihao.common.v1.WatchRequest) returns (stream WatchResponse);
    }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Logout(LogoutRequest) returns (google.protobuf.Empty);
    }
    ```
    ````
    """
    for operand, part in ((rpc.request, "Request"), (rpc.response, "Response")):
        if operand is None or operand.value.endswith(part):
            continue
        if operand.value.lstrip(".").startswith("google.") or operand.value in WELL_KNOWN:
            continue
        yield Finding(
            operand.span,
            f"the {part.lower()} of `{rpc.key}` is called `{operand.value}`",
            help=f"call it `{rpc.method.value}{part}`",
        )
