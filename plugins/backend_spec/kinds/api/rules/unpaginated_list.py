"""Rule: unpaginated-list."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api.habit import Habit, business, conduct, habit, named
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _asked(graph: Graph) -> Habit:
    """The endpoints that answer with a list, and those of them that neither page nor say why not."""
    told = graph.view(named("pagination"))
    found = [(one, kept) for one in graph.view(business) if (kept := conduct(one, graph)) and kept.lists]
    kept_by = {id(one): kept for one, kept in found}

    def pages(one: Endpoint) -> bool:
        return kept_by[id(one)].paged or kept_by[id(one)].bounded or id(one) in told

    return habit([one for one, _ in found], pages)


def _is_asked(endpoint: Endpoint, graph: Graph) -> bool:
    return id(endpoint) in graph.view(_asked).asked


@rule(severity=Severity.WARNING, when=_is_asked)
def unpaginated_list(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """A list endpoint takes no page, as the others do.

    A list that grows without pages gets slow first and fails later (seed: "List APIs must use pagination"). An endpoint
    answers with a list where its example shows an array of objects under the name of its path or under `items`,
    `results` and the like. Parameters for pages, a word about them, a place in the section about pagination, or a
    remark that the list is short ("at most ten") is enough. The rule compares with the document's own habit: it speaks
    up where at least three, and three of four, lists page.

    What the rule cannot know: whether a list can grow at all.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### GET /api/v1/users

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

    ### GET /api/v1/notes

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

    ### «GET /api/v1/tags»

    Lists them.

    **Response**

    ```json
    {"code": 0, "data": {"items": [{"id": 1}]}, "msg": "ok"}
    ```
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Pagination

    All lists are paginated by cursor; `GET /api/v1/presence` takes a batch of ids instead.

    ### GET /api/v1/users

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

    ### GET /api/v1/notes

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

    ### GET /api/v1/presence

    Lists them.

    **Query Parameters**

    | Parameter | Type | Required |
    | --- | --- | --- |
    | `ids` | string | No |

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
    | `page_token` | string | No |

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

    ### GET /api/v1/notes

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

    ### GET /api/v1/devices

    Lists them. A user has at most ten devices.

    **Response**

    ```json
    {"code": 0, "data": {"items": [{"id": 1}]}, "msg": "ok"}
    ```

    ### GET /api/v1/users/:id

    Lists them.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1, "roles": ["admin"]}, "msg": "ok"}
    ```
    ````
    """
    yield from graph.view(_asked).findings(
        endpoint,
        "answers with a list and takes no page, while the other lists do",
        "add `page_size` and `page_token`, or say why the list cannot grow",
    )
