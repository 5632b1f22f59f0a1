"""Rule: unknown-schema-service."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import unknown_service
from backend_spec.model.event import EventSchema
from backend_spec.rule import rule


def _applies(schema: EventSchema, graph: Graph) -> bool:
    return bool(schema.producers or schema.consumers) and unknown_service.is_judged(graph)


@rule(severity=Severity.ERROR, checklist=14, when=_applies)
def unknown_schema_service(schema: EventSchema, graph: Graph) -> Iterator[Finding]:
    """An event's schema names a producer or consumer that is no service of the architecture.

    Whoever implements the event begins with its schema. Judged are names in code, and words that say that they are a
    service, beside labels such as **Producer** and **Consumers**; groups such as "all services" are not.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts |
    | user-service | gRPC | Profiles |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |

    ## Event Schemas

    ### 5.1 `user.registered`

    - **Producer**: `«account-service»`
    - **Consumers**: User Service, «Mail Service»

    ```json
    {"user_id": "1"}
    ```
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Schemas

    ### 5.1 `user.registered`

    - **Producer**: Auth Service
    - **Consumers**: `auth-service` (welcome mail by `mailer`)
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Schemas

    ### 5.1 `user.registered`

    **Producer:** whoever registers a user
    **Consumers:** All services, Data Warehouse
    ````
    """
    event = schema.event.key
    yield from unknown_service.unknown(graph, schema.producers, f"producer of the event `{event}`")
    yield from unknown_service.unknown(graph, schema.consumers, f"consumer of the event `{event}`")
