"""Rule: undefined-field-type."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.declare import element
from backend_spec.kinds.grpc.types import types
from backend_spec.model.grpc import Enum, Message
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def undefined_field_type(message: Message, graph: Graph) -> Iterator[Finding]:
    """A field of a proto message has a type that no document declares.

    The message cannot be compiled, and readers cannot know what to send. A type of a package or file that no document
    shows may be declared there, and is left alone; so are well-known types written without `google.protobuf`.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginResponse {
      «Tokn» token = 1;
      map<string, «Device»> devices = 2;
    }
    message Token { string value = 1; }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginResponse {
      Token token = 1;
      repeated Token.Scope scopes = 2;
      map<string, int32> counts = 3;
      google.protobuf.Timestamp expires_at = 4;
    }
    message Token {
      enum Scope { UNKNOWN = 0; }
      string value = 1;
    }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    import "nihao/device/v1/device.proto";
    message LoginResponse {
      nihao.device.v1.Device device = 1;
      Device other = 2;
      Timestamp at = 3;
    }
    ```
    ````
    """
    for field in message.content.fields:
        name = element(field.type)
        if graph.view(types).undefined(name.value, message.scope):
            near = graph.nearest(Message, name.value) or graph.nearest(Enum, name.value)
            yield Finding(
                name.span,
                f"the type `{name.value}` of `{message.key}.{field.name.value}` is declared nowhere",
                (Label(near.name.span, "did you mean this?"),) if near else (),
                help=f"did you mean `{near.key}`?" if near else f"declare `{name.value}`",
                roots=(Root(Message.kind, name.value),),
            )
