"""Rule: duplicate-error-name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule


def _by_name(graph: Graph) -> Mapping[str, list[ErrorCode]]:
    found: dict[str, list[ErrorCode]] = defaultdict(list)
    for error in graph.all(ErrorCode):
        if error.label:
            found[error.label.value].append(error)
    return found


def _has_name(error: ErrorCode, graph: Graph) -> bool:
    return error.label is not None


@rule(severity=Severity.WARNING, when=_has_name)
def duplicate_error_name(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """Two registered errors have the same name.

    Services return the name as the reason of a gRPC error, where no code tells the two apart. A code that is
    registered twice under one name is reported as a duplicate code only.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name             | HTTP |
    | ---- | ---------------- | ---- |
    | 2001 | `USER_NOT_FOUND` | 404  |
    | 3001 | `«USER_NOT_FOUND»` | 404  |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name              | HTTP |
    | ---- | ----------------- | ---- |
    | 2001 | `USER_NOT_FOUND`  | 404  |
    | 3001 | `GROUP_NOT_FOUND` | 404  |
    ````
    """
    assert error.label
    same = graph.view(_by_name)[error.label.value]
    first = same[0]
    if error is first or (error.code and any(o.key == error.key for o in same if o is not error)):
        return
    yield Finding(
        error.label.span,
        f"`{error.label.value}` is the name of more than one error: `{first.key}` and `{error.key}`"
        if error.code
        else f"the error `{error.label.value}` is registered more than once",
        (Label(first.label.span if first.label else first.name.span, "the first is registered here"),),
        help="give each error a name of its own",
    )
