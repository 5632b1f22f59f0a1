"""A JSON example is no JSON."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, when=lambda flaw, graph: flaw.sort == "json")
def invalid_json(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A fence that is called JSON cannot be parsed.

    Whoever copies the example into a client or a test starts with an error. What authors write to shorten or explain
    is understood: `...`, comments, `<placeholders>`, names of types, several documents, the HTTP request before a body.
    A comma behind the last member is a fault unless a comment or an ellipsis behind it says that more would follow.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```json
    {"code": 0«» "data": null}
    ```
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```json
    {
      "code": 0,
      "data": null«,»
    }
    ```
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```json
    POST /api/v1/users HTTP/1.1

    {
      "code": 0, // success
      "data": {"id": <uuid>, "name": string, ...},
      "items": [1, 2, ...],
      // and more
    }
    ```

    ```jsonc
    {"code": 0,}
    ```
    ````
    """
    yield Finding(flaw.span, flaw.message, flaw.labels, "correct the example so that it parses")
