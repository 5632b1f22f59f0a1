"""Rule: enum-case."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc import spelling
from backend_spec.model.grpc import Enum
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def enum_case(enum: Enum, graph: Graph) -> Iterator[Finding]:
    """A proto enum's name is not in PascalCase.

    Code generators derive type names from it (seed: "Enum names: `PascalCase`").

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum «user_status» {
      UNKNOWN = 0;
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum UserStatus {
      UNKNOWN = 0;
    }
    ```
    ````
    """
    name = enum.key.rsplit(".", 1)[-1]
    if not spelling.is_pascal(name):
        yield Finding(
            enum.name.span,
            f"the enum name `{name}` is not in PascalCase",
            help=f"write `{spelling.pascal(name)}` here and wherever the enum is used",
        )
