"""Rule: unowned-grpc-service."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.owners import by_service
from backend_spec.model.architecture import Service
from backend_spec.model.grpc import GrpcService
from backend_spec.rule import rule

_INFRASTRUCTURE = frozenset({"Health", "ServerReflection", "Channelz"})


def _is_ours(item: GrpcService, graph: Graph) -> bool:
    foreign = (item.package or "").startswith("grpc.") or item.key in _INFRASTRUCTURE
    return bool(graph.all(Service)) and not foreign


@rule(severity=Severity.ERROR, checklist=2, when=_is_ours)
def unowned_grpc_service(item: GrpcService, graph: Graph) -> Iterator[Finding]:
    """A proto service belongs to no service of the architecture.

    Nobody runs it: either the architecture lacks a service, or the two documents call one service by two names.
    `AuthService`, `auth-service` and `Auth Service` are one name. A second proto service in the section of a service
    that has one of its own name (`AuthAdminService` beside `AuthService`) belongs to that service. The health and
    reflection services of gRPC itself are exempt.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service      | Type | Role           |
    | ------------ | ---- | -------------- |
    | auth-service | gRPC | Authentication |
    | user-service | gRPC | Profiles       |

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
    service «ProfileService» {
      rpc GetUser(GetUserRequest) returns (GetUserResponse);
    }
    ```
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service      | Type | Role           |
    | ------------ | ---- | -------------- |
    | Auth Service | gRPC | Authentication |

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service      | Type | Role           |
    | ------------ | ---- | -------------- |
    | auth-service | gRPC | Authentication |

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    service AccessAdmin {
      rpc Ban(BanRequest) returns (BanResponse);
    }
    service Health {
      rpc Check(CheckRequest) returns (CheckResponse);
    }
    ```
    ````
    """
    if graph.targets(item.service):
        return
    around = graph.resolve(item.section) if item.section else None
    if around and around.key in graph.view(by_service):
        return
    near = around or graph.nearest(Service, item.key)
    yield Finding(
        item.name.span,
        f"the proto service `{item.key}` belongs to no service of the architecture",
        (Label(near.name.span, "did you mean this service?"),) if near else (),
        help=f"name it after the service `{near.key}`, or add its service to the architecture"
        if near
        else "add its service to the architecture, or name it after one that is there",
        roots=(Root(Service.kind, item.key), item.root),
    )
