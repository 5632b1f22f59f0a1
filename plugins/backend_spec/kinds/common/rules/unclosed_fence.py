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
    endpoints behind it are not read either: what is missing because of that is told together with it. A fence closes
    with at least as many of the same marks as it opens with. One in which another one of the same marks opens, with a
    language, lacks its closing line: what seems to close it belongs to the other.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    «```json»
    {"code": 1001}

    ## 2. Error Code Registry
    ````

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    «```json»
    {"code": 1001}

    ## 2. Error Code Registry

    ```json
    {"code": 1002}
    ```
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
    yield Finding(flaw.span, flaw.message, flaw.labels, help="close it with a line of the same marks")
