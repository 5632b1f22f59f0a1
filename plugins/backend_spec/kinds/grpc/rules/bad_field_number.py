"""Rule: bad-field-number."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Message
from backend_spec.notation.proto import MAX_NUMBER
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def bad_field_number(message: Message, graph: Graph) -> Iterator[Finding]:
    """A proto field's number is not a valid one.

    Field numbers go from 1 to 536,870,911, without 19,000 to 19,999, which Protocol Buffers keeps for itself
    (https://protobuf.dev/programming-guides/proto3/#assigning).

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginRequest {
      string email = «0»;
      string password = «19000»;
      string device = «536870912»;
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
      string device = 536870911;
    }
    ```
    ````
    """
    for field in message.content.fields:
        number = field.number.value
        if not 1 <= number <= MAX_NUMBER or 19_000 <= number <= 19_999:
            yield Finding(
                field.number.span,
                f"{number} is no valid field number",
                help="use a number from 1 to 536,870,911 outside of 19,000 to 19,999",
            )
