"""A connection is not in the communication patterns table."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Contact, Graph
from backend_spec.kinds.architecture import picture
from backend_spec.rule import rule


def _applies(contact: Contact, graph: Graph) -> bool:
    return picture.expects(graph.view(picture.table), contact, graph)


@rule(severity=Severity.ERROR, checklist=10, when=_applies)
def uncharted_connection(contact: Contact, graph: Graph) -> Iterator[Finding]:
    """Two parties are connected, and the communication patterns table does not say so.

    Sequence diagrams, owners of cache items and tables, producers and consumers show who talks to whom; the
    architecture's table must have each of these connections with its protocol and security (specification catalogue).
    Stores and outside parties are looked for only where the table lists such connections at all. Between services the
    direction counts.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type    | Role     |
    | -------------- | ------- | -------- |
    | `gateway`      | Gateway | REST API |
    | `auth-service` | gRPC    | Tokens   |
    | `user-service` | gRPC    | Profiles |

    ## 6. Communication Patterns

    | From    | To           | Protocol | Auth |
    | ------- | ------------ | -------- | ---- |
    | gateway | auth-service | gRPC     | mTLS |
    | gateway | user-service | gRPC     | mTLS |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /api/v1/auth/login
        Gateway->>AuthService: Login
        AuthService->>UserService: «GetUserByIdentifier»
        UserService-->>AuthService: user
    ```
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type    | Role     |
    | -------------- | ------- | -------- |
    | `gateway`      | Gateway | REST API |
    | `auth-service` | gRPC    | Tokens   |

    ## 6. Communication Patterns

    | From         | To           | Protocol | Auth     |
    | ------------ | ------------ | -------- | -------- |
    | gateway      | auth-service | gRPC     | mTLS     |
    | auth-service | PostgreSQL   | TCP      | password |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant GW as Gateway
        participant AS as Auth Service
        GW->>AS: Login
        AS->>Redis: «SET session:1 x»
        GW->>Redis: GET session:1
    ```
    ````

    ````md bad
    <!-- architecture.md -->
    # Architecture

    ## Services

    | Service | Kind | What it does |
    | --- | --- | --- |
    | Shipment Service | gRPC server | Orders |
    | Pricing Service | gRPC server | Prices |
    | Billing Service | gRPC server | Payments |

    ## Who talks to whom

    | From | To | How | Authenticated by |
    | --- | --- | --- | --- |
    | Shipment Service | Billing Service | gRPC | mTLS |
    | Billing Service | Pricing Service | gRPC | mTLS |
    <!-- api_specification.md -->
    # HTTP API

    ```mermaid
    sequenceDiagram
        Shipment Service->>Pricing Service: «CalculatePrice(req)»
    ```
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type    | Role     |
    | -------------- | ------- | -------- |
    | `gateway`      | Gateway | REST API |
    | `auth-service` | gRPC    | Tokens   |

    ## 6. Communication Patterns

    | From         | To           | Protocol | Auth |
    | ------------ | ------------ | -------- | ---- |
    | gateway      | auth-service | gRPC     | mTLS |
    | all services | Redis        | RESP     | ACL  |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        Gateway->>AuthService: Login
        AuthService->>Cache: SET session:1 x
        AuthService->>AuthService: hash
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service           | Type    | Role     |
    | ----------------- | ------- | -------- |
    | `gateway`         | Gateway | REST API |
    | `auth-service`    | gRPC    | Tokens   |
    | `profile-service` | gRPC    | Profiles |

    ## 6. Communication Patterns

    | From         | To              | Protocol | Auth |
    | ------------ | --------------- | -------- | ---- |
    | gateway      | auth-service    | gRPC     | mTLS |
    | gateway      | profile-service | gRPC     | mTLS |
    | auth-service | profle-service  | gRPC     | mTLS |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        AuthService->>ProfileService: GetProfile
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type    | Role     |
    | -------------- | ------- | -------- |
    | `gateway`      | Gateway | REST API |
    | `auth-service` | gRPC    | Tokens   |

    ## 6. Communication Patterns

    | From         | To           | Protocol | Auth |
    | ------------ | ------------ | -------- | ---- |
    | gateway      | auth-service | gRPC     | mTLS |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        Gateway->>AuthService: Login
        AuthService->>Redis: SET session:1 x
        AuthService->>Rule Engine: evaluate
        AuthService-->>Gateway: tokens
    ```
    ````
    """
    table = graph.view(picture.table)
    meant = () if table.joins(contact.source, contact.target) else picture.meant(table, contact, graph)
    if not meant:
        return
    if picture.is_misspelt(contact, graph):
        return
    source, target = contact.source.name, contact.target.name
    drawn = graph.view(picture.edges)
    nor = "" if not drawn.ends or drawn.joins(contact.source, contact.target) else " nor in the architecture diagram"
    others = f", nor any of {len(meant) - 1} more connections with it" if len(meant) > 1 else ""
    place = picture.table_place(graph)
    yield Finding(
        contact.span,
        f"the connection from `{source}` to `{target}` is not in the communication patterns table{nor}{others}",
        labels=(Label(place, "the table"),) if place else (),
        help=f"add a row from `{source}` to `{target}` with its protocol and security",
    )
