"""A Mermaid diagram is malformed."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, when=lambda flaw, graph: flaw.sort == "mermaid")
def invalid_diagram(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A Mermaid diagram would not be drawn: its parser refuses it.

    The browser shows an error in place of the whole diagram. The verdict is that of merman, a parser that follows the
    official one. It cannot know which version of Mermaid a site loads: types of diagrams that are newer than merman are
    not judged. Where merman is not installed, the ledger says that Mermaid was not checked.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /login
        Gateway-->>«>»Client 200
    ```
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /login
        alt valid
            «Gateway-->>Client: 200»
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ```mermaid
    flowchart TD
        A[Login] --> B{"Valid (yes/no)?"}
        B -- yes --> C((Done))
    ```

    Do not write it like this:

    ```mermaid
    flowchart TD
        A[Login (again)] -->
    ```
    ````
    """
    yield Finding(flaw.span, flaw.message, flaw.labels, flaw.help)
