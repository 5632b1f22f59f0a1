"""Rule: duplicate-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.error.allocation import allocation
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule


def _has_code(error: ErrorCode, graph: Graph) -> bool:
    return error.code is not None


@rule(severity=Severity.ERROR, checklist=11, when=_has_code)
def duplicate_error(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """An error code is registered more than once.

    Clients switch on the code, so it must mean one thing. A table that lists registered codes once more under a title
    such as "Summary", "Examples" or "gRPC Error Propagation" registers nothing and is left alone.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    ### 2.2 Authentication

    | Code | Name                  | HTTP Status | gRPC Status     |
    | ---- | --------------------- | ----------- | --------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | UNAUTHENTICATED |
    | «1001» | `TOKEN_EXPIRED`     | 401         | UNAUTHENTICATED |
    ````

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Name          | Code         |
    | ------------- | ------------ |
    | `NO_SESSION`  | `AUTH_006`   |
    | `NO_TOKEN`    | **`«AUTH_006»`** |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name                  |
    | ---- | --------------------- |
    | 1001 | `INVALID_CREDENTIALS` |
    | 1002 | `TOKEN_EXPIRED`       |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name                  |
    | ---- | --------------------- |
    | 1001 | `INVALID_CREDENTIALS` |

    ## Summary

    | Code | Name                  |
    | ---- | --------------------- |
    | 1001 | `INVALID_CREDENTIALS` |
    ````
    """
    first, *others = graph.definitions(ErrorCode, error.key)
    if error is first or not any(error is other for other in others):
        return
    named = f" as `{first.label.value}`" if first.label else ""
    help_ = "give one of the two another code"
    around = graph.view(allocation).around(error.number) if error.number is not None else None
    if around and (free := graph.view(allocation).free(around.start, around.end)) is not None:
        help_ += f"; `{free}` is free"
    yield Finding(
        error.name.span,
        f"the error code `{error.key}` is registered more than once",
        (Label(first.name.span, f"registered here{named}"),),
        help=help_,
    )
