"""A request body without field table."""

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _explained(endpoint: Endpoint) -> bool:
    return endpoint.request is not None and endpoint.request.fields is not None


def _named(endpoint: Endpoint, spec: Graph) -> bool:
    """Whether the request is said to be a schema that has a section of its own."""
    words = endpoint.request.words.text if endpoint.request and endpoint.request.words else ""
    return any(word in spec.view(_titles) for word in re.findall(r"\w+", words))


def _titles(spec: Graph) -> frozenset[str]:
    found = (title.text.value.strip("` ") for document in spec.of_kind("api") for title in document.titles)
    return frozenset(title for title in found if re.fullmatch(r"[A-Z]\w*[a-z]\w*", title))


def _applies(endpoint: Endpoint, spec: Graph) -> bool:
    return survey.is_business(endpoint, spec) and bool(endpoint.request and endpoint.request.examples)


@rule(severity=Severity.WARNING, when=_applies)
def missing_field_table(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """A request body has an example but no table of its fields.

    One example shows neither which fields may be left out nor what values they take. A document in which most
    requests have no such table is reported once. A request that is said to be a schema with a section of its own needs
    none.

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

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /pets

    **Request body** (`application/json`, required): `NewPet`

    ```json
    {"name": "Rex"}
    ```

    ## Schemas

    ### NewPet

    | Property | Type | Required |
    | --- | --- | --- |
    | `name` | string | yes |
    ````
    """
    if _explained(endpoint) or endpoint.request is None or _named(endpoint, spec):
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
