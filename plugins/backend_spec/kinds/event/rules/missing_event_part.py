"""Rule: missing-event-part."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.event import EventSchema
from backend_spec.rule import rule

_PARTS = {
    "version": "version",
    "schema": "JSON schema or proto definition",
    "fields": "field table",
    "example": "example payload",
    "versioning": "note on versioning",
}


def _usual(graph: Graph) -> tuple[str, ...]:
    """The parts that at least half of the schemas have."""
    schemas = graph.all(EventSchema)
    return tuple(
        part for part in _PARTS if sum(getattr(one, part) is not None for one in schemas) * 2 >= max(len(schemas), 1)
    )


@rule(severity=Severity.WARNING)
def missing_event_part(schema: EventSchema, graph: Graph) -> Iterator[Finding]:
    """An event's schema lacks a part that the other events' schemas have.

    The specification catalogue asks for the version, a JSON schema or proto definition, a field table, an example
    payload and a note on versioning (one note for all events will do). A part is asked for where at least half of the
    schemas have it, so that a team with another habit is left in peace.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Schemas

    ### 5.1 `user.registered` (v1)

    | Field | Type | Required | Description |
    | --- | --- | --- | --- |
    | `user_id` | string | Yes | The user |

    **Example**

    ```json
    {"user_id": "1"}
    ```

    ### 5.2 `«user.deleted»` (v1)

    | Field | Type | Required | Description |
    | --- | --- | --- | --- |
    | `user_id` | string | Yes | The user |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Schemas

    All changes are backward compatible.

    ### 5.1 `user.registered` v1

    **Schema**

    ```json
    {"type": "object", "properties": {"user_id": {"type": "string"}}}
    ```

    **Example Payload**

    ```json
    {"user_id": "1"}
    ```

    ### 5.2 `user.deleted`

    - **Version**: 1.0

    #### Proto Definition

    ```proto
    message UserDeleted { string user_id = 1; }
    ```

    #### Example

    ```json
    {"user_id": "1"}
    ```
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Schemas

    ### Envelope

    ```json
    {"event_id": "1"}
    ```

    ### `user.registered`

    ```json
    {"user_id": "1"}
    ```

    ### `user.deleted`

    ```json
    {"user_id": "1"}
    ```
    ````
    """
    missing = [_PARTS[part] for part in graph.view(_usual) if getattr(schema, part) is None]
    if missing:
        yield Finding(
            schema.event.span if schema.span.contains(schema.event.span) else schema.span,
            f"the schema of `{schema.event.key}` has no {' and no '.join(missing)}",
            help=f"add the {' and the '.join(missing)}, as the other events have",
        )
