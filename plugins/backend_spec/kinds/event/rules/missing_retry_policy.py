"""Rule: missing-retry-policy."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import misspelt
from backend_spec.kinds.event import mains
from backend_spec.model.event import Topic, TopicPolicy
from backend_spec.rule import rule


def _listed(graph: Graph) -> bool:
    """Whether retry tables list topics one by one: more than half of them, and more than one."""
    rows, topics = graph.view(mains.retried), graph.view(mains.mains)
    count = sum(topic.key in rows for topic in topics) if rows else 0
    return count > 1 and count * 2 > len(topics)


def _mains(graph: Graph) -> frozenset[int]:
    return frozenset(id(topic) for topic in graph.view(mains.mains))


def _applies(topic: Topic, graph: Graph) -> bool:
    return graph.view(_listed) and id(topic) in graph.view(_mains) and not misspelt.is_meant(topic, graph)


@rule(severity=Severity.WARNING, when=_applies)
def missing_retry_policy(topic: Topic, graph: Graph) -> Iterator[Finding]:
    """The retry table has no row for a topic although it has one for most others.

    Nobody has decided how often a consumer of the topic tries again.

    Judged where retry tables list more than half of the topics by name. A row for all topics, a pattern or "default"
    covers the rest. Dead-letter and retry topics need no row.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic         | Partitions |
    | ------------- | ---------- |
    | user.events   | 6          |
    | chat.events   | 6          |
    | «call.events» | 6          |

    ## Retry & Dead-Letter

    | Topic       | Max Retries | Backoff     |
    | ----------- | ----------- | ----------- |
    | user.events | 3           | exponential |
    | chat.events | 5           | exponential |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic           | Partitions |
    | --------------- | ---------- |
    | user.events     | 6          |
    | chat.events     | 6          |
    | chat.events.dlq | 1          |

    ## Retry & Dead-Letter

    | Topic                      | Max Retries | Backoff     |
    | -------------------------- | ----------- | ----------- |
    | user.events, `chat.events` | 3           | exponential |
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic       | Partitions |
    | ----------- | ---------- |
    | user.events | 6          |
    | chat.events | 6          |
    | call.events | 6          |

    ## Retry & Dead-Letter

    | Topic       | Max Retries | Backoff     |
    | ----------- | ----------- | ----------- |
    | user.events | 3           | exponential |
    | chat.events | 5           | exponential |
    | All others  | 1           | fixed       |
    ````
    """
    if topic.key not in (graph.view(mains.retried) or ()):
        row = next(policy for policy in graph.all(TopicPolicy) if policy.sort == "retry")
        yield Finding(
            topic.name.span,
            f"the topic `{topic.key}` has no row in the retry table",
            (Label(row.span, "the retry table is here"),),
            f"add a row for `{topic.key}`, or one for all other topics",
        )
