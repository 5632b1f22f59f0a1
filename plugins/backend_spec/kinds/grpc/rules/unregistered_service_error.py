"""Rule: unregistered-service-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.registered import judged, nearest
from backend_spec.model.entity import Ref
from backend_spec.model.error import ErrorCode
from backend_spec.model.grpc import ServiceError
from backend_spec.rule import rule


def _names_an_error(row: ServiceError, graph: Graph) -> bool:
    return any(ref and judged(ref, graph) for ref in (row.error, row.name))


@rule(severity=Severity.ERROR, checklist=3, when=_names_an_error)
def unregistered_service_error(row: ServiceError, graph: Graph) -> Iterator[Finding]:
    """A gRPC service's error table names an error that is not in the error registry.

    The gateway cannot translate it and clients have no meaning for it. A row that only gives a gRPC status is fine,
    and so is a reason that is spelled like one (`INTERNAL`), whether registered or not.

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

    | gRPC Status Code  | Reason                   | Detail Type | Description    |
    | ----------------- | ------------------------ | ----------- | -------------- |
    | `UNAUTHENTICATED` | `INVALID_CREDENTIALS`    | ErrorInfo   | Wrong password |
    | `NOT_FOUND`       | «ACCOUNT_NOT_FOUND»      | ErrorInfo   | No such user   |

    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name                  | HTTP Status | gRPC Status     |
    | ---- | --------------------- | ----------- | --------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | UNAUTHENTICATED |
    | 1002 | `USER_NOT_FOUND`      | 404         | NOT_FOUND       |
    ````

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

    | Error Code     | gRPC Status     | When           |
    | -------------- | --------------- | -------------- |
    | 1001, `«1010»` | UNAUTHENTICATED | Wrong password |

    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name                  | HTTP Status |
    | ---- | --------------------- | ----------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         |
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

    | gRPC Status Code  | Reason                | Detail Type | Description    |
    | ----------------- | --------------------- | ----------- | -------------- |
    | `UNAUTHENTICATED` | `INVALID_CREDENTIALS` | ErrorInfo   | Wrong password |
    | `UNAVAILABLE`     | —                     | RetryInfo   | Down           |
    | `INTERNAL`        | `INTERNAL`            | —           | Unexpected     |

    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name                  | HTTP Status |
    | ---- | --------------------- | ----------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         |
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

    ### 8.3 Error Codes

    | gRPC Status       | Reason                | Description    |
    | ----------------- | --------------------- | -------------- |
    | `UNAUTHENTICATED` | `INVALID_CREDENTIALS` | Wrong password |
    ````
    """
    for ref in (row.error, row.name):
        if ref and judged(ref, graph) and not graph.targets(ref):
            yield _finding(row, ref, graph)
            return


def _finding(row: ServiceError, ref: Ref[ErrorCode], graph: Graph) -> Finding:
    beside = row.name if ref is row.error else row.error
    near = (graph.resolve(beside) if beside else None) or nearest(ref, graph)
    return Finding(
        ref.span,
        f"`{row.service}` returns error `{ref.key}`, which is not in the error registry",
        (Label(near.name.span, "did you mean this?"),) if near else (),
        help=f"register `{ref.key}`, or return a registered error"
        + (f" such as `{near.label.value if near.label and not ref.key.isdigit() else near.key}`" if near else ""),
        roots=(ref.root,),
    )
