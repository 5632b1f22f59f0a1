"""An authentication flow has no diagram."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.auth import AuthFlow
from backend_spec.model.page import ForeignDiagram
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def missing_flow_diagram(flow: AuthFlow, graph: Graph) -> Iterator[Finding]:
    """An authentication flow has no Mermaid diagram.

    Each flow is drawn (specification catalogue): branches and failures are hard to follow in prose. Flowcharts are
    prescribed; any Mermaid diagram counts. A document that draws none of its flows is reported at its first flow.

    ````md bad
    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Login Flow

    ```mermaid
    flowchart TD
        A["POST /auth/login"] --> B[tokens]
    ```

    ### 4.2 «Logout Flow»

    The session is deleted.
    ````

    ````md bad
    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 «Login Flow»

    ### 4.2 Logout Flow
    ````

    ````md good
    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Login Flow

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
    ```

    ### 4.2 Notes

    All flows end with a pair of tokens.
    ````

    ````md trap
    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Password Flows

    #### Login Flow

    ```mermaid
    flowchart TD
        A["POST /auth/login"] --> B[tokens]
    ```
    ````
    """
    if flow.diagrams:
        return
    beside = [other for other in graph.all(AuthFlow) if other.span.source is flow.span.source]
    none = not any(other.diagrams for other in beside)
    if none and (beside[0] is not flow or _foreign(flow, graph)):
        return
    if id(flow) in graph.view(_drawn_otherwise):
        return
    yield Finding(
        flow.name.span,
        "no authentication flow has a diagram" if none and len(beside) > 1 else f"`{flow.key}` has no diagram",
        help="draw the flow in a `mermaid` fence with a `flowchart`",
    )


def _drawn_otherwise(graph: Graph) -> frozenset[int]:
    """The flows that have a diagram in another language below their headings, which `foreign-diagram` reports."""
    found = set()
    for diagram in graph.all(ForeignDiagram):
        before = [flow for flow in graph.all(AuthFlow) if flow.span.order < diagram.span.order]
        if before and before[-1].span.source is diagram.span.source:
            found.add(id(before[-1]))
    return frozenset(found)


def _foreign(flow: AuthFlow, graph: Graph) -> bool:
    """Whether the document draws its flows in another language, which `foreign-diagram` reports."""
    return any(diagram.span.source is flow.span.source for diagram in graph.all(ForeignDiagram))
