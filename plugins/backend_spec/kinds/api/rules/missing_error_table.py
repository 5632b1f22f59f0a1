"""An endpoint without errors."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _has_errors(endpoint: Endpoint) -> bool:
    return endpoint.errors is not None


def _has_table(endpoint: Endpoint) -> bool:
    """Whether its errors stand in a table, not in a list or in examples."""
    return any("|" in error.span.text for error in endpoint.errors or ())


def _is_told_elsewhere(endpoint: Endpoint, spec: Graph) -> bool:
    """Whether a route that is described in several places has its errors in another of them."""
    same = spec.view(survey.routes).get(survey.route(endpoint), [])
    return not _has_errors(endpoint) and any(map(_has_errors, same))


def _applies(endpoint: Endpoint, spec: Graph) -> bool:
    """Where error tables are this document's way, or nothing else ties its endpoints to the error registry."""
    if not survey.is_business(endpoint, spec) or _is_told_elsewhere(endpoint, spec):
        return False
    every = len(survey.peers(endpoint, spec))
    if endpoint.span.source.path in spec.view(survey.common_errors):
        return 4 * len(survey.without(endpoint, spec, _has_errors)) <= every
    return spec.has("error") or len(survey.without(endpoint, spec, _has_table)) < every


@rule(severity=Severity.ERROR, checklist=1, when=_applies)
def missing_error_table(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """A business endpoint has no table of its error responses.

    Whoever calls it cannot know what may go wrong, and nothing ties its failures to the error registry. Operational
    endpoints are exempt. An endpoint that lists its errors in another form, or says that it returns none
    (`**Errors:** None`), has said what is needed, and so has one whose route is described with errors elsewhere. A
    document with one table of common errors is judged only if three of four endpoints have a table of their own as
    well.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### Login

    `POST /api/v1/auth/login`

    **Error Responses**

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1003 | wrong password |

    ### Logout

    `«POST /api/v1/auth/logout»`

    Ends the session.
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### «POST /auth/login»

    Logs in.

    ### POST /auth/logout

    Logs out.
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name | HTTP Status | Description |
    | --- | --- | --- | --- |
    | 1003 | INVALID_CREDENTIALS | 401 | wrong password |
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### `POST /auth/login`

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1003 | wrong password |

    ### `POST /auth/logout`

    **«Error Responses»**

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/logout
    ```
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### `POST /auth/login`

    #### Error Responses

    | Status | Error Code | Message |
    | --- | --- | --- |
    | 401 | 1003 | wrong password |

    ### `POST /auth/logout`

    **Errors:** none; the call always succeeds.
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### `POST /auth/login`

    **Errors**

    - `401` `1003`: wrong password

    ### `GET /healthz`

    Says whether the process lives.

    ## Operational Endpoints

    ### `GET /internal/queue-depth`

    For the operators.
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Creating a Binding

    `PUT /bindings/:id`

    **Errors**

    | HTTP Status | Code | Message |
    | --- | --- | --- |
    | 409 | 1003 | the binding exists |

    ## Rotating a Binding

    `PUT /bindings/:binding_id`

    The same responses as above.
    ````
    """
    message = survey.lacking(endpoint, spec, _has_errors, "error responses table")
    if message:
        yield Finding(
            endpoint.errors_place or endpoint.name.span,
            message,
            help="add a table with HTTP status, code and msg under **Error Responses**, or write `**Errors:** None`",
        )
