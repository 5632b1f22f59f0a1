"""Rule: missing-authentication-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api.habit import Habit, business, fails_with, habit
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _asked(graph: Graph) -> Habit:
    """The protected endpoints with errors in a table, and those of them that cannot answer 401."""
    asked = [one for one in graph.view(business) if one.public is False and one.errors]
    return habit(asked, lambda one: fails_with(one, graph, "401"))


def _is_asked(endpoint: Endpoint, graph: Graph) -> bool:
    return id(endpoint) in graph.view(_asked).asked


@rule(severity=Severity.WARNING, when=_is_asked)
def missing_authentication_error(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """A protected endpoint cannot answer 401, as the others can.

    Whoever calls it without a valid token gets an answer that the document does not tell. A row in the table of common
    errors is enough, and so is a table that leaves errors to words. The rule compares with the document's own habit: it
    speaks up where at least three, and three of four, protected endpoints list the error.

    What the rule cannot know: a sentence somewhere that holds for all endpoints, in a document whose endpoints list the
    error nevertheless; and whether a document that lists it nowhere tells it elsewhere. The latter is not judged.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 1001 | `VALIDATION_FAILED` | 400 | `INVALID_ARGUMENT` | Invalid |
    | 1002 | `UNAUTHORIZED` | 401 | `UNAUTHENTICATED` | No token |
    | 1003 | `FORBIDDEN` | 403 | `PERMISSION_DENIED` | Role |
    | 2001 | `NAME_TAKEN` | 409 | `ALREADY_EXISTS` | Taken |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### GET /api/v1/users

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### «GET /api/v1/tags»

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 1001 | `VALIDATION_FAILED` | 400 | `INVALID_ARGUMENT` | Invalid |
    | 1002 | `UNAUTHORIZED` | 401 | `UNAUTHENTICATED` | No token |
    | 1003 | `FORBIDDEN` | 403 | `PERMISSION_DENIED` | Role |
    | 2001 | `NAME_TAKEN` | 409 | `ALREADY_EXISTS` | Taken |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Common Errors

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | no token |

    ### GET /api/v1/users

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/tags

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 1001 | `VALIDATION_FAILED` | 400 | `INVALID_ARGUMENT` | Invalid |
    | 1002 | `UNAUTHORIZED` | 401 | `UNAUTHENTICATED` | No token |
    | 1003 | `FORBIDDEN` | 403 | `PERMISSION_DENIED` | Role |
    | 2001 | `NAME_TAKEN` | 409 | `ALREADY_EXISTS` | Taken |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### GET /api/v1/users

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/tags

    - **Access**: Public

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### GET /api/v1/flags

    - **Access**: Protected

    **Errors:** those of all endpoints.
    ````
    """
    yield from graph.view(_asked).findings(
        endpoint,
        "is protected and lists no error with status 401, while the others do",
        "add the row for a missing or invalid token, or list it among the common errors",
    )
