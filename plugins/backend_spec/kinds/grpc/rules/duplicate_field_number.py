"""Rule: duplicate-field-number."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Message
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def duplicate_field_number(message: Message, graph: Graph) -> Iterator[Finding]:
    """Two fields of a proto message have the same number.

    The number is what identifies a field on the wire; the compiler refuses the message. Fields of a oneof count as the
    message's own.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginRequest {
      string email = 1;
      oneof secret {
        string password = 2;
        string code = «2»;
      }
      string device = «1»;
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginRequest {
      string email = 1;
      message Device { string id = 1; }
      Device device = 2;
    }
    ```
    ````
    """
    taken: dict[int, Label] = {}
    for field in message.content.fields:
        number = field.number
        if number.value in taken:
            yield Finding(
                number.span,
                f"the field number {number.value} of `{message.key}` is used twice",
                (taken[number.value],),
                help=f"use another number; {max(f.number.value for f in message.content.fields) + 1} is free",
            )
        taken.setdefault(number.value, Label(number.span, f"taken by `{field.name.value}`"))
