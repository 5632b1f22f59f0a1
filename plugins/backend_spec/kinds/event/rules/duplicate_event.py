"""Rule: duplicate-event."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.event import Event
from backend_spec.rule import rule


def _parties(event: Event, graph: Graph) -> tuple[frozenset[str], frozenset[str]]:
    """Producers and consumers, each service under one name."""
    return tuple(  # type: ignore[return-value]  # a pair in, a pair out
        frozenset(found.key if (found := graph.resolve(ref)) else ref.key.casefold() for ref in refs)
        for refs in (event.producers, event.consumers)
    )


def _same(first: Event, second: Event, graph: Graph) -> bool:
    """Whether two rows say the same: one topic, a common producer, and a common consumer or none named."""
    topics = [event.topic.key.casefold() if event.topic else "" for event in (first, second)]
    if topics[0] != topics[1]:
        return False
    ours, theirs = _parties(first, graph), _parties(second, graph)
    return all(mine & yours or not (mine or yours) for mine, yours in zip(ours, theirs, strict=True))


@rule(severity=Severity.WARNING)
def duplicate_event(event: Event, graph: Graph) -> Iterator[Finding]:
    """An event is listed more than once for the same topic and parties.

    One of the rows is left over, or was meant to name another event. An event may well be listed once per consumer, per
    producer or per topic.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |
    | `user.events` | `«user.registered»` | auth-service | user-service, mail-service |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |
    | `user.events` | `user.deleted` | auth-service | user-service |
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |
    | `user.events` | `user.registered` | auth-service | mail-service |
    | `audit.events` | `user.registered` | auth-service | user-service |

    ## Producer & Consumer Contracts

    | Event | Producer | Consumer |
    | --- | --- | --- |
    | `user.registered` | auth-service | user-service |
    ````
    """
    for earlier in graph.definitions(Event, event.key):
        if earlier is event:
            return
        if _same(earlier, event, graph):
            yield Finding(
                event.name.span,
                f"the event `{event.key}` is listed more than once for the same topic and parties",
                labels=(Label(earlier.name.span, "listed here"),),
                help="remove one of the rows, or correct the event, topic or consumer in it",
            )
            return
