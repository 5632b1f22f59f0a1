"""Rule: duplicate-field-name."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Message
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def duplicate_field_name(message: Message, graph: Graph) -> Iterator[Finding]:
    """Two fields of a proto message have the same name.

    The compiler refuses the message, and readers cannot tell which of the two is meant.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginRequest {
      string email = 1;
      string «email» = 2;
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
      string email_code = 2;
    }
    ```
    ````
    """
    taken: dict[str, Label] = {}
    for field in message.content.fields:
        name = field.name
        if name.value in taken:
            yield Finding(
                name.span,
                f"`{message.key}` has two fields `{name.value}`",
                (taken[name.value],),
                help="rename or remove one of them",
            )
        taken.setdefault(name.value, Label(name.span, "declared here"))
