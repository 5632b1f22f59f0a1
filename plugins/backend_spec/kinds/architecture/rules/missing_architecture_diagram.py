"""The architecture has no diagram."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import outline
from backend_spec.model.page import Diagram, ForeignDiagram, SpecDocument
from backend_spec.rule import rule

_PART = "Architecture Diagram"


def _applies(document: SpecDocument, graph: Graph) -> bool:
    return document.kind == "architecture" and outline.section(document, _PART) is not None


@rule(severity=Severity.WARNING, checklist=10, when=_applies)
def missing_architecture_diagram(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """The section for the architecture diagram has no Mermaid diagram.

    Without it nothing tells whether each service and connection is in the picture (seed 1, checklist). A picture in a
    file cannot be read. A diagram in another language is reported by `foreign-diagram`, a missing section by
    `missing-section`.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 3. Infrastructure

    ## 4. «Architecture Diagram»

    ![The system](system.png)
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
    title = outline.section(document, _PART)
    paths = {other.path for other in graph.of_kind("architecture")}
    places = [diagram.span for diagram in graph.all(Diagram)] + [diagram.span for diagram in graph.all(ForeignDiagram)]
    if title and not any(place.source.path in paths for place in places):
        yield Finding(
            title.text.span,
            "this section has no Mermaid diagram",
            help="draw the services, the data layer and their connections in a `mermaid` fence with a `graph`",
        )
