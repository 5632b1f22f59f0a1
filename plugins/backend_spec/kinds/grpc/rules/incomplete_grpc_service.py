"""Rule: incomplete-grpc-service."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph, names
from backend_spec.kinds.grpc.owners import by_section, rpcs
from backend_spec.kinds.grpc.rules.missing_grpc_service import missing_grpc_service
from backend_spec.kinds.grpc.types import Types, types
from backend_spec.model.grpc import GrpcSection, Rpc, ServiceError
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def incomplete_grpc_service(section: GrpcSection, graph: Graph) -> Iterator[Finding]:
    """The section of a gRPC service lacks its service definition, its messages or its error codes.

    Each service's section has a service definition, message definitions and an error code table (seed, section 3). The
    table may be a sentence that says that there are no errors. Messages may stand in the common types, and a part of a
    service in another file. A service of the architecture that lacks its definition altogether is reported as such.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## «8. Auth Service»

    ### 8.1 Service Definition

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```

    ### 8.3 Error Codes

    | gRPC Status Code  | Reason                | Description    |
    | ----------------- | --------------------- | -------------- |
    | `UNAUTHENTICATED` | `INVALID_CREDENTIALS` | Wrong password |
    ````

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## «8. Auth Service»

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    message LoginRequest { string email = 1; }
    message LoginResponse { string token = 1; }
    ```
    ````

    ````md trap
    <!-- grpc/auth_service.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ### 8.1 Service Definition

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    message LoginRequest { string email = 1; }
    message LoginResponse { string token = 1; }
    ```
    <!-- grpc/auth_service_errors.md -->
    # gRPC Service Errors

    ## 8. Auth Service

    ### 8.3 Error Codes

    | gRPC Status Code  | Reason                | Description    |
    | ----------------- | --------------------- | -------------- |
    | `UNAUTHENTICATED` | `INVALID_CREDENTIALS` | Wrong password |
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ### 8.1 Service Definition

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```

    ### 8.2 Message Definitions

    ```proto
    message LoginRequest { string email = 1; }
    message LoginResponse { string token = 1; }
    ```

    ### 8.3 Error Codes

    This service returns no errors of its own.
    ````
    """
    services = graph.view(by_section).get(section.name.span, ())
    title = section.name.value
    elsewhere = _name(section, graph) in graph.view(_defined)
    if section.definition is None and not elsewhere and not _is_missed(section, graph):
        yield Finding(section.span, f'"{title}" has no service definition', help="add a proto block with its `service`")
    own = [rpc for item in services for rpc in graph.view(rpcs).get((item.scope, item.key), ())]
    known = graph.view(types)
    lost = {name for rpc in own for name in _operands(rpc) if known.undefined(name, rpc.scope)}
    if lost and (section.messages is None or not _mostly_shown(own, known)):
        yield Finding(
            section.span,
            f'"{title}" does not define {len(lost)} of the messages that its RPCs use, such as `{min(lost)}`',
            help="add a proto block with its `message` definitions",
        )
    if section.errors is None and _name(section, graph) not in graph.view(_with_errors):
        yield Finding(
            section.span,
            f'"{title}" has no error codes',
            help="add a table: gRPC status, reason, detail type, description",
        )


def _name(section: GrpcSection, graph: Graph) -> str:
    """What a section is about, whatever it is called: the service of the architecture, or else its title's words."""
    service = graph.resolve(section.service)
    return names.core(service.key if service else section.name.value)


def _defined(graph: Graph) -> frozenset[str]:
    """The services that some section defines."""
    return frozenset(_name(section, graph) for section in graph.all(GrpcSection) if section.definition)


def _with_errors(graph: Graph) -> frozenset[str]:
    """The services whose errors some document shows: a service may be described in two files."""
    sections = {_name(section, graph) for section in graph.all(GrpcSection) if section.errors}
    return frozenset(sections | {names.core(row.service) for row in graph.all(ServiceError)})


def _is_missed(section: GrpcSection, graph: Graph) -> bool:
    """Whether another rule reports that the section's service has no definition."""
    service = graph.resolve(section.service)
    when = missing_grpc_service.when
    return service is not None and when is not None and when(service, graph)


def _operands(rpc: Rpc) -> list[str]:
    return [operand.value for operand in (rpc.request, rpc.response) if operand]


def _mostly_shown(own: list[Rpc], known: Types) -> bool:
    return all(known.shown.get(rpc.scope, 0.0) >= 0.5 for rpc in own)
