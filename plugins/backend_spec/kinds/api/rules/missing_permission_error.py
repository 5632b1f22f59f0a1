"""Rule: missing-permission-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api.habit import Habit, bound, fails_with, habit
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _asked(graph: Graph) -> Habit:
    """The role-bound endpoints with errors in a table, and those of them that cannot answer 403."""
    asked = [one for one in graph.view(bound) if one.errors]
    return habit(asked, lambda one: fails_with(one, graph, "403"))


def _is_asked(endpoint: Endpoint, graph: Graph) -> bool:
    return id(endpoint) in graph.view(_asked).asked


@rule(severity=Severity.WARNING, when=_is_asked)
def missing_permission_error(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """An endpoint for certain roles cannot answer 403, as the others can.

    A caller with another role is turned away somehow, and the document does not tell how. An endpoint is role-bound
    where another one admits all of its roles and more. A row in the table of common errors is enough. The rule compares
    with the document's own habit: it speaks up where at least three, and three of four, such endpoints list the error.

    What the rule cannot know: which roles include others, and a sentence somewhere that holds for all endpoints.

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

    ## Roles

    | Role | Description |
    | --- | --- |
    | `member` | uses |
    | `admin` | runs |

    ### GET /api/v1/users

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/admin/users

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
    | 403 | 1003 | msg |

    ### GET /api/v1/admin/teams

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
    | 403 | 1003 | msg |

    ### GET /api/v1/admin/notes

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
    | 403 | 1003 | msg |

    ### «GET /api/v1/admin/tags»

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
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

    ## Roles

    | Role | Description |
    | --- | --- |
    | `member` | uses |
    | `admin` | runs |

    ### GET /api/v1/users

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/admin/users

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
    | 403 | 1003 | msg |

    ### GET /api/v1/admin/teams

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
    | 403 | 1003 | msg |

    ### GET /api/v1/admin/notes

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
    | 403 | 1003 | msg |

    ### GET /api/v1/tags

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
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

    ## Roles

    | Role | Description |
    | --- | --- |
    | `member` | uses |
    | `admin` | runs |

    ### GET /api/v1/users

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected
    - **Roles**: member, admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/admin/users

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/admin/teams

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |

    ### GET /api/v1/admin/notes

    - **Access**: Protected
    - **Roles**: admin

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
    ````
    """
    yield from graph.view(_asked).findings(
        endpoint,
        "admits certain roles only and lists no error with status 403, while the others do",
        "add the row for a role that may not do this, or list it among the common errors",
    )
