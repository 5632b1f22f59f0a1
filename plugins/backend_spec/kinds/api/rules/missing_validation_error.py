"""Rule: missing-validation-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api.habit import Habit, business, fails_with, habit
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _asked(graph: Graph) -> Habit:
    """The endpoints that take a body and have errors in a table, and those that cannot answer that it is invalid."""
    asked = [one for one in graph.view(business) if one.has_body and one.errors and _takes_fields(one)]
    return habit(asked, lambda one: fails_with(one, graph, "400", "422"))


def _takes_fields(endpoint: Endpoint) -> bool:
    return endpoint.request is not None and bool(endpoint.request.fields or endpoint.request.examples)


def _is_asked(endpoint: Endpoint, graph: Graph) -> bool:
    return id(endpoint) in graph.view(_asked).asked


@rule(severity=Severity.WARNING, when=_is_asked)
def missing_validation_error(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """An endpoint takes a body and cannot answer that it is invalid, as the others can.

    Fields have rules, and rules are broken. Any error with status 400 or 422 counts, in the endpoint's table or among
    the common errors. The rule compares with the document's own habit: it speaks up where at least three, and three of
    four, endpoints with a body list such an error.

    What the rule cannot know: a body of which nothing can be wrong, and a sentence that holds for all endpoints.

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

    ### POST /api/v1/users

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### POST /api/v1/teams

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### POST /api/v1/notes

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### «PATCH /api/v1/tags/:id»

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |
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

    ### POST /api/v1/users

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### POST /api/v1/teams

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### POST /api/v1/notes

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### PATCH /api/v1/tags/:id

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |
    | 409 | 2001 | msg |
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

    ### POST /api/v1/users

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### POST /api/v1/teams

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### POST /api/v1/notes

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 400 | 1001 | msg |

    ### POST /api/v1/tags/:id/archive

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### DELETE /api/v1/tags/:id

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |
    ````
    """
    yield from graph.view(_asked).findings(
        endpoint,
        "takes a body and lists no error with status 400 or 422, while the others do",
        "add the row for invalid fields, or list it among the common errors",
    )
