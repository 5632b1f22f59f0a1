"""Rule: contradicted-service-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import ServiceError
from backend_spec.notation import status
from backend_spec.rule import rule
from backend_spec.text import Spanned


def _is_registered(row: ServiceError, graph: Graph) -> bool:
    return row.error is not None and len(graph.targets(row.error)) == 1


@rule(severity=Severity.WARNING, when=_is_registered)
def contradicted_service_error(row: ServiceError, graph: Graph) -> Iterator[Finding]:
    """A gRPC service's error table and the error registry say different things about one error.

    The registry gives each error one gRPC status and one name. A service that returns the error with another status
    breaks the gateway's translation. Cells that name several statuses are not compared. Which of the two documents is
    right, the rule cannot know.

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

    | gRPC Status Code      | Reason                | Description    |
    | --------------------- | --------------------- | -------------- |
    | `«PERMISSION_DENIED»` | `INVALID_CREDENTIALS` | Wrong password |

    ### 8.4 More errors

    | gRPC Status     | Error Code | Name           |
    | --------------- | ---------- | -------------- |
    | UNAUTHENTICATED | 1002       | `«OLD_TOKEN»`  |

    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name                  | HTTP Status | gRPC Status       |
    | ---- | --------------------- | ----------- | ----------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | `UNAUTHENTICATED` |
    | 1002 | `TOKEN_EXPIRED`       | 401         | `UNAUTHENTICATED` |
    | 1003 | `OLD_TOKEN`           | 401         | `UNAUTHENTICATED` |
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
    | 16 UNAUTHENTICATED | `INVALID_CREDENTIALS` | Wrong password |

    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name                  | HTTP Status | gRPC Status             |
    | ---- | --------------------- | ----------- | ----------------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | `codes.Unauthenticated` |
    ````
    """
    assert row.error
    (error,) = graph.targets(row.error)
    ours, theirs = _one(row.status), _one(error.grpc)
    if row.status and error.grpc and ours and theirs and ours != theirs:
        yield Finding(
            row.status.span,
            f"`{row.service}` returns `{row.error.key}` with status `{ours}`, the error registry says `{theirs}`",
            (Label(error.grpc.span, "registered with this status"),),
            help="use the same gRPC status in both documents",
        )
    if row.name and error.label and graph.targets(row.name) and error not in graph.targets(row.name):
        yield Finding(
            row.name.span,
            f"the error `{row.error.key}` is registered as `{error.label.value}`, not as `{row.name.key}`",
            (Label(error.label.span, "registered here"),),
            help="use the registered name, or the code of the named error",
        )


def _one(text: Spanned[str] | None) -> str | None:
    """The one gRPC status that a cell names."""
    found = status.grpc(text) if text else ()
    return status.canonical(found[0].value) if len(found) == 1 else None
