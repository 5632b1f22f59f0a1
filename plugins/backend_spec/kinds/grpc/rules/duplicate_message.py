"""Rule: duplicate-message."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Message
from backend_spec.rule import rule


def _fields(message: Message) -> frozenset[tuple[str, str, int]]:
    return frozenset((field.name.value, field.type.value, field.number.value) for field in message.content.fields)


def _is_twice(message: Message, graph: Graph) -> bool:
    return bool(message.scope)


@rule(severity=Severity.ERROR, when=_is_twice)
def duplicate_message(message: Message, graph: Graph) -> Iterator[Finding]:
    """A proto message is declared twice, differently, in one package.

    The compiler refuses the second one, and readers take whichever they find first. A message that another
    fence of the same file shows again with the same fields is a repetition for the reader and is left alone;
    messages of two packages may share a name.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    package nihao.auth.v1;
    message LoginRequest { string email = 1; }
    message «LoginRequest» { string phone = 1; }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    package nihao.auth.v1;
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    message LoginRequest { string email = 1; }
    message LoginResponse { User user = 1; }
    message User { string id = 1; }
    ```

    ## 9. User Service

    ```proto
    package nihao.user.v1;
    service UserService {
      rpc GetUser(GetUserRequest) returns (GetUserResponse);
    }
    message User { string id = 1; string name = 2; }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    package nihao.auth.v1;
    message User { string id = 1; }
    ```

    The user again, for convenience:

    ```proto
    message User { string id = 1; }
    ```
    ````
    """
    for other in graph.definitions(Message, message.key):
        if other is message:
            return
        if other.scope == message.scope and _fields(other) != _fields(message):
            yield Finding(
                message.name.span,
                f"the message `{message.key}` is declared twice in `{message.scope}`, with different fields",
                (Label(other.name.span, "declared here"),),
                help="rename one of them, or keep one declaration",
            )
            return
