"""Rule: misspelt-flow-name."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph, Misspelling
from backend_spec.kinds.common import slip
from backend_spec.model.cache import CacheKey
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule


@rule(
    severity=Severity.ERROR,
    checklist=8,
    when=lambda found, graph: isinstance(found.meant, CacheKey | ErrorCode) and found.kind == "auth",
)
def misspelt_flow_name(found: Misspelling, graph: Graph) -> Iterator[Finding]:
    """An authentication flow names an error or a cache key by a misspelt name.

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
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern | Value | TTL | Service |
    | --- | --- | --- | --- |
    | `login_failure:{identifier}` | counter | 900 s | auth-service |
    | `session:{user_id}:{token_id}` | JSON | 30 days | auth-service |
    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Login

    ```mermaid
    flowchart TD
        A[Password] --> B{right?}
        B -- no --> C[INCR «login_falure»] --> D[«INVALID_CRDENTIALS»]
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
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern | Value | TTL | Service |
    | --- | --- | --- | --- |
    | `login_failure:{identifier}` | counter | 900 s | auth-service |
    | `session:{user_id}:{token_id}` | JSON | 30 days | auth-service |
    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Login

    ```mermaid
    flowchart TD
        A[Password] --> B{right?}
        B -- no --> C[INCR login_failure] --> D[ACCOUNT_BLOCKED]
    ```
    ````
    """
    yield slip.finding(found, "error" if isinstance(found.meant, ErrorCode) else "cache key")
