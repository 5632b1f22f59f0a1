"""Rule: misspelt-endpoint-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph, Misspelling
from backend_spec.kinds.common import slip
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule


@rule(
    severity=Severity.ERROR,
    checklist=1,
    when=lambda found, graph: isinstance(found.meant, ErrorCode) and found.kind == "api",
)
def misspelt_endpoint_error(found: Misspelling, graph: Graph) -> Iterator[Finding]:
    """The API specification names an error by a misspelt name.

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
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    Answers `«ACCOUNT_LOKED»` for 15 minutes.

    ```mermaid
    sequenceDiagram
        AuthService-->>Gateway: «INVALID_CREDNTIALS»
        Gateway-->>Client: 401
    ```
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2001 | `INVALID_CREDENTIALS` | 401 | `UNAUTHENTICATED` | Wrong password |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    The status becomes `ACCOUNT_BLOCKED`; `UNAUTHENTICATED` and `invalid_credentials` are no errors of ours.
    ````
    """
    yield slip.finding(found, "error")
