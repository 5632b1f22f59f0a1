"""Rule: unraised-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.graph.origin import origins
from backend_spec.kinds.api import origins as rows
from backend_spec.kinds.api.unlisted import unlisted
from backend_spec.model.http import ReturnedError
from backend_spec.rule import rule


def _is_known(row: ReturnedError, graph: Graph) -> bool:
    found = graph.view(rows.listed).get(id(row))
    return found is not None and found.origin is not None


@rule(severity=Severity.WARNING, when=_is_known)
def unraised_error(row: ReturnedError, graph: Graph) -> Iterator[Finding]:
    """An endpoint lists an error that nothing it calls can raise.

    Usually the row was copied from another endpoint, or the code is one digit off. Who raises an error is read from the
    owners of the code ranges and from the services' own error tables; whom a request reaches from the endpoint's
    diagram, its backend, the summary, and the calls between services anywhere.

    What the rule cannot know: who raises an error whose range has no owner, or names one that is no service; what an
    endpoint calls that has neither a diagram nor a backend; what services call in a specification that shows no call
    between services behind the gateway. None of these is judged. Nor are errors that a gateway raises by itself whoever
    owns the code (401, 403, 429, 5xx), those that the endpoint's text or diagram names as well, and those that stand so
    at three endpoints or more. A row in place of one that the diagram shows is the business of `unlisted-error`.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    | user-service | gRPC | keeps users |
    | media-service | gRPC | stores media |
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Range | Category | Owner |
    | --- | --- | --- |
    | 1000-1999 | General | All services |
    | 2000-2999 | Authentication | `auth-service` |
    | 7000-7999 | Media | `media-service` |

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 1001 | `VALIDATION_FAILED` | 400 | `INVALID_ARGUMENT` | Invalid |
    | 2001 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Locked |
    | 7001 | `MEDIA_NOT_FOUND` | 404 | `NOT_FOUND` | No such media |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | invalid |
    | 423 | 2001 | locked |
    | 404 | «7001» | no such account |

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway->>Auth Service: Login
        Auth Service->>User Service: GetUser
        Auth Service-->>Gateway: FAILED_PRECONDITION (ACCOUNT_LOCKED)
        Gateway-->>Client: 423
    ```
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    | user-service | gRPC | keeps users |
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Range | Category | Owner |
    | --- | --- | --- |
    | 2000-2999 | Authentication | `auth-service` |
    | 3000-3999 | Users | `user-service` |

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2001 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Locked |
    | 3001 | `USER_NOT_FOUND` | 404 | `NOT_FOUND` | No such user |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 423 | 2001 | locked |
    | 404 | 3001 | no such user, as the user service says |

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway->>Auth Service: Login
        Auth Service->>User Service: GetUser
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    | media-service | gRPC | stores media |
    | user-service | gRPC | keeps users |
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Range | Category | Owner |
    | --- | --- | --- |
    | 1000-1999 | General | All services |
    | 2000-2999 | Authentication | `auth-service` |
    | 5000-5999 | Files | Platform team |

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 1001 | `VALIDATION_FAILED` | 400 | `INVALID_ARGUMENT` | Invalid |
    | 2002 | `TOKEN_EXPIRED` | 401 | `UNAUTHENTICATED` | Checked by the gateway |
    | 2003 | `ROLE_TOO_LOW` | 403 | `PERMISSION_DENIED` | Role too low |
    | 2004 | `SESSION_LOST` | 409 | `ABORTED` | The session ended meanwhile |
    | 5001 | `FILE_TOO_LARGE` | 413 | `OUT_OF_RANGE` | Too large |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/media

    A session that ends during the upload answers `2004`.

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | invalid |
    | 401 | 2002 | expired |
    | 403 | 2003 | role |
    | 409 | 2004 | session ended |
    | 413 | 5001 | too large |

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /media
        Gateway->>Media Service: Upload
        Media Service->>User Service: GetQuota
    ```

    ### DELETE /api/v1/media/:id

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2004 | nothing says what this endpoint calls |
    ````
    """
    found = graph.view(rows.listed)[id(row)]
    if id(row) not in graph.view(rows.strays) or rows.told(row, found, graph):
        return
    if any(one.status == found.status for one in graph.view(unlisted).get(id(found.endpoint), ())):
        return  # the row stands in place of one that the diagram shows
    model = graph.view(origins)
    owner, reach = model.owners[id(found.error)], model.reaches[id(found.endpoint)]
    who = " and ".join(f"`{name}`" for name in sorted(model.owning[id(owner)]))
    assert row.code
    assert reach.place
    called = ", ".join(f"`{name}`" for name in sorted(reach.called))
    yield Finding(
        row.code.span,
        f"`{row.endpoint}` lists `{row.code.key}`, an error of {who}, which the request does not reach",
        labels=(
            Label(owner.span, f"{who} raises the codes of this range"),
            Label(reach.place, f"the request goes to {called}"),
        ),
        help="list the error that the called service raises, or draw the call that raises this one",
    )
