"""Rule: missing-grpc-service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.charted import is_gateway
from backend_spec.kinds.grpc.owners import by_section, by_service
from backend_spec.model.architecture import Service
from backend_spec.model.grpc import GrpcSection, GrpcService
from backend_spec.rule import rule

_GRPC = re.compile(r"\bg-?rpc\b(?![\s(/-]*(?:clients?|calls?|callers?|consumers?|gateway)\b)", re.IGNORECASE)
_NOT_OFFERED = re.compile(
    r"\b(?:no|non|not|without|never|neither|nor|uses?|using|clients? (?:of|for))\b[\s-]*(?:any |a )?g-?rpc\b"
    r"|\b(?:calls?|calling|talks?|speaks)\b[^,;()]{0,30}?\bg-?rpc\b",
    re.IGNORECASE,
)
"""A type that names gRPC as what the service has not, or merely uses."""


def _sections(graph: Graph) -> Mapping[str, GrpcSection]:
    """By service, the section that is about it."""
    return {service.key: item for item in graph.all(GrpcSection) for service in graph.targets(item.service)}


def _offers_grpc(service: Service, graph: Graph) -> bool:
    is_grpc = service.type is not None and _promises(service.type.value) and not is_gateway(service)
    return is_grpc and bool(graph.all(GrpcService))


def _promises(type_: str) -> bool:
    return _GRPC.search(_NOT_OFFERED.sub(" ", type_)) is not None


@rule(severity=Severity.ERROR, checklist=2, when=_offers_grpc)
def missing_grpc_service(service: Service, graph: Graph) -> Iterator[Finding]:
    """A service of type gRPC has no proto service.

    The architecture promises an interface that no document defines. It is reported in the gRPC specification: at the
    service's section where there is one, else at the title. A service whose type does not say gRPC (a worker, a
    Kafka consumer), or says that it has none or only calls others by it, and a gateway, need none.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service         | Type                  | Role           |
    | --------------- | --------------------- | -------------- |
    | gateway         | HTTP → gRPC gateway   | Entry point    |
    | auth-service    | gRPC                  | Authentication |
    | user-service    | gRPC + Kafka consumer | Profiles       |
    | push-worker     | Kafka consumer        | Push           |

    <!-- grpc_specification.md -->
    # «gRPC Service Specification»

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service      | Type            | Role           |
    | ------------ | --------------- | -------------- |
    | auth-service | gRPC            | Authentication |
    | user-service | Internal (gRPC) | Profiles       |

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```

    ## «9. User Service»

    ### 9.2 Message Definitions

    ```proto
    message GetUserRequest { string id = 1; }
    ```

    ### 9.3 Error Codes

    None.
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type         | Role           |
    | -------------- | ------------ | -------------- |
    | auth-service   | gRPC Service | Authentication |
    | billing-worker | gRPC client  | Billing        |

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

    | Service        | Kind                                   | Role           |
    | -------------- | -------------------------------------- | -------------- |
    | auth-service   | gRPC server, Kafka producer            | Authentication |
    | mail-worker    | Kafka consumer (no gRPC, neither side) | E-mail         |
    | report-cron    | Cron job, calls others via gRPC        | Reports        |
    | search-indexer | Worker without gRPC                    | Index          |
    | export-job     | gRPC (client only)                     | Exports        |

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
    if service.key in graph.view(by_service):
        return
    section = graph.view(_sections).get(service.key)
    if section and any(not graph.targets(item.service) for item in graph.view(by_section).get(section.name.span, ())):
        return  # it is there under another name, which is reported
    place = section.span if section else graph.place("grpc") or graph.all(GrpcService)[0].name.span
    assert service.type
    yield Finding(
        place,
        f"the service `{service.key}` is of type {service.type.value}, but has no proto service",
        (Label(service.name.span, "declared here"),),
        help="add its service definition, or correct its type in the architecture",
        roots=(Root(GrpcService.kind, service.key), service.root),
    )
