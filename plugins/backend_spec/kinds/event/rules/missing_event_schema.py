"""Rule: missing-event-schema."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import misspelt
from backend_spec.model.event import Event, EventSchema
from backend_spec.rule import rule


def _described(graph: Graph) -> frozenset[int]:
    """The identities of the events that have a schema."""
    return frozenset(id(event) for schema in graph.all(EventSchema) for event in graph.targets(schema.event))


def _applies(event: Event, graph: Graph) -> bool:
    """Where at least half of the events have a schema; an event that is listed once per consumer counts once."""
    described = graph.view(_described)
    return (
        len(described) * 2 >= len(graph.all(Event))
        and graph.definitions(Event, event.key)[0] is event
        and not misspelt.is_meant(event, graph)
    )


@rule(severity=Severity.WARNING, when=_applies)
def missing_event_schema(event: Event, graph: Graph) -> Iterator[Finding]:
    """An event of the catalog has no schema.

    Consumers cannot be written without knowing the payload. Judged where at least half of the events have a schema in a
    sub-section of their own; a project that keeps schemas in a registry instead is left in peace.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |
    | `user.events` | `«user.deleted»` | auth-service | user-service |

    ## Event Schemas

    ### 5.1 `user.registered` (v1)

    ```json
    {"user_id": "1"}
    ```
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |
    | `user.events` | `user.registered` | auth-service | mail-service |

    ## Event Schemas

    ### User events

    #### User Registered Event

    ```json
    {"user_id": "1"}
    ```
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |
    ````

    ````md trap
    <!-- event_specification.md -->
    # Events

    ## Catalogue

    | Event | Topic | Published by |
    | --- | --- | --- |
    | `PaymentCaptured` | `billing.payments` | Billing Service |
    | `PaymentRefunded` | `billing.payments` | Billing Service |

    ## Payloads

    ### PaymentCaptured and PaymentRefunded (version 1 each)

    ```json
    {"payment_id": "1"}
    ```
    ````
    """
    if id(event) not in graph.view(_described):
        yield Finding(
            event.name.span,
            f"the event `{event.key}` has no schema",
            help=f"add a sub-section `{event.key}` with its schema, fields and an example to the event schemas",
            roots=(event.root,),
        )
