"""An object of a JSON example has the same member twice."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=lambda flaw, graph: flaw.sort == "json-key")
def duplicate_member(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """An object of a JSON example has two members of the same name.

    Most parsers keep the last one, some refuse the text; one of the two is a slip. It cannot know which of them was
    meant.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```json
    {"id": 1, "name": "Ann", "«id»": 2}
    ```
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```json
    {"id": 1, "owner": {"id": 2}, "members": [{"id": 3}, {"id": 4}]}
    ```
    ````
    """
    yield Finding(flaw.span, flaw.message, flaw.labels, "remove or rename one of them")
