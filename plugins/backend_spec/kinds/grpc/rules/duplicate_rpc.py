"""Rule: duplicate-rpc."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Rpc
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def duplicate_rpc(rpc: Rpc, graph: Graph) -> Iterator[Finding]:
    """A proto service declares an RPC twice.

    The compiler refuses the service; where the two take different messages, nobody knows which one holds. A fence that
    shows an RPC again with the same messages declares nothing.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
      rpc «Login»(LoginV2Request) returns (LoginV2Response);
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
      rpc Logout(LogoutRequest) returns (LogoutResponse);
    }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```

    ### Login

    ```proto
    rpc Login(LoginRequest) returns (LoginResponse);
    ```
    ````
    """
    for other in graph.definitions(Rpc, rpc.key):
        if other is rpc:
            return
        if other.scope == rpc.scope:
            yield Finding(
                rpc.method.span,
                f"the RPC `{rpc.key}` is declared twice",
                (Label(other.method.span, "declared here"),),
                help="rename one of them, or remove it",
            )
            return
