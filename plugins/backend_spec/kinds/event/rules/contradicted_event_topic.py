"""Rule: contradicted-event-topic."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.kinds.event import statements
from backend_spec.model.event import Event
from backend_spec.rule import rule


def _applies(event: Event, graph: Graph) -> bool:
    return len(graph.view(statements.topics).get(id(event), ())) > 1


@rule(severity=Severity.ERROR, when=_applies)
def contradicted_event_topic(event: Event, graph: Graph) -> Iterator[Finding]:
    """An event is on one topic in one place and on another topic elsewhere.

    A consumer that subscribes to the wrong topic waits for ever, and nothing fails.

    Compared are the catalog, the event's schema, the contracts of services and arrows that name one event and one
    topic. An event that the catalog has on several topics is left out. Which place is right, the rule cannot know; it
    points at the one that stands alone.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic          | Partitions |
    | -------------- | ---------- |
    | user.lifecycle | 6          |
    | user.profile   | 6          |

    ## Event Catalog

    | Topic          | Event Type      | Producer     |
    | -------------- | --------------- | ------------ |
    | user.lifecycle | user.registered | user-service |

    ## Event Schemas

    ### user.registered

    - **Topic**: `user.lifecycle`

    ## Producer & Consumer Contracts

    ### user-service

    **Events Produced**

    | Event Type      | Topic          | Trigger Condition |
    | --------------- | -------------- | ----------------- |
    | user.registered | «user.profile» | Registration      |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic          | Partitions |
    | -------------- | ---------- |
    | user.lifecycle | 6          |
    | user.profile   | 6          |

    ## Event Catalog

    | Topic          | Event Type      | Producer     |
    | -------------- | --------------- | ------------ |
    | user.lifecycle | user.registered | user-service |
    | user.lifecycle | user.moved      | user-service |
    | user.profile   | user.moved      | user-service |

    ## Producer & Consumer Contracts

    ### user-service

    **Events Produced**

    | Event Type      | Topic              | Trigger Condition |
    | --------------- | ------------------ | ----------------- |
    | user.registered | dev.user.lifecycle | Registration      |
    | user.moved      | user.profile       | Move              |
    ````
    """
    finding = disagreement(f"the topic of `{event.key}`", graph.view(statements.topics)[id(event)])
    if finding:
        yield finding
