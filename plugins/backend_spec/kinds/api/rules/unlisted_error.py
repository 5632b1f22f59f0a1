"""Rule: unlisted-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import origins, unlisted
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _is_judged(endpoint: Endpoint, graph: Graph) -> bool:
    return id(endpoint) in graph.view(unlisted.judged)


@rule(severity=Severity.WARNING, when=_is_judged)
def unlisted_error(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """An endpoint's diagram answers the client with an error that its error table lacks.

    Whoever writes a client reads the table. Judged is what a reply to the client names: a registered error, the error
    that the reply just before it brought to whoever answers, or else the HTTP status alone.

    What the rule cannot know: whether the row is missing or the diagram is wrong, and what a sentence says about errors
    of all endpoints. A table of common errors counts. Statuses of which any endpoint may fail (401, 403, 429, 5xx) are
    judged only where at least half of the tables whose diagrams show them list them; an error that three diagrams show
    and no table lists is taken as told elsewhere. A row without a code covers all errors of its status. Where most
    endpoints' tables lack something, the document has one finding.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2001 | `INVALID_CREDENTIALS` | 401 | `UNAUTHENTICATED` | Wrong password |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    | 2003 | `ACCOUNT_CLOSED` | 410 | `FAILED_PRECONDITION` | Closed by its owner |
    | 2004 | `LOGIN_FORM_INVALID` | 400 | `INVALID_ARGUMENT` | Not understood |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 2004 | not understood |

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway->>AuthService: Login
        alt locked
            AuthService-->>Gateway: FAILED_PRECONDITION (ACCOUNT_LOCKED)
            Gateway-->>Client: 423 («2002»)
        else closed
            AuthService-->>Gateway: ACCOUNT_CLOSED
            Gateway-->>Client: 410
        else not understood
            Gateway-->>Client: 400 (2004)
        end
    ```

    ### POST /api/v1/auth/register

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 2004 | not understood |

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/register
        Gateway-->>Client: «409 Conflict»
    ```

    ### POST /api/v1/auth/renew

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 2004 | not understood |

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/renew
        Gateway-->>Client: 400 (2004)
    ```

    ### POST /api/v1/auth/unlock

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 423 | 2002 | locked |

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/unlock
        AuthService-->>Gateway: ACCOUNT_LOCKED
        Gateway-->>Client: 423
    ```
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 1001 | `VALIDATION_FAILED` | 400 | `INVALID_ARGUMENT` | Not understood |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Common Errors

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | not understood |

    ### POST /api/v1/auth/login

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 423 | 2002 | locked |

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway-->>Client: 400 VALIDATION_FAILED
        AuthService-->>Gateway: FAILED_PRECONDITION (ACCOUNT_LOCKED)
        Gateway-->>Client: 423
    ```
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 1002 | `UNAUTHORIZED` | 401 | `UNAUTHENTICATED` | No token |
    | 1008 | `RATE_LIMITED` | 429 | `RESOURCE_EXHAUSTED` | Too many requests |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    | 3001 | `USER_NOT_FOUND` | 404 | `NOT_FOUND` | No such user |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 423 | 2002 | locked |
    | 400 | — | whatever the form lacks |

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway-->>Client: 429 RATE_LIMITED
        Gateway-->>Client: 401
        Gateway-->>Client: 400 Bad Request
        AuthService->>UserService: GetUser
        UserService-->>AuthService: USER_NOT_FOUND
        AuthService-->>Gateway: ACCOUNT_LOCKED
        Gateway-->>Client: 423 Locked, retry after 500 s
    ```
    ````
    """
    lacking = graph.view(unlisted.unlisted)
    found = lacking.get(id(endpoint))
    if not found:
        return
    labels = [Label(one.span, "so too here") for one in found[1:]]
    if endpoint.errors_place:
        labels.append(Label(endpoint.errors_place, "the error table"))
    missing, odd = {one.status for one in found}, graph.view(origins.strays)
    for row in endpoint.errors or ():
        if id(row) in odd and row.code and graph.view(origins.listed)[id(row)].status in missing:
            labels.append(Label(row.code.span, "nothing that the endpoint calls raises this one"))
    names = " and ".join((", ".join(one.name for one in found[:-1]), found[-1].name)) if found[1:] else found[0].name
    message = f"the diagram of `{endpoint.key}` answers with {names}, which its error table lacks"
    if 2 * len(lacking) > len(graph.view(unlisted.judged)) and len(lacking) > unlisted.FEW:
        if next(iter(lacking)) != id(endpoint):
            return
        message += f"; so it is at {len(lacking)} of {len(graph.view(unlisted.judged))} endpoints"
    yield Finding(
        found[0].span,
        message,
        tuple(labels),
        help="add a row to the error table, or correct the diagram",
    )
