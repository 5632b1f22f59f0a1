"""Rule: shared-message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc.types import types
from backend_spec.model.grpc import Rpc
from backend_spec.rule import rule

_PROHIBITS = re.compile(r"\brequests?\s*(?:/|and|&)\s*responses?\b", re.IGNORECASE)


def _is_prohibited(graph: Graph) -> bool:
    """Whether the specification lays down that messages are not shared, or follows that but for exceptions."""
    titles = (title.text.value for document in graph.of_kind("grpc") for title in document.titles)
    if any(map(_PROHIBITS.search, titles)):
        return True
    users = graph.view(types).users
    return len(users) >= 10 and sum(len(used) == 1 for used in users.values()) >= 0.9 * len(users)


def _applies(rpc: Rpc, graph: Graph) -> bool:
    return graph.view(_is_prohibited)


@rule(severity=Severity.ERROR, when=_applies)
def shared_message(rpc: Rpc, graph: Graph) -> Iterator[Finding]:
    """A message is the request or response of more than one RPC.

    A field that one RPC needs then appears in the other, and neither can change alone (seed: "Message reuse
    across different RPCs is strictly prohibited"). Applies where the gRPC specification has a section
    "Request/Response" that lays this down, or where nine of ten messages follow it. Messages of other packages
    (`google.protobuf.Empty`) are the business of another rule.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 4. Request/Response

    Every RPC has a request and a response of its own.

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (TokenResponse);
      rpc Refresh(RefreshRequest) returns («TokenResponse»);
      rpc Logout(«LoginRequest») returns (LogoutResponse);
    }
    message LoginRequest { string email = 1; }
    message TokenResponse { string token = 1; }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 4. Request/Response

    Every RPC has a request and a response of its own.

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
      rpc Refresh(RefreshRequest) returns (RefreshResponse);
    }
    message LoginResponse { Token token = 1; }
    message RefreshResponse { Token token = 1; }
    message Token { string value = 1; }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## Book Service

    ```proto
    service BookService {
      rpc GetBook(GetBookRequest) returns (Book);
      rpc UpdateBook(UpdateBookRequest) returns (Book);
    }
    message Book { string id = 1; }
    ```
    ````
    """
    known = graph.view(types)
    for operand in (rpc.request, rpc.response):
        if operand is None:
            continue
        scope, name = known.identity(operand.value, rpc.scope)
        used = known.users.get((scope, name), ())
        if not used or used[0].key == rpc.key or (scope != rpc.scope and name not in known.declared.get(scope, ())):
            continue
        first = used[0]
        place = next(o.span for o in (first.request, first.response) if o and o.value.endswith(name))
        wanted = rpc.method.value + ("Request" if operand is rpc.request else "Response")
        yield Finding(
            operand.span,
            f"`{rpc.key}` shares the message `{operand.value}` with `{first.key}`",
            (Label(place, f"used by `{first.key}`"),),
            help=f"declare `{wanted}` for it",
        )
