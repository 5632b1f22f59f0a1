"""Rule: misnamed-event-example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.event import EventSchema
from backend_spec.rule import rule


def _applies(schema: EventSchema, graph: Graph) -> bool:
    return bool(schema.types) and schema.event.firm


@rule(severity=Severity.WARNING, when=_applies)
def misnamed_event_example(schema: EventSchema, graph: Graph) -> Iterator[Finding]:
    """The example or the schema of an event has the event type of another one.

    It was copied from a neighbour; whoever copies it on sends the wrong event.

    Compared are members called `event_type` or `event_name`, and `type` or `event` in a whole event, without case and
    separators and without a version or a prefix (`com.example.user.registered`). A section that describes several
    events is left out where its title names them.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Schemas

    ### user.deleted

    ```json
    {"event_id": "1", "event_type": "«user.registered»", "payload": {"user_id": "2"}}
    ```
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Schemas

    ### UserDeleted (`user.deleted`)

    ```json
    {"event_id": "1", "type": "com.example.user.deleted.v1", "data": {"type": "soft"}}
    ```

    ### user.moved and user.renamed

    ```json
    {"event_id": "1", "event_type": "user.renamed", "payload": {"user_id": "2"}}
    ```
    ````
    """
    own = _form(schema.event.key)
    title = _form(schema.span.text)
    for type_ in schema.types:
        form = _form(re.sub(r"[.:_-]?v\d+(?:\.\d+)*$", "", type_.value))
        if form and not (form.endswith(own) or own.endswith(form) or form in title):
            yield Finding(
                type_.span,
                f"the event type here is `{type_.value}`, but the section describes `{schema.event.key}`",
                (Label(schema.event.span, f"the section says `{schema.event.key}`"),),
                f"write `{schema.event.key}`",
            )


def _form(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
