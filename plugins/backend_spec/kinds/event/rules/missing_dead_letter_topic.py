"""Rule: missing-dead-letter-topic."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import misspelt
from backend_spec.kinds.event.conventions import DEAD_LETTER
from backend_spec.model.event import Topic, TopicPolicy
from backend_spec.rule import rule


def _mains(graph: Graph) -> tuple[Topic, ...]:
    """The topics that are no dead-letter or retry topics themselves."""
    return tuple(topic for topic in graph.all(Topic) if not DEAD_LETTER.search(topic.key))


def _covered(graph: Graph) -> frozenset[str]:
    """The topics whose dead-letter topic is registered or named in a table."""
    names = {topic.key for topic in graph.all(Topic) if topic.dead_letter}
    names |= {DEAD_LETTER.sub("", topic.key) for topic in graph.all(Topic) if DEAD_LETTER.search(topic.key)}
    for policy in graph.all(TopicPolicy):
        if policy.dead_letter or policy.sort == "dead-letter":
            names |= {topic.key for ref in policy.topics for topic in graph.targets(ref)}
    return frozenset(names)


def _excused(graph: Graph) -> frozenset[str]:
    """The topics of which a table says that they are not retried or have no dead-letter topic."""
    return frozenset(
        topic.key
        for policy in graph.all(TopicPolicy)
        if policy.without
        for ref in policy.topics
        for topic in graph.targets(ref)
    )


def _lists(graph: Graph) -> bool:
    """Whether the specification lists dead-letter topics one by one: more than half of the topics have one."""
    mains = graph.view(_mains)
    covered = sum(topic.key in graph.view(_covered) for topic in mains)
    return covered > 1 and covered * 2 > len(mains)


def _applies(topic: Topic, graph: Graph) -> bool:
    return (
        graph.view(_lists)
        and not DEAD_LETTER.search(topic.key)
        and topic.key not in graph.view(_excused)
        and not misspelt.is_meant(topic, graph)
    )


@rule(severity=Severity.WARNING, when=_applies)
def missing_dead_letter_topic(topic: Topic, graph: Graph) -> Iterator[Finding]:
    """A topic has no dead-letter topic although the others have theirs listed.

    What cannot be processed there has nowhere to go. Judged where most topics have a dead-letter topic registered, or
    named in a table; a naming convention alone (`{topic}.dlq`) covers every topic. Topics that are not retried, or
    whose row says that there is none, are left alone.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |
    | `user.events.dlq` | 1 | 30d |
    | `message.events` | 6 | 7d |
    | `message.events.dlq` | 1 | 30d |
    | `«group.events»` | 6 | 7d |
    ````

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |
    | `message.events` | 6 | 7d |
    | `«group.events»` | 6 | 7d |

    ## Retry & Dead-Letter

    | Topic | DLQ Topic |
    | --- | --- |
    | `user.events` | `user.dead` |
    | `message.events` | `message.dead` |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |
    | `message.events` | 6 | 7d |

    ## Retry & Dead-Letter

    Dead-letter topics are called `{topic}.dlq`.
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |
    | `user.events.dlq` | 1 | 30d |
    | `message.events` | 6 | 7d |
    | `message.events.dlq` | 1 | 30d |
    | `presence.updates` | 6 | 1h |

    ## Retry & Dead-Letter

    | Topic | Max Retries | Backoff |
    | --- | --- | --- |
    | `user.events`, `message.events` | 3 | exponential |
    | `presence.updates` | 0 | — |
    ````
    """
    if topic.key in graph.view(_covered):
        return
    yield Finding(
        topic.name.span,
        f"the topic `{topic.key}` has no dead-letter topic",
        help=f"register `{topic.key}.dlq`, or say in the retry table that `{topic.key}` is not retried",
        roots=(topic.root,),
    )
