"""Rule: unknown-grpc-status."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.error import ErrorCode
from backend_spec.notation import status
from backend_spec.rule import rule


def _has_status(error: ErrorCode, graph: Graph) -> bool:
    return error.grpc is not None


@rule(severity=Severity.ERROR, when=_has_status)
def unknown_grpc_status(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """A registered error names a gRPC status that does not exist.

    gRPC has seventeen status codes, from `OK` to `UNAUTHENTICATED`, and no library can send another one. Numbers,
    spellings such as `codes.NotFound`, and words that say that there is none ("gateway only") are left alone.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name                  | HTTP Status | gRPC Status           |
    | ---- | --------------------- | ----------- | --------------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | `«UNAUTHORIZED»`      |
    | 1002 | `BAD_EMAIL`           | 400         | 3 «INVALID_ARGUMENTS» |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name                  | HTTP Status | gRPC Status           |
    | ---- | --------------------- | ----------- | --------------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | `UNAUTHENTICATED`     |
    | 1002 | `USER_NOT_FOUND`      | 404         | codes.NotFound (5)    |
    | 1003 | `TOO_MANY_REQUESTS`   | 429         | — (gateway only)      |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name            | gRPC Status        |
    | ---- | --------------- | ------------------ |
    | 1004 | `RATE_LIMITED`  | GATEWAY            |
    | 1005 | `CLIENT_CLOSED` | Canceled           |
    | 1006 | `SLOW`          | ABORTED / UNKNOWN  |
    ````
    """
    for name in status.unknown_grpc(error.grpc) if error.grpc else ():
        near = status.nearest_grpc(name.value)
        yield Finding(
            name.span,
            f"`{name.value}` is no gRPC status",
            help=f"did you mean `{near}`?"
            if near
            else "see the status codes of gRPC: https://grpc.io/docs/guides/status-codes/",
        )
