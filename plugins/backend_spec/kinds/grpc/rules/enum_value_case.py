"""Rule: enum-value-case."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc import spelling
from backend_spec.model.grpc import Enum
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def enum_value_case(enum: Enum, graph: Graph) -> Iterator[Finding]:
    """A proto enum's value is not in CAPS_SNAKE_CASE.

    Values are constants in every language (seed: "values: `CAPS_SNAKE_CASE`").

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      UNKNOWN = 0;
      «Active» = 1;
      «not_active» = 2;
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      STATUS_UNKNOWN = 0;
      STATUS_2FA = 1;
    }
    ```
    ````
    """
    for value in enum.content.values:
        name = value.name.value
        if not spelling.is_caps(name):
            yield Finding(
                value.name.span,
                f"the value `{name}` of the enum `{enum.key}` is not in CAPS_SNAKE_CASE",
                help=f"write `{spelling.caps(name)}`",
            )
