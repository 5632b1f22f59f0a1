"""An endpoint without response."""

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule

_BARE = re.compile(
    r"\b(?:204|205|30[1-8]|101)\b|\b(?:none|nothing|empty|null|no (?:content|body|response|data|payload|fields))\b"
    r"|\b(?:only|just|bare|plain) (?:the )?envelope\b|\benvelope (?:only|alone)\b|\bwithout (?:a )?(?:data|body)\b"
    r"|\bsame\b[^.\n]{0,40}\b(?:as|above)\b|\bas (?:for|above|in)\b|redirect|binary|octet-stream"
    r"|\bstream|websocket|text/|image/|file|\bupgrade\b|없음|无",
    re.IGNORECASE,
)
_NO_CONTENT = re.compile(r"\b204\b|\bno content\b|\b30[1-8] |\b101 switching|websocket", re.IGNORECASE)

_BARE_ROW = re.compile(r"^[ \t]*\|[\s`*]*(?:204|205|30[1-8])\b", re.MULTILINE)
"""A row of a table of responses that begins with a status without body."""


def _responds(endpoint: Endpoint) -> bool:
    """Whether there is an example or a field table, or a word that there is none to give."""
    payload = endpoint.response
    text = endpoint.extent.text if endpoint.extent else ""
    if payload is None:
        return endpoint.method.value in ("HEAD", "OPTIONS") or bool(_NO_CONTENT.search(text))
    told = f"{payload.span.text} {payload.words.text if payload.words else ''}"
    return bool(payload.examples or payload.fields or _BARE.search(told) or _BARE_ROW.search(text))


@rule(severity=Severity.WARNING, when=survey.is_business)
def missing_response_example(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """An endpoint does not show what it answers on success.

    Clients are written against the example. Answers without a JSON body (204, redirects, streams, files) or without
    data in it need none, nor does one that is said to be the same as another.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### GET /api/v1/users/:id

    **Success Response**

    ```json
    {"code": 0, "data": {"id": 1}, "msg": "success", "request_id": "r"}
    ```

    ### «GET /api/v1/users»

    Lists users.
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### GET /api/v1/users/:id

    Response (200 OK):

    ```
    {"id": 1}
    ```

    ### DELETE /api/v1/users/:id

    **Success Response:** `204 No Content`

    ### GET /api/v1/users

    | Response Field | Type | Description |
    | --- | --- | --- |
    | users | array | the users |

    ### POST /api/v1/auth/logout

    #### Answer – 200

    `data` is `null`.

    ### PUT /api/v1/users/:id

    Response: the same as for `GET /api/v1/users/:id`.

    ### DELETE /api/v1/users/:id/avatar

    **Responses**

    | Status | Description |
    | --- | --- |
    | 204 | Removed |
    | 404 | No avatar |
    ````
    """
    message = survey.lacking(endpoint, spec, _responds, "success response example")
    if message:
        yield Finding(
            endpoint.response.span if endpoint.response else endpoint.name.span,
            message,
            help="show the response as JSON under **Success Response**, or say that it has no body (204)",
        )
