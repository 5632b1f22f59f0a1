"""Rule: undefined-mapped-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.error import ErrorCode, Propagation
from backend_spec.rule import rule


def _names_errors(row: Propagation, graph: Graph) -> bool:
    return any(error.firm for error in row.errors) and bool(graph.all(ErrorCode))


@rule(severity=Severity.ERROR, when=_names_errors)
def undefined_mapped_error(row: Propagation, graph: Graph) -> Iterator[Finding]:
    """The gRPC error propagation maps to an error code that is not registered.

    The gateway answers with that code when a service gives it nothing better, so clients will see it. Only numbers
    of four and more digits are judged: a shorter one may be an HTTP status, a name may be one of gRPC's.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name             | HTTP Status |
    | ---- | ---------------- | ----------- |
    | 9001 | `INTERNAL_ERROR` | 500         |

    ## 3. gRPC Error Propagation

    | gRPC Status       | HTTP Status | Error Code      |
    | ----------------- | ----------- | --------------- |
    | `INTERNAL`        | 500         | 9001            |
    | `UNAVAILABLE`     | 503         | 9001 or `«9002»` |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name             | HTTP Status |
    | ---- | ---------------- | ----------- |
    | 9001 | `INTERNAL_ERROR` | 500         |

    ## 3. gRPC Error Propagation

    | gRPC Status       | HTTP Status | Error Code |
    | ----------------- | ----------- | ---------- |
    | `INTERNAL`        | 500         | 9001       |
    | `NOT_FOUND`       | 404         | 2xxx       |
    ````
    """
    for error in row.errors:
        if error.firm and not graph.targets(error):
            yield Finding(
                error.span,
                f"the error propagation maps to `{error.key}`, which is not in the error registry",
                help=f"register `{error.key}`, or map to a registered code",
                roots=(error.root,),
            )
