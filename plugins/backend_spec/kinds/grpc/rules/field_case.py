"""Rule: field-case."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc import spelling
from backend_spec.model.grpc import Message
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def field_case(message: Message, graph: Graph) -> Iterator[Finding]:
    """A proto message's field is not in snake_case.

    JSON names and the accessors of every language are derived from it, and collide or surprise with others
    (seed: "`snake_case` for fields, columns, and proto message fields").

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginRequest {
      string «userName» = 1;
      oneof device {
        string «DeviceID» = 2;
      }
      map<string, string> «meta__data» = 3;
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginRequest {
      string user_name = 1;
      string address_2 = 2;
      string line1 = 3;
    }
    ```
    ````
    """
    for field in message.content.fields:
        name = field.name.value
        if not spelling.is_snake(name):
            yield Finding(
                field.name.span,
                f"the field `{name}` of `{message.key}` is not in snake_case",
                help=f"write `{spelling.snake(name)}`",
            )
