"""Rule: unstated-idempotency."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api.habit import Habit, business, habit, named, summarised
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _asked(graph: Graph) -> Habit:
    """The endpoints with POST and PATCH, and those of them that do not state their idempotency."""
    asked = [one for one in graph.view(business) if one.method.value in ("POST", "PATCH")]
    rows, told = graph.view(summarised), graph.view(named("idempotency"))

    def states(one: Endpoint) -> bool:
        in_summary = any(row.idempotency for row in rows.get(id(one), ()))
        return one.idempotency is not None or in_summary or id(one) in told

    return habit(asked, states)


def _is_asked(endpoint: Endpoint, graph: Graph) -> bool:
    return id(endpoint) in graph.view(_asked).asked


@rule(severity=Severity.WARNING, when=_is_asked)
def unstated_idempotency(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """A POST or PATCH endpoint does not state its idempotency, as the others do.

    Networks fail after the server has acted; whether the request may be repeated, and with which key, must be written
    down. The endpoint's line, a column of the summary or a place in the section about idempotency will do. The rule
    compares with the document's own habit: it speaks up where at least three, and three of four, such endpoints state
    it.

    What the rule cannot know: which endpoints are critical, and whether a general sentence was meant for this one, too.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/users

    - **Access**: Protected
    - **Idempotency**: Required

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### POST /api/v1/teams

    - **Access**: Protected
    - **Idempotency**: Required

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### POST /api/v1/notes

    - **Access**: Protected
    - **Idempotency**: Required

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

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
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Idempotency

    | Endpoint | Why no key is needed |
    | --- | --- |
    | `POST /api/v1/sessions` | a repetition opens another session |

    ## Endpoints

    ### POST /api/v1/users

    - **Access**: Protected
    - **Idempotency**: Required

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### POST /api/v1/teams

    - **Access**: Protected
    - **Idempotency**: Required

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### POST /api/v1/notes

    - **Access**: Protected
    - **Idempotency**: Required

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### POST /api/v1/sessions

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/users

    - **Access**: Protected
    - **Idempotency**: Required

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### POST /api/v1/teams

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### POST /api/v1/notes

    - **Access**: Protected

    **Request Body**

    | Field | Type | Required |
    | --- | --- | --- |
    | `name` | string | Yes |

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/tags

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1002 | msg |
    ````
    """
    yield from graph.view(_asked).findings(
        endpoint,
        "does not state its idempotency, while the others do",
        "write `**Idempotency:** Required`, `Recommended` or `Not needed`, or name it in the section about idempotency",
    )
