"""A diagram is not written in Mermaid."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.page import ForeignDiagram
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def foreign_diagram(diagram: ForeignDiagram, graph: Graph) -> Iterator[Finding]:
    """A diagram is written in another language than Mermaid.

    All diagrams use Mermaid in fenced code blocks (specification catalogue). What another language says is not drawn on
    the site, not linked and not checked. Fences in programming and configuration languages are none of this rule's
    business.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    «```plantuml»
    @startuml
    gateway -> auth: Login
    @enduml
    ```
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    1. The graph:

        «```dot»
        digraph { gateway -> auth }
        ```
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ```mermaid
    graph LR
        gateway --> auth
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ```text
    gateway -> auth
    ```

    ```yaml
    diagram: plantuml
    ```
    ````
    """
    yield Finding(
        diagram.span,
        f"this diagram is written in {diagram.language}, not in Mermaid",
        help="draw it in a fence with the language `mermaid`",
    )
