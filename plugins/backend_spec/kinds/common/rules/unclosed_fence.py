"""A code fence is never closed."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, when=lambda flaw, graph: flaw.sort == "unclosed-fence")
def unclosed_fence(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A code fence has no closing line.

    On GitHub everything behind it becomes code, on the site the marks themselves are shown. Headings, tables and
    endpoints behind it are not read either. A fence closes with at least as many of the same marks as it opens with.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    «```json»
    {"code": 1001}

    ## 2. Error Code Registry
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ```json
    {"code": 1001}
    ```
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ~~~md
    ```json
    is how a fence begins
    ~~~
    ````
    """
    yield Finding(flaw.span, flaw.message, help="close it with a line of the same marks")
