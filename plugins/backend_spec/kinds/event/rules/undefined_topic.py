"""Rule: undefined-topic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, Use
from backend_spec.model.event import Topic
from backend_spec.rule import rule

_INTERNAL = re.compile(r"__\w+|_schemas|connect-(?:configs|offsets|status)|.*-(?:changelog|repartition)", re.IGNORECASE)
"""Topics of Kafka itself, its schema registry, Kafka Connect and Kafka Streams."""


def _applies(use: Use, graph: Graph) -> bool:
    return (
        use.ref.target is Topic
        and graph.has("event")
        and bool(graph.all(Topic))
        and not _INTERNAL.fullmatch(use.ref.key)
    )


@rule(severity=Severity.ERROR, checklist=13, when=_applies)
def undefined_topic(use: Use, graph: Graph) -> Iterator[Finding]:
    """A topic is used that the topic registry does not list.

    Nobody creates it, and nobody knows its partitions and retention. Judged are messages to and from the broker in
    diagrams, the event catalog, contracts, and the tables of retries and partition keys. The dead-letter and retry
    topics of a registered topic, and a prefix for the environment, are allowed; patterns such as `user.*` are not
    judged.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### `POST /api/v1/auth/register`

    ```mermaid
    sequenceDiagram
        participant A as Auth Service
        participant K as Kafka
        A->>K: Publish to notification.email
        A->>K: Publish user.created to «user.lifecycle»
    ```
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic Name | Description | Partition Count | Retention | Cleanup Policy |
    | --- | --- | --- | --- | --- |
    | notification.email | Mails to send | 6 | 7 days | delete |
    ````

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `notification.email` | 6 | 7d |

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `notification.email` | `verification_code.email` | auth-service | notification-service |
    | `«notification.sms»` | `verification_code.sms` | auth-service | notification-service |

    ## Retry & Dead-Letter

    | Topic | Max Retries | Backoff Strategy |
    | --- | --- | --- |
    | `notification.email`, `«notification.mail»` | 3 | exponential |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `notification.email` | 6 | 7d |

    ## Ordering & Partitioning

    | Topic | Partition Key |
    | --- | --- |
    | notification.email | `user_id` |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### `POST /api/v1/auth/register`

    ```mermaid
    sequenceDiagram
        participant A as Auth Service
        participant K as Kafka
        A->>K: Publish to notification.email (key: user.id)
        K-->>A: ack
        A->>K: Publish to notification.email.dlq
        A->>A: Read config from app.yaml
    ```
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic | Partitions | Retention |
    | --- | --- | --- |
    | `notification.email` | 6 | 7d |

    ## Retry & Dead-Letter

    | Topic | Max Retries | Backoff |
    | --- | --- | --- |
    | `notification.*` | 3 | exponential |
    | Default | 5 | linear |
    | All other topics | 0 | — |
    ````
    """
    if graph.resolve(use.ref):
        return
    name = use.ref.key
    near = graph.nearest(Topic, name)
    place = graph.place("event")
    labels = (Label(near.name.span, "did you mean this?"),) if near else ()
    if not labels and place:
        labels = (Label(place, "the topic registry is here"),)
    yield Finding(
        use.ref.span,
        f"the topic `{name}` is not in the topic registry",
        labels=labels,
        help=f"write `{near.key}`, or register `{name}` with its partitions and retention"
        if near
        else f"register `{name}` with its partitions and retention, or use a registered topic",
        roots=(use.ref.root,),
    )
