"""Rule: unknown-service-status."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import ServiceError
from backend_spec.notation import status
from backend_spec.rule import rule


def _has_status(row: ServiceError, graph: Graph) -> bool:
    return row.status is not None


@rule(severity=Severity.ERROR, when=_has_status)
def unknown_service_status(row: ServiceError, graph: Graph) -> Iterator[Finding]:
    """A gRPC service's error table names a gRPC status that does not exist.

    gRPC has seventeen status codes, from `OK` to `UNAUTHENTICATED`, and no library can send another one. Numbers and
    spellings such as `codes.NotFound` are left alone.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```

    ### 8.3 Error Codes

    | gRPC Status Code   | Reason                | Description    |
    | ------------------ | --------------------- | -------------- |
    | `«UNAUTHORIZED»`   | `INVALID_CREDENTIALS` | Wrong password |
    | 5 «NOTFOUND_ERROR» | `USER_NOT_FOUND`      | No such user   |
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

    ### 8.3 Error Codes

    | gRPC Status Code   | Reason                | Description    |
    | ------------------ | --------------------- | -------------- |
    | `UNAUTHENTICATED`  | `INVALID_CREDENTIALS` | Wrong password |
    | codes.NotFound (5) | `USER_NOT_FOUND`      | No such user   |
    ````
    """
    for name in status.unknown_grpc(row.status) if row.status else ():
        near = status.nearest_grpc(name.value)
        yield Finding(
            name.span,
            f"`{name.value}` is no gRPC status",
            help=f"did you mean `{near}`?" if near else "use one of the seventeen status codes of gRPC",
        )
