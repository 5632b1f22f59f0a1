"""Rule: offset-pagination."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Message, Rpc
from backend_spec.rule import rule

_OFFSETS = frozenset({"offset", "page", "page_number", "page_num", "page_no", "page_index", "skip"})


def _is_list(rpc: Rpc, graph: Graph) -> bool:
    return rpc.method.value.startswith(("List", "Search")) and bool(rpc.request and _request(rpc, graph))


def _request(rpc: Rpc, graph: Graph) -> Message | None:
    name = rpc.request.value.rsplit(".", 1)[-1] if rpc.request else ""
    return next((m for m in graph.definitions(Message, name) if m.scope == rpc.scope), None)


@rule(severity=Severity.WARNING, when=_is_list)
def offset_pagination(rpc: Rpc, graph: Graph) -> Iterator[Finding]:
    """A List RPC pages by offset.

    Offsets skip or repeat rows when the list changes between two pages, and get slower the further one reads
    (seed: "Use `page_token` and `page_size` (cursor-based) for List RPCs; avoid `offset`"). A request that also
    takes a `page_token` is left alone.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 9. User Service

    ```proto
    service UserService {
      rpc ListUsers(ListUsersRequest) returns (ListUsersResponse);
    }
    message ListUsersRequest {
      int32 limit = 1;
      int32 «offset» = 2;
    }
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 9. User Service

    ```proto
    service UserService {
      rpc ListUsers(ListUsersRequest) returns (ListUsersResponse);
    }
    message ListUsersRequest {
      int32 page_size = 1;
      string page_token = 2;
    }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 9. User Service

    ```proto
    service UserService {
      rpc ReadFile(ReadFileRequest) returns (ReadFileResponse);
    }
    message ReadFileRequest {
      int64 offset = 1;
    }
    ```
    ````
    """
    request = _request(rpc, graph)
    assert request
    names = {field.name.value for field in request.content.fields}
    for field in request.content.fields:
        if field.name.value in _OFFSETS and not names & {"page_token", "cursor", "next_token"}:
            yield Finding(
                field.name.span,
                f"`{rpc.key}` pages by `{field.name.value}`",
                help="page by `page_size` and `page_token`",
            )
