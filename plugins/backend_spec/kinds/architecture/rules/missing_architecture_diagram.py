"""The architecture has no diagram."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import outline
from backend_spec.model.architecture import Service
from backend_spec.model.page import Diagram, ForeignDiagram, SpecDocument
from backend_spec.rule import rule

_PART = "Architecture Diagram"


def _applies(document: SpecDocument, graph: Graph) -> bool:
    """Where a section is for it, and in the first architecture document where services are listed."""
    if document.kind != "architecture":
        return False
    if outline.section(document, _PART, graph):
        return True
    return bool(graph.all(Service)) and outline.first_of_kind(document, graph)


@rule(severity=Severity.WARNING, checklist=10, when=_applies)
def missing_architecture_diagram(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """The architecture has no Mermaid diagram.

    Without it nothing tells whether each service and connection is in the picture (specification catalogue). A picture
    in a file cannot be read. A diagram in another language is reported by `foreign-diagram`. It is reported at the
    section for it, or where that should stand.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 3. Infrastructure

    ## 4. «Architecture Diagram»

    ![The system](system.png)
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## «Services»

    | Service        | Type | Role   |
    | -------------- | ---- | ------ |
    | `auth-service` | gRPC | Tokens |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 3. Infrastructure

    ## 4. Architecture Diagram

    ```mermaid
    graph TB
        gateway --> auth-service
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ```mermaid
    C4Context
        Person(user, "User")
    ```

    ## 2. Services

    ## 3. Infrastructure

    ## 4. Architecture Diagram

    See above.
    ````
    """
    title = outline.section(document, _PART, graph)
    paths = {other.path for other in graph.of_kind("architecture")}
    places = [diagram.span for diagram in graph.all(Diagram)] + [diagram.span for diagram in graph.all(ForeignDiagram)]
    if not any(place.source.path in paths for place in places):
        part = next((part for part in document.outline if part.title == _PART), None)
        yield Finding(
            title.text.span if title else outline.place(document, part, graph) if part else document.span,
            f"{'this section' if title else 'the architecture'} has no Mermaid diagram",
            help="draw the services, the data layer and their connections in a `mermaid` fence with a `graph`",
        )
