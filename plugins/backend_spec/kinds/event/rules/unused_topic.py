"""Rule: unused-topic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Call, Graph
from backend_spec.kinds.common import misspelt
from backend_spec.model.entity import Ref
from backend_spec.model.event import ContractRow, Event, Topic
from backend_spec.rule import rule

_DEAD = re.compile(r"\b(?:dlq|dlt|dead[.\-_]?letters?|retry)\b", re.IGNORECASE)


def _carrying(graph: Graph) -> frozenset[int]:
    """The identities of the topics that events, contracts or diagrams name."""
    refs: list[Ref[Topic]] = [event.topic for event in graph.all(Event) if event.topic]
    refs += [ref for row in graph.all(ContractRow) for ref in row.topics]
    refs += [ref for call in graph.all(Call) for ref in call.topics]
    return frozenset(id(topic) for ref in refs for topic in graph.targets(ref))


def _applies(topic: Topic, graph: Graph) -> bool:
    return bool(graph.view(_carrying)) and not _DEAD.search(topic.key) and not misspelt.is_meant(topic, graph)


@rule(severity=Severity.INFO, when=_applies)
def unused_topic(topic: Topic, graph: Graph) -> Iterator[Finding]:
    """A topic is registered, but no event, contract or diagram uses it.

    It may be left over, or its events may be missing from the catalog. Dead-letter and retry topics are used by the
    broker's consumers and are left alone.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |
    | `«group.events»` | 6 | 7d |

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |
    | `user.events.dlq` | 1 | 30d |

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `user.events` | 6 | 7d |
    ````
    """
    if id(topic) not in graph.view(_carrying):
        yield Finding(
            topic.name.span,
            f"the topic `{topic.key}` is registered, but no event uses it",
            help="add its events to the catalog, or remove it from the registry",
            roots=(topic.root,),
        )
