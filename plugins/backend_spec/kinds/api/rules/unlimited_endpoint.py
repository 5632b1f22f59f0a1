"""Rule: unlimited-endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api.habit import Habit, business, conduct, habit, named, sections
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _asked(graph: Graph) -> Habit:
    """The endpoints of a specification without a limit for all, and those of them that fall under none."""
    asked = graph.view(business)
    if any(section.general for section in graph.view(sections("rate-limit"))):
        return Habit(frozenset(map(id, asked)))
    told = graph.view(named("rate-limit"))

    def is_limited(one: Endpoint) -> bool:
        found = conduct(one, graph)
        return id(one) in told or (found is not None and found.limited)

    return habit(asked, is_limited)


def _is_asked(endpoint: Endpoint, graph: Graph) -> bool:
    return id(endpoint) in graph.view(_asked).asked


@rule(severity=Severity.WARNING, when=_is_asked)
def unlimited_endpoint(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """An endpoint falls under no rate limit, as the others do.

    A line of its own, a row for it or its group in the section about limits, or a limit for all other endpoints is
    enough. The rule compares with the document's own habit: it speaks up where at least three, and three of four,
    endpoints are limited one by one.

    What the rule cannot know: limits outside of the specification, and to which endpoints a tier or a role's limit
    applies. Where limits hold for tiers or roles only, nothing is said.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### GET /api/v1/users

    - **Access**: Protected
    - **Rate Limit**: 60 per minute

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected
    - **Rate Limit**: 60 per minute

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected
    - **Rate Limit**: 60 per minute

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### «GET /api/v1/tags»

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Rate Limiting

    | Endpoint | Limit |
    | --- | --- |
    | `GET /api/v1/users` | 60 per minute |
    | `GET /api/v1/teams` | 60 per minute |
    | `GET /api/v1/notes` | 60 per minute |

    ## Endpoints

    ### GET /api/v1/users

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### «GET /api/v1/tags»

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Rate Limiting

    | Endpoint | Limit |
    | --- | --- |
    | `/api/v1/users` | 60 per minute |
    | All other endpoints | 300 per minute |

    ## Endpoints

    ### GET /api/v1/users

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/tags

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Rate Limiting

    | Role | Limit |
    | --- | --- |
    | member | 60 per minute |
    | admin | 600 per minute |

    ## Endpoints

    ### GET /api/v1/users

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/teams

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/notes

    - **Access**: Protected

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |

    ### GET /api/v1/tags

    - **Access**: Protected
    - **Rate Limit**: 5 per minute

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 409 | 2001 | msg |
    ````
    """
    yield from graph.view(_asked).findings(
        endpoint,
        "falls under no rate limit, while the others do",
        "state its limit, or give a limit for all other endpoints in the section about rate limits",
    )
