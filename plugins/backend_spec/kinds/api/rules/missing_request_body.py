"""A writing endpoint without request body."""

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.http import Endpoint
from backend_spec.notation import http
from backend_spec.rule import rule

_BODILESS = re.compile(
    r"log-?out|sign-?out|refresh|revoke|heartbeat|ping|read|unread|resend|callback|webhook\w*|ws|all"
)
_SAID = re.compile(
    r"\b(?:no|empty|without|without a|any) (?:request )?(?:body|payload)|multipart|form-data|본문 없음|无请求体", re.I
)
_SENT = re.compile(r"\s(?:-d|-F|-T|--data[\w-]*|--json|--form|--upload-file)\b|<<")


def _has_body(endpoint: Endpoint) -> bool:
    """Whether a body is shown, or it is said or shown by a call that there is none."""
    payload = endpoint.request
    if payload is not None and (payload.examples or payload.fields or payload.words):
        return True
    text = endpoint.extent.text if endpoint.extent else ""
    return bool(_SAID.search(text)) or (re.search(r"\bcurl\s", text) is not None and not _SENT.search(text))


def _applies(endpoint: Endpoint, spec: Graph) -> bool:
    """POST, PUT and PATCH, but for actions on a resource (`/users/:id/block`) and those known to need no body."""
    if not survey.is_business(endpoint, spec) or not endpoint.has_body:
        return False
    parts = http.segments(endpoint.path.value)
    action = len(parts) > 1 and parts[-1].literal and not parts[-2].literal and endpoint.method.value != "PATCH"
    return not action and not (parts and _BODILESS.search(parts[-1].text.casefold()))


@rule(severity=Severity.WARNING, when=_applies)
def missing_request_body(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """An endpoint whose method takes a body shows none.

    POST, PUT and PATCH send a representation; without one in the specification every client sends its own. An endpoint
    that takes no body says so (`**Request Body:** None`). Actions on a resource (`POST /users/:id/block`) and calls
    such as logout usually need none and are not judged, nor is one whose example call sends nothing.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/users

    **Request Body**

    ```json
    {"email": "a@example.com"}
    ```

    ### «PATCH /api/v1/users/:id»

    Changes a profile.
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/users

    | Field | Type | Required |
    | --- | --- | --- |
    | email | string | Yes |

    ### POST /api/v1/auth/logout

    ### POST /api/v1/users/:id/block

    ### PUT /api/v1/users/:id/friends/:friend_id

    **Request Body:** None

    ### POST /api/v1/exports

    Starts an export; there is no request body.

    ### POST /api/v1/auth/login

    | Header | Required | Description |
    | --- | --- | --- |
    | Authorization | Yes | `Basic` credentials |

    ```bash
    curl -X POST -H "Authorization: Basic YTpi" https://api.example.com/api/v1/auth/login
    ```
    ````
    """
    if message := survey.lacking(endpoint, spec, _has_body, "request body"):
        yield Finding(
            endpoint.request.span if endpoint.request else endpoint.name.span,
            message,
            help="give a JSON example and a table of its fields, or write `**Request Body:** None`",
        )
