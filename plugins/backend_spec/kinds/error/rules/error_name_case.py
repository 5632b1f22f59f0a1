"""Rule: error-name-case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule

_UPPER_CASE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\W_]+")


def _is_upper(error: ErrorCode) -> bool:
    return not error.label or bool(_UPPER_CASE.fullmatch(error.label.value))


def _others(graph: Graph) -> tuple[ErrorCode, ...]:
    """The errors whose names are not in UPPER_CASE."""
    return tuple(error for error in graph.all(ErrorCode) if not _is_upper(error))


def _has_name(error: ErrorCode, graph: Graph) -> bool:
    return error.label is not None and error.label.value.isascii()


@rule(severity=Severity.WARNING, when=_has_name)
def error_name_case(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """An error's name is not written in UPPER_CASE.

    Names such as `INVALID_CREDENTIALS` are constants in every client; the same spelling everywhere makes them
    findable (seed: "`UPPER_CASE` for error code names"). A registry that follows another convention throughout is
    reported once.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name                  |
    | ---- | --------------------- |
    | 1001 | `INVALID_CREDENTIALS` |
    | 1002 | `«TokenExpired»`      |
    | 1003 | «User not found»      |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name                  | Message             |
    | ---- | --------------------- | ------------------- |
    | 0    | OK                    | ok                  |
    | 1001 | `INVALID_CREDENTIALS` | Invalid credentials |
    | 1002 | `OAUTH2_FAILED`       | Login failed        |
    ````
    """
    if _is_upper(error):
        return
    assert error.label
    others = graph.view(_others)
    total = len(graph.all(ErrorCode))
    name = error.label.value
    wanted = "_".join(part for part in _HUMP.split(name) if part).upper()
    if len(others) > 10 and 2 * len(others) > total:
        if error is others[0]:
            message = f"`{name}` and {len(others) - 1} more of {total} error names are not in UPPER_CASE"
            yield Finding(
                error.label.span, message, help=f"write `{wanted}`, or turn this rule off for your convention"
            )
        return
    message = f"the error name `{name}` is not in UPPER_CASE"
    yield Finding(
        error.label.span,
        message,
        help=f"write `{wanted}` here and wherever the name is used",
        roots=(error.root,),
    )
