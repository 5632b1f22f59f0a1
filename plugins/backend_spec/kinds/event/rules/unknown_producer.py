"""Rule: unknown-producer."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import unknown_service
from backend_spec.model.event import Event
from backend_spec.rule import rule


def _applies(event: Event, graph: Graph) -> bool:
    return (
        bool(event.producers)
        and unknown_service.is_judged(graph)
        and graph.view(_firsts).get(event.span.order) is event
    )


def _firsts(graph: Graph) -> dict[tuple[str, int, int], Event]:
    """Of the events that one row declares, the first: they share the cell that names the producer."""
    firsts: dict[tuple[str, int, int], Event] = {}
    for event in graph.all(Event):
        firsts.setdefault(event.span.order, event)
    return firsts


@rule(severity=Severity.ERROR, checklist=14, when=_applies)
def unknown_producer(event: Event, graph: Graph) -> Iterator[Finding]:
    """An event's producer is no service of the architecture.

    An event that nobody sends never arrives. Spellings of one name (`Auth Service`, `auth-service`) are one service.
    Groups such as "all services", dashes, components of the infrastructure and outside parties are not judged.

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

    | Event Type | Topic | Producer | Consumer(s) |
    | --- | --- | --- | --- |
    | `user.registered` | `user.events` | «signup-service» | user-service |
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | `auth-service` | gRPC | Accounts |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event | Published By | Subscribers |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | `«SignupService»` | `auth-service` |
    ````

    ````md good
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
    | `user.events` | `user.registered` | Auth Service | UserService |
    ````

    ````md trap
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
    | `cdc.users` | `row.changed` | Debezium | user-service |
    | `tick` | `tick` | — | user-service |
    ````
    """
    yield from unknown_service.unknown(graph, event.producers, f"producer of the event `{event.key}`")
