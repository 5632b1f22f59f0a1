"""Rule: enum-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Enum
from backend_spec.rule import rule


def _begins_with_zero(enum: Enum, graph: Graph) -> bool:
    return bool(enum.content.values) and enum.content.values[0].number.value == 0


@rule(severity=Severity.WARNING, when=_begins_with_zero)
def enum_unknown(enum: Enum, graph: Graph) -> Iterator[Finding]:
    """The value 0 of a proto enum is not called UNKNOWN.

    0 is what a field reads as when nobody set it, so it must not mean anything (seed: "first value `UNKNOWN =
    0`"). A prefix (`STATUS_UNKNOWN`) is fine, and so is `UNSPECIFIED`, the name that the style guide of
    Protocol Buffers prefers.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      «ACTIVE» = 0;
      BANNED = 1;
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
      STATUS_ACTIVE = 1;
    }
    enum Platform {
      UNKNOWN = 0;
    }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      STATUS_UNSPECIFIED = 0;
      STATUS_ACTIVE = 1;
    }
    ```
    ````
    """
    first = enum.content.values[0].name
    if first.value.upper().rsplit("_", 1)[-1] not in ("UNKNOWN", "UNSPECIFIED"):
        yield Finding(
            first.span,
            f"the value 0 of the enum `{enum.key}` is called `{first.value}`, not `UNKNOWN`",
            help=f"declare `UNKNOWN = 0` first, and give `{first.value}` another number",
        )
