"""Rule: enum-zero."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Enum
from backend_spec.rule import rule


def _has_values(enum: Enum, graph: Graph) -> bool:
    return bool(enum.content.values)


@rule(severity=Severity.ERROR, when=_has_values)
def enum_zero(enum: Enum, graph: Graph) -> Iterator[Finding]:
    """The first value of a proto enum is not 0.

    In proto3 a field that is not set reads as 0, so 0 must be declared first; the compiler refuses anything else
    (https://protobuf.dev/programming-guides/proto3/#enum).

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      «ACTIVE» = 1;
      BANNED = 2;
    }
    ```
    ````

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      «ACTIVE» = 1;
      UNKNOWN = 0;
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      UNKNOWN = 0;
      ACTIVE = 1;
    }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      UNKNOWN = 0x0;
      ACTIVE = -1;
    }
    ```
    ````
    """
    first = enum.content.values[0]
    if first.number.value != 0:
        yield Finding(
            first.name.span,
            f"the first value of the enum `{enum.key}` is {first.number.value}, not 0",
            help="declare `UNKNOWN = 0` first",
        )
