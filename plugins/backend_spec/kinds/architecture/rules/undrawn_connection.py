"""A connection is not in the architecture diagram."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Contact, Graph
from backend_spec.kinds.architecture import picture
from backend_spec.rule import rule


def _applies(contact: Contact, graph: Graph) -> bool:
    """A contact that the table lacks too is reported once, there."""
    table = graph.view(picture.table)
    if picture.expects(table, contact, graph) and not table.joins(contact.source, contact.target):
        return False
    return picture.expects(graph.view(picture.edges), contact, graph)


@rule(severity=Severity.WARNING, checklist=10, when=_applies)
def undrawn_connection(contact: Contact, graph: Graph) -> Iterator[Finding]:
    """Two parties are connected, and the architecture diagram has no line between them.

    A diagram may leave things out to stay readable, so this is a warning. An edge to a subgraph counts for everything
    in it, one without a head points both ways; between a service and a store the direction does not count. Stores and
    outside parties are looked for only where the diagram draws lines to such parties at all.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type    | Role     |
    | -------------- | ------- | -------- |
    | `gateway`      | Gateway | REST API |
    | `auth-service` | gRPC    | Tokens   |
    | `user-service` | gRPC    | Profiles |

    ## 4. Architecture Diagram

    ```mermaid
    graph TB
        gateway --> auth-service & user-service
    ```

    ## 6. Communication Patterns

    | From         | To           | Protocol | Auth |
    | ------------ | ------------ | -------- | ---- |
    | gateway      | auth-service | gRPC     | mTLS |
    | auth-service | user-service | gRPC     | mTLS |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        Gateway->>AuthService: Login
        AuthService->>UserService: «GetUserByIdentifier»
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
    | `user-service` | gRPC    | Profiles |

    ## 4. Architecture Diagram

    ```mermaid
    graph TB
        gateway --> Core
        subgraph Core
            auth-service --- user-service
        end
        Core --> PostgreSQL[(PostgreSQL)]
    ```

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        Gateway->>AuthService: Login
        AuthService->>UserService: GetUserByIdentifier
        UserService->>DB: SELECT * FROM users
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

    ## 4. Architecture Diagram

    ```mermaid
    graph TB
        gateway --> auth-service
    ```

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        Gateway->>AuthService: Login
        AuthService->>Redis: SET session:1 x
    ```
    ````
    """
    edges = graph.view(picture.edges)
    meant = () if edges.joins(contact.source, contact.target) else picture.meant(edges, contact, graph)
    if not meant:
        return
    source, target = contact.source.name, contact.target.name
    others = f", nor any of {len(meant) - 1} more connections with it" if len(meant) > 1 else ""
    place = picture.diagram_place(graph)
    yield Finding(
        contact.span,
        f"the connection from `{source}` to `{target}` is not in the architecture diagram{others}",
        labels=(Label(place, "the diagram"),) if place else (),
        help=f"draw a line from `{source}` to `{target}`",
    )
