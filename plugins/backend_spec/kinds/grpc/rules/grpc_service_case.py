"""Rule: grpc-service-case."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc import spelling
from backend_spec.model.grpc import GrpcService
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def grpc_service_case(service: GrpcService, graph: Graph) -> Iterator[Finding]:
    """A proto service's name is not in PascalCase.

    Code generators derive class names from it (seed: "`PascalCase` for proto service and message names").

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service «auth_service» {
      rpc Login(LoginRequest) returns (LoginResponse);
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
    if not spelling.is_pascal(service.key):
        yield Finding(
            service.name.span,
            f"the proto service name `{service.key}` is not in PascalCase",
            help=f"write `{spelling.pascal(service.key)}` here and wherever the service is used",
        )
