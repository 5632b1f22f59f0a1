"""A table of path parameters and the path do not name the same ones."""

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import Endpoint, Field
from backend_spec.notation import http
from backend_spec.rule import rule

_IN_PATH = re.compile(r"^\W*path\b|[(（]\s*(?:in )?path\b", re.IGNORECASE)


def _rows(endpoint: Endpoint) -> list[Field]:
    payloads = (endpoint.parameters, endpoint.request)
    return [row for payload in payloads if payload for row in payload.fields or ()]


def _plain(name: str) -> str:
    """A parameter's name without what marks it as one."""
    return name.strip(" :{}<>[]$`*?").casefold()


def _applies(endpoint: Endpoint, spec: Graph) -> bool:
    return endpoint.detailed and bool(_rows(endpoint))


@rule(severity=Severity.WARNING, when=_applies)
def undeclared_parameter(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """An endpoint's table tells some of the path's parameters and not the others, or one that the path has not.

    A rename in one of the two places leaves such a pair. An endpoint whose table tells none of the path's parameters is
    left alone: many documents explain `:id` once for all. A row counts as a path parameter when it says so: `UUID
    (path)`, or `path` in a column.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### Remove a member

    `DELETE «/api/v1/chats/:chat_id/members/:user_id»`

    **Path Parameters**

    | Parameter | Type | Description |
    | --- | --- | --- |
    | `chat_id` | UUID | The chat |
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### Get a chat

    `GET /api/v1/chats/{chat_id}`

    **Path Parameters**

    | Parameter | Type | Description |
    | --- | --- | --- |
    | `«id»` | UUID (path) | The chat |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### List members

    `GET /api/v1/chats/:chat_id/members/:user_id`

    **Query Parameters**

    | Parameter | Type | Description |
    | --- | --- | --- |
    | `limit` | integer | Page size |
    | `path` | string | A path in the tree |

    ### Get a chat

    `GET /api/v1/chats/{chatId}`

    | Parameter | In | Type | Description |
    | --- | --- | --- | --- |
    | `{chatId}` | path | UUID | The chat |
    ````
    """
    names = [name for part in http.segments(endpoint.path.value) for name in part.parameters if name.strip("*._")]
    rows = _rows(endpoint)
    told = {_plain(row.name.value): row for row in rows}
    missing = [name for name in names if _plain(name) not in told]
    if missing and len(missing) < len(names):
        row = next(told[_plain(name)] for name in names if _plain(name) in told)
        yield Finding(
            endpoint.path.span,
            f"the table of parameters lacks `{missing[0]}`, which is in the path of `{endpoint.key}`",
            (Label(row.name.span, "another parameter of the path is told here"),),
            help=f"add a row for `{missing[0]}`, or correct the path",
        )
    for row in rows:
        where = next((text.value for text in (row.type, row.rule) if text and _IN_PATH.search(text.value)), None)
        if where and _plain(row.name.value) not in {_plain(name) for name in names}:
            yield Finding(
                row.name.span,
                f"`{row.name.value}` is called a path parameter, and `{endpoint.key}` has none of that name",
                (Label(endpoint.path.span, "the path"),),
                help="use one name in both places",
            )
