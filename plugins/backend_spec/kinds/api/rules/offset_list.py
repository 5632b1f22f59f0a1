"""Rule: offset-list."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api.habit import Habit, business, conduct
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _asked(graph: Graph) -> Habit:
    """The endpoints that answer with a list, and those of them that count pages or entries."""
    found = [(one, kept) for one in graph.view(business) if (kept := conduct(one, graph)) and kept.lists]
    return Habit(frozenset(id(one) for one, _ in found), tuple(one for one, kept in found if kept.offset))


def _is_asked(endpoint: Endpoint, graph: Graph) -> bool:
    return id(endpoint) in graph.view(_asked).asked


@rule(severity=Severity.INFO, when=_is_asked)
def offset_list(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """A list endpoint pages by page number or offset.

    Offsets skip or repeat rows when the list changes between two pages, and get slower the further one reads; the gRPC
    side of the specification catalogue asks for `page_token` and `page_size`. An endpoint that also takes a cursor is
    left alone. Where many do so, the document has one finding.

    What the rule cannot know: whether readers need to jump to a page of a list that hardly changes.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### «GET /api/v1/users»

    Lists them.

    **Query Parameters**

    | Parameter | Type | Required |
    | --- | --- | --- |
    | `page` | string | No |
    | `page_size` | string | No |

    **Response**

    ```json
    {"code": 0, "data": {"items": [{"id": 1}]}, "msg": "ok"}
    ```

    ### GET /api/v1/teams

    Lists them.

    **Query Parameters**

    | Parameter | Type | Required |
    | --- | --- | --- |
    | `page_size` | string | No |
    | `page_token` | string | No |

    **Response**

    ```json
    {"code": 0, "data": {"items": [{"id": 1}]}, "msg": "ok"}
    ```
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### GET /api/v1/users

    Lists them.

    **Query Parameters**

    | Parameter | Type | Required |
    | --- | --- | --- |
    | `page_size` | string | No |
    | `cursor` | string | No |

    **Response**

    ```json
    {"code": 0, "data": {"items": [{"id": 1}]}, "msg": "ok"}
    ```

    ### GET /api/v1/reports

    Lists them.

    **Query Parameters**

    | Parameter | Type | Required |
    | --- | --- | --- |
    | `page_token` | string | No |
    | `offset` | string | No |

    **Response**

    ```json
    {"code": 0, "data": {"items": [{"id": 1}]}, "msg": "ok"}
    ```

    ### GET /api/v1/users/:id/text

    Lists them.

    **Query Parameters**

    | Parameter | Type | Required |
    | --- | --- | --- |
    | `offset` | string | No |

    **Response**

    ```json
    {"code": 0, "data": {"text": "..."}, "msg": "ok"}
    ```
    ````
    """
    yield from graph.view(_asked).findings(
        endpoint,
        "pages by number or offset",
        "page by a cursor: `page_size` and `page_token`",
    )
