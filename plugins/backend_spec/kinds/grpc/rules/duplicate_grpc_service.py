"""Rule: duplicate-grpc-service."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import GrpcService
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def duplicate_grpc_service(service: GrpcService, graph: Graph) -> Iterator[Finding]:
    """A proto service is declared in two places.

    Each place shows a part of it as if it were the whole. Services of one name in two packages (`nihao.auth.v1` and
    `nihao.auth.v2`) are two services, and several blocks in one section are one service shown in parts.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```

    ## 9. User Service

    ```proto
    service «AuthService» {
      rpc GetUser(GetUserRequest) returns (GetUserResponse);
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    package nihao.auth.v1;
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```

    ## 9. Auth Service, second version

    ```proto
    package nihao.auth.v2;
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```
    ````
    """
    for other in graph.definitions(GrpcService, service.key):
        if other is service:
            return
        if other.package is None or service.package is None or other.package == service.package:
            yield Finding(
                service.name.span,
                f"the proto service `{service.key}` is declared in two places",
                (Label(other.name.span, "declared here"),),
                help="put its RPCs into one declaration, or name one of the services differently",
            )
            return
