"""Rule: bad-http-status."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule


def _is_number(error: ErrorCode, graph: Graph) -> bool:
    return error.http is not None and error.http.value.isascii() and error.http.value.isdigit()


@rule(severity=Severity.ERROR, when=_is_number)
def bad_http_status(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """A registered error has an HTTP status that is none.

    HTTP statuses are three digits, from 100 to 599 (RFC 9110, section 15); servers refuse to send others. Cells that
    hold more than a number are not judged.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name                  | HTTP Status |
    | ---- | --------------------- | ----------- |
    | 1001 | `INVALID_CREDENTIALS` | «4001»      |
    | 1002 | `TOKEN_EXPIRED`       | `«41»`      |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## Error codes

    | Code | Name                  | HTTP Status      |
    | ---- | --------------------- | ---------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401 Unauthorized |
    | 1002 | `TOKEN_EXPIRED`       | 401              |
    | 1003 | `WORKER_FAILED`       | —                |
    ````
    """
    assert error.http
    if not 100 <= int(error.http.value) <= 599:
        yield Finding(
            error.http.span,
            f"`{error.http.value}` is no HTTP status",
            help="use a status from 100 to 599 (RFC 9110, section 15)",
        )
