"""The front matter asks for a kind of document that does not exist."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, when=lambda flaw, graph: flaw.sort == "unknown-kind")
def unknown_kind(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """The front matter's `spec:` key names no kind of specification document.

    Such a page is read as no specification at all, so that nothing in it is checked. `other` says that this is meant.

    ````md bad
    <!-- gateway.md -->
    ---
    title: Gateway
    spec: «rest-api»
    ---
    # Gateway
    ````

    ````md good
    <!-- gateway.md -->
    ---
    spec: api
    ---
    # Gateway
    ````

    ````md trap
    <!-- gateway.md -->
    ---
    spec: other
    ---
    # Gateway

    ```yaml
    spec: rest-api
    ```
    ````
    """
    yield Finding(flaw.span, flaw.message, help=flaw.help or "name a kind that exists")
