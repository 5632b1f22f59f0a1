"""Rule: misspelt-failure-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph, Misspelling
from backend_spec.kinds.common import slip
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule


@rule(
    severity=Severity.ERROR,
    checklist=15,
    when=lambda found, graph: isinstance(found.meant, ErrorCode) and found.kind == "event",
)
def misspelt_failure_error(found: Misspelling, graph: Graph) -> Iterator[Finding]:
    """The event specification names an error by a misspelt name.

    A name counts as misspelt where one letter is missing, doubled, wrong or exchanged with its neighbour, the name
    means nothing else and is written hardly anywhere else. Short words and plurals are left in peace.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2001 | `INVALID_CREDENTIALS` | 401 | `UNAUTHENTICATED` | Wrong password |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    - A consumer that meets `«ACOUNT_LOCKED»` skips the event.
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2001 | `INVALID_CREDENTIALS` | 401 | `UNAUTHENTICATED` | Wrong password |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    - A consumer that meets `ACCOUNT_LOCKED` sets the state to `ACCT_LOCKED`.
    ````
    """
    yield slip.finding(found, "error")
