"""Rule: duplicate-enum-value."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Enum
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def duplicate_enum_value(enum: Enum, graph: Graph) -> Iterator[Finding]:
    """Two values of a proto enum have the same name or the same number.

    The compiler refuses both; two names for one number are allowed only with `option allow_alias = true`.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      UNKNOWN = 0;
      ACTIVE = 1;
      BANNED = «1»;
      «ACTIVE» = 2;
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum Status {
      option allow_alias = true;
      UNKNOWN = 0;
      ACTIVE = 1;
      ENABLED = 1;
    }
    ```
    ````
    """
    names: dict[str, Label] = {}
    numbers: dict[int, Label] = {}
    for value in enum.content.values:
        name, number = value.name, value.number
        if name.value in names:
            yield Finding(
                name.span,
                f"the enum `{enum.key}` has two values `{name.value}`",
                (names[name.value],),
                help="rename one of them",
            )
        elif number.value in numbers and not enum.content.allow_alias:
            yield Finding(
                number.span,
                f"the enum `{enum.key}` gives the number {number.value} to two values",
                (numbers[number.value],),
                help="use another number, or set `option allow_alias = true`",
            )
        names.setdefault(name.value, Label(name.span, "declared here"))
        numbers.setdefault(number.value, Label(number.span, f"taken by `{name.value}`"))
