"""A JSON Schema is malformed."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, when=lambda flaw, graph: flaw.sort == "schema")
def invalid_schema(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A JSON Schema is not valid in its own draft, 2020-12 where it names none.

    A validator refuses such a schema, or ignores the part that is wrong. A fence is taken for a schema when it has a
    `$schema`, or the `type` of a value and `properties`. Unknown keywords are allowed by the standard and pass.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ```json
    {
      "type": "object",
      "properties": {"id": {"type": «"strin"»}}
    }
    ```
    ````

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ```json
    {
      "type": "object",
      "properties": {"id": {"type": "string", "required": «true»}}
    }
    ```
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ```json
    {
      "$schema": "http://json-schema.org/draft-07/schema#",
      "type": "object",
      "required": ["id"],
      "properties": {"id": {"type": "string", "x-owner": "us"}, "data": {...}},
      "definitions": {}
    }
    ```

    ```json
    {"type": "user.created", "properties": ["id"]}
    ```
    ````
    """
    yield Finding(flaw.span, flaw.message, flaw.labels, "correct the schema")
