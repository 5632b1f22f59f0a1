"""Rule: rpc-case."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc import spelling
from backend_spec.model.grpc import Rpc
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def rpc_case(rpc: Rpc, graph: Graph) -> Iterator[Finding]:
    """An RPC's name is not in PascalCase.

    The style guide of Protocol Buffers asks for it, and code generators derive method names from it.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc «login»(LoginRequest) returns (LoginResponse);
      rpc «Refresh_Token»(RefreshTokenRequest) returns (RefreshTokenResponse);
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
    }
    ```
    ````
    """
    name = rpc.method.value
    if not spelling.is_pascal(name):
        yield Finding(
            rpc.method.span,
            f"the RPC name `{name}` is not in PascalCase",
            help=f"write `{spelling.pascal(name)}` here and wherever the RPC is called",
        )
