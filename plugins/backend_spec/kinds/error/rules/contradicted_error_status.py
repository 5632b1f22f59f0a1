"""Rule: contradicted-error-status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import disagreement, together
from backend_spec.kinds.error import statuses
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule


def _agree(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return not ours.isdisjoint(theirs)


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    found = []
    for name, stated in (("HTTP", graph.view(statuses.http)), ("gRPC", graph.view(statuses.grpc))):
        for error in graph.all(ErrorCode):
            claims = stated.get(id(error), [])
            if all(_agree(claims[0].value, claim.value) for claim in claims):
                continue  # the registry may allow several, of which each place names another
            if finding := disagreement(f"the {name} status of `{error.key}`", claims, _agree):
                odd = finding.span.text
                found.append((id(error), (name, odd, claims[0].text), finding))
    return together(found)


def _applies(error: ErrorCode, graph: Graph) -> bool:
    return any(len(stated.get(id(error), ())) > 1 for stated in (graph.view(statuses.http), graph.view(statuses.grpc)))


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_error_status(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """An error has one HTTP or gRPC status in the registry and another one elsewhere.

    Clients retry, sign in again or give up by the status. When the registry says 409 and the endpoint 422, one of the
    two teams has built something else than the other expects.

    Compared for HTTP are the registry, endpoints' error tables, the table that maps gRPC statuses, lines of diagrams
    that name error and status (`401 INVALID_CREDENTIALS`), and text where one stands right beside the other; for gRPC
    the registry, the mapping table and diagrams (services' own error tables have a rule of their own). A cell that
    names several statuses agrees with each of them, and 200 is no answer to an error. An error that one endpoint
    answers with another status on purpose the rule cannot know.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name                  | HTTP Status | gRPC Status           |
    | ---- | --------------------- | ----------- | --------------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | `UNAUTHENTICATED`     |
    | 1002 | `ACCOUNT_LOCKED`      | «403»         | `FAILED_PRECONDITION` |
    | 1003 | `EMAIL_TAKEN`         | 409         | `ALREADY_EXISTS`      |

    ## gRPC Error Propagation

    | gRPC Status           | HTTP Status | Error Codes    |
    | --------------------- | ----------- | -------------- |
    | `UNAUTHENTICATED`     | 401         | `1001`, `«1003»` |
    | `FAILED_PRECONDITION` | 423         | `1002`         |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    **Error Responses**

    | HTTP Status | Code | Message            |
    | ----------- | ---- | ------------------ |
    | «400»         | 1001 | Wrong password     |
    | 423         | 1002 | Account is locked  |

    A locked account is answered with `423` (`1002`).
    ````

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name                  | HTTP Status | gRPC Status           |
    | ---- | --------------------- | ----------- | --------------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | `UNAUTHENTICATED`     |
    | 1002 | `ACCOUNT_LOCKED`      | 423         | `FAILED_PRECONDITION` |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        participant A as Auth Service
        C->>G: POST /api/v1/auth/login
        A-->>G: «NOT_FOUND» (INVALID_CREDENTIALS)
        G-->>C: «403» ACCOUNT_LOCKED
    ```
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name                  | HTTP Status     | gRPC Status           |
    | ---- | --------------------- | --------------- | --------------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401             | `UNAUTHENTICATED`     |
    | 1002 | `ACCOUNT_LOCKED`      | 403 / 423       | `FAILED_PRECONDITION` |
    | 1003 | `INTERNAL_ERROR`      | 500             | `INTERNAL`            |

    ## gRPC Error Propagation

    | gRPC Status | HTTP Status | Fallback Code |
    | ----------- | ----------- | ------------- |
    | `UNKNOWN`   | 500         | `1003`        |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    | HTTP Status      | Code       | Message           |
    | ---------------- | ---------- | ----------------- |
    | 401 Unauthorized | 1001       | Wrong password    |
    | 423              | 1002       | Account is locked |
    | 4xx              | 1001, 1002 | Any of these      |

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        C->>G: POST /api/v1/auth/login
        Note over G: 429 is answered before INVALID_CREDENTIALS
        G-->>C: 401 INVALID_CREDENTIALS / 403 ACCOUNT_LOCKED
        G-->>C: 404 (INVALID_CREDENTIALS becomes something else)
        G-->>C: 200 OK, ACCOUNT_LOCKED for some of them
    ```
    ````
    """
    yield from graph.view(_findings).get(id(error), ())
