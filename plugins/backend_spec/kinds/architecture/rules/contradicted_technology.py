"""Rule: contradicted-technology."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.architecture import technologies
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.model.architecture import Component
from backend_spec.rule import rule


@rule(
    severity=Severity.WARNING,
    when=lambda component, graph: len(graph.view(technologies.claims).get(id(component), ())) > 1,
)
def contradicted_technology(component: Component, graph: Graph) -> Iterator[Finding]:
    """The database, the cache or the broker is one product in one place and another one elsewhere.

    Schemas, commands and clients differ between products; a page that speaks of the other one was written for another
    system, or before a decision.

    Compared are the infrastructure table, the communication table, the architecture diagram and the participants of
    sequence diagrams, where the infrastructure table has one database, one cache or one broker. Products that speak the
    same protocol (Redis and Valkey, Kafka and Redpanda) are alike. The database of an outside system that is drawn
    without saying so the rule cannot tell from one's own.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 3. Infrastructure

    | Component      | Technology    | Purpose  |
    | -------------- | ------------- | -------- |
    | Database       | PostgreSQL 16 | Records  |
    | Message Broker | Apache Kafka  | Events   |

    ## 6. Communication Patterns

    | From         | To             | Protocol | Auth |
    | ------------ | -------------- | -------- | ---- |
    | auth-service | Message Broker | «AMQP»   | TLS  |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant A as Auth Service
        participant DB as «MySQL»
        participant K as Kafka
        A->>DB: SELECT FROM users
        A->>K: publish user.created
    ```
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 3. Infrastructure

    | Component      | Technology    | Purpose   |
    | -------------- | ------------- | --------- |
    | Database       | PostgreSQL 16 | Records   |
    | Document Store | MongoDB 8     | Documents |
    | Cache          | Valkey 8      | Sessions  |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant A as Auth Service
        participant M as MongoDB
        participant R as Redis
        A->>M: find profile
        A->>R: GET session:{id}
    ```
    ````
    """
    finding = disagreement(f"the technology of `{component.key}`", graph.view(technologies.claims)[id(component)])
    if finding:
        yield finding
