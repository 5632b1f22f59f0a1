"""Rule: reserved-field."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Message
from backend_spec.notation import proto
from backend_spec.rule import rule


def _reserves(message: Message, graph: Graph) -> bool:
    return bool(message.content.reserved_numbers or message.content.reserved_names)


@rule(severity=Severity.ERROR, when=_reserves)
def reserved_field(message: Message, graph: Graph) -> Iterator[Finding]:
    """A field uses a number or a name that its message reserves.

    `reserved` keeps a removed field's number and name from being used again, because old clients still send it (seed:
    "Use `reserved` for deprecated tags").

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginRequest {
      reserved 2, 9 to 11;
      reserved "phone";
      string email = 1;
      string device = «10»;
      string «phone» = 3;
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginRequest {
      reserved 2, 9 to 11;
      reserved "phone";
      string email = 1;
      string device = 12;
    }
    ```
    ````
    """
    for field in message.content.fields:
        for range_ in message.content.reserved_numbers:
            low, high = range_.value
            if low <= field.number.value <= high:
                yield Finding(
                    field.number.span,
                    f"the field `{field.name.value}` of `{message.key}` uses the reserved number {field.number.value}",
                    (Label(range_.span, "reserved here"),),
                    help=f"use another number{_free(message.content)}",
                )
        for name in message.content.reserved_names:
            if name.value == field.name.value:
                yield Finding(
                    field.name.span,
                    f"the field name `{field.name.value}` of `{message.key}` is reserved",
                    (Label(name.span, "reserved here"),),
                    help="use another name",
                )


def _free(content: proto.Message) -> str:
    taken = {field.number.value for field in content.fields}
    reserved = [range_.value for range_ in content.reserved_numbers]
    numbers = range(1, len(taken) + sum(high - low + 1 for low, high in reserved if high - low < 1000) + 2)
    free = (n for n in numbers if n not in taken and not any(low <= n <= high for low, high in reserved))
    number = next(free, None)
    return f"; {number} is free" if number else ""
