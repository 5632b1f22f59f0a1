"""An example does not have the fields that its table or schema says."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, when=lambda flaw, graph: flaw.sort in ("example", "schema-example"))
def invalid_example(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A payload's example contradicts the table of its fields or its JSON Schema.

    A required field is missing, or a field has another type. Clients are written after examples, servers after
    tables. Paths such as `data.items[].id` are followed; a table is read at the example's root or inside of its
    envelope (`data`), wherever most of its names are, and not at all where fewer than half of them are found. Wide
    integers and decimals may be written as strings; `null`, `...` and placeholders fit every type; of several
    examples of one payload one has to show a required field. It cannot judge types that are names of the project's
    own, and formats such as dates.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## 5. Event Schemas

    ### 5.1 user.registered v1

    | Field | Type | Required | Description |
    | --- | --- | --- | --- |
    | event_id | string (uuid) | Yes | Id |
    | version | integer | Yes | Version |
    | data.user_id | string | Yes | User |
    | data.email | string | No | Address |

    **Example**

    ```json
    {"event_id": "5f", "version": «"1.0"», "data": «{»"email": "a@b.c"}}
    ```
    ````

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## 5. Event Schemas

    ### 5.1 user.registered v1

    **Schema**

    ```json
    {
      "type": "object",
      "required": ["user_id"],
      "properties": {"user_id": {"type": "string"}, "age": {"type": "integer"}}
    }
    ```

    **Example**

    ```json
    {"user_id": "5f", "age": «"7"»}
    ```
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### Get a user

    `POST /api/v1/users/search`

    #### Request

    | Field | Type | Required | Description |
    | --- | --- | --- | --- |
    | email | string | Conditional | Address |
    | phone | string | No | Number |
    | role | Role | Yes | Role |
    | page_size | int64 | Yes | Size |
    | filters | object | Yes | Filters |

    ```json
    {"email": "a@b.c", "role": 3, "page_size": "20", ...}
    ```

    #### Response

    | Field | Type | Required | Description |
    | --- | --- | --- | --- |
    | items[].id | uuid | Yes | Id |
    | items[].age | int \\| null | Yes | Age |
    | total | number | Yes | Count |

    ```json
    {"code": 0, "data": {"items": [{"id": "5f", "age": null}], "total": 1}, "msg": "ok"}
    ```
    ````
    """
    yield Finding(flaw.span, flaw.message, flaw.labels, flaw.help)
