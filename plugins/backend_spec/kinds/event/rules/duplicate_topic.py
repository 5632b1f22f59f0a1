"""Rule: duplicate-topic."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.event import Topic
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def duplicate_topic(topic: Topic, graph: Graph) -> Iterator[Finding]:
    """A topic is registered more than once.

    Two rows give it two retentions or partition counts, and nobody knows which one holds. Tables of overrides per
    environment, retries or partition keys register nothing.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |
    | `«user.events»` | 12 | 7d |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |
    | `user.events.dlq` | 1 | 30d |
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |

    ## Message Broker

    ### Environment-specific overrides

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 1 | 1d |

    ## Data Retention

    | Topic | Retention | Reason |
    | --- | --- | --- |
    | `user.events` | 7d | Law |
    ````
    """
    first = graph.definitions(Topic, topic.key)[0]
    if first is not topic:
        yield Finding(
            topic.name.span,
            f"the topic `{topic.key}` is registered more than once",
            labels=(Label(first.name.span, "registered here"),),
            help="keep one row, or give one of the topics another name",
        )
