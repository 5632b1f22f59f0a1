"""Rule: message-case."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc import spelling
from backend_spec.model.grpc import Message
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def message_case(message: Message, graph: Graph) -> Iterator[Finding]:
    """A proto message's name is not in PascalCase.

    Code generators derive type names from it and warn or mangle others (seed: "Message: `PascalCase`").

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message «login_request» {
      message «token» { string value = 1; }
    }
    message «Login_Response» {}
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    message LoginRequest {
      message OAuth2Token { string value = 1; }
    }
    ```
    ````
    """
    name = message.key.rsplit(".", 1)[-1]
    if not spelling.is_pascal(name):
        yield Finding(
            message.name.span,
            f"the message name `{name}` is not in PascalCase",
            help=f"write `{spelling.pascal(name)}` here and wherever the message is used",
        )
