"""Rule: misspelt-topic."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph, Misspelling
from backend_spec.kinds.common import slip
from backend_spec.model.event import Event, Topic
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, checklist=13, when=lambda found, graph: isinstance(found.meant, Topic | Event))
def misspelt_topic(found: Misspelling, graph: Graph) -> Iterator[Finding]:
    """Text or a diagram names a topic or an event by a misspelt name.

    A name counts as misspelt where one letter is missing, doubled, wrong or exchanged with its neighbour, the name
    means nothing else and is written hardly anywhere else. Short words and plurals are left in peace.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## 3. Topic Registry

    | Topic | Description | Partition Count | Retention | Cleanup Policy |
    | --- | --- | --- | --- | --- |
    | `user.lifecycle` | Accounts | 6 | 7 days | delete |

    ## 4. Event Catalog

    | Topic | Event Type | Producer | Consumer | Description |
    | --- | --- | --- | --- | --- |
    | `user.lifecycle` | `user.suspended` | user-service | auth-service | Suspended |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/admin/users/{id}/suspend

    ```mermaid
    sequenceDiagram
        participant K as Kafka
        participant A as Auth Service
        Note over A: waits for «user.suspeded»
    ```
    ````

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## 3. Topic Registry

    | Topic | Description | Partition Count | Retention | Cleanup Policy |
    | --- | --- | --- | --- | --- |
    | `user.lifecycle` | Accounts | 6 | 7 days | delete |

    ## 4. Event Catalog

    | Topic | Event Type | Producer | Consumer | Description |
    | --- | --- | --- | --- | --- |
    | `user.lifecycle` | `user.suspended` | user-service | auth-service | Suspended |
    <!-- architecture.md -->
    # Backend System Architecture

    - Publishes to `«user.lifecyle»`.
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## 3. Topic Registry

    | Topic | Description | Partition Count | Retention | Cleanup Policy |
    | --- | --- | --- | --- | --- |
    | `user.lifecycle` | Accounts | 6 | 7 days | delete |

    ## 4. Event Catalog

    | Topic | Event Type | Producer | Consumer | Description |
    | --- | --- | --- | --- | --- |
    | `user.lifecycle` | `user.suspended` | user-service | auth-service | Suspended |
    <!-- architecture.md -->
    # Backend System Architecture

    - Calls `user.suspend` of the old library; see `user.lifecycles`.
    ````
    """
    yield slip.finding(found, found.meant.kind)
