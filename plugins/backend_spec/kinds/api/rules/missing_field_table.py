"""A request body without field table."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _explained(endpoint: Endpoint) -> bool:
    return endpoint.request is not None and endpoint.request.fields is not None


def _applies(endpoint: Endpoint, spec: Graph) -> bool:
    return survey.is_business(endpoint, spec) and bool(endpoint.request and endpoint.request.examples)


@rule(severity=Severity.WARNING, when=_applies)
def missing_field_table(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """A request body has an example but no table of its fields.

    One example shows neither which fields may be left out nor what values they take. A document in which most
    requests have no such table is reported once.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/users

    **Request Body**

    ```json
    {"email": "a@example.com"}
    ```

    | Field | Type | Required | Validation |
    | --- | --- | --- | --- |
    | email | string | Yes | an address |

    ### PATCH /api/v1/users/:id

    **«Request Body»**

    ```json
    {"nickname": "a"}
    ```
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/users

    **Request Body**

    ```json
    {"email": "a@example.com"}
    ```

    **Field Validation**

    | Parameter | Rules |
    | --- | --- |
    | email | required, an address |
    ````
    """
    if _explained(endpoint) or endpoint.request is None:
        return
    others = [one for one in survey.peers(endpoint, spec) if one.request and one.request.examples]
    without = [one for one in others if not _explained(one)]
    message = f"the request body of `{endpoint.key}` has no table of its fields"
    if len(without) * 2 > len(others) > 1:
        if without[0] is not endpoint:
            return
        message = f"{len(without)} of this document's {len(others)} request bodies have no table of their fields"
    yield Finding(
        endpoint.request.span,
        message,
        help="add a table with field, type, required and validation below the example",
    )
