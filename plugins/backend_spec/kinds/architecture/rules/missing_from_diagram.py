"""A service is not in the architecture diagram."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, PartyKind
from backend_spec.kinds.architecture import picture
from backend_spec.model.architecture import Service
from backend_spec.rule import rule


def _applies(service: Service, graph: Graph) -> bool:
    """Only where a flowchart shows services at all."""
    return PartyKind.SERVICE in graph.view(picture.nodes).kinds


@rule(severity=Severity.ERROR, checklist=10, when=_applies)
def missing_from_diagram(service: Service, graph: Graph) -> Iterator[Finding]:
    """A service of the Services table is not in the architecture diagram.

    The diagram is what people look at first; a service that is not in it does not exist for them (specification
    catalogue). A node counts by its label or its id, however the name is spelled, and so does a box around nodes.
    Diagrams that are not flowcharts are not read for this.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service           | Type    | Role     |
    | ----------------- | ------- | -------- |
    | `gateway`         | Gateway | REST API |
    | `auth-service`    | gRPC    | Tokens   |
    | `«media-service»` | gRPC    | Uploads  |

    ## 4. Architecture Diagram

    ```mermaid
    graph TB
        GW[API Gateway] --> AS[Auth Service<br/>:50051]
    ```
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service         | Type    | Role     |
    | --------------- | ------- | -------- |
    | `gateway`       | Gateway | REST API |
    | `auth-service`  | gRPC    | Tokens   |
    | `media-service` | gRPC    | Uploads  |

    ## 4. Architecture Diagram

    ```mermaid
    graph TB
        GW[API Gateway] --> AS & MediaService
        AS[Auth]
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service         | Type    | Role     |
    | --------------- | ------- | -------- |
    | `gateway`       | Gateway | REST API |
    | `media-service` | gRPC    | Uploads  |

    ## 4. Architecture Diagram

    ```mermaid
    graph TB
        gateway --> media_service
        subgraph media_service [Media Service]
            api --> worker
        end
    ```
    ````
    """
    if service.key in graph.view(picture.nodes).ends:
        return
    place = picture.diagram_place(graph)
    yield Finding(
        service.name.span,
        f"`{service.key}` is not in the architecture diagram",
        labels=(Label(place, "the diagram"),) if place else (),
        help=f"add a node for `{service.key}` with its connections",
        roots=(service.root,),
    )
