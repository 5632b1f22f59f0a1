"""Rule: unpaginated-rpc."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Message, Rpc
from backend_spec.rule import rule
from backend_spec.text import Spanned

_PAGES = ("page", "cursor", "limit", "offset", "token", "size", "after", "before", "since")
_SCALARS = frozenset(
    "string bytes bool double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64".split()
)
_LEAST = 3


def _message(name: Spanned[str] | None, rpc: Rpc, graph: Graph) -> Message | None:
    """The message of an operand: of the same file, or the only one of its name."""
    found = graph.definitions(Message, name.value.rsplit(".", 1)[-1]) if name else ()
    return next((one for one in found if one.scope == rpc.scope), found[0] if len(found) == 1 else None)


def _lists(graph: Graph) -> Mapping[int, tuple[Rpc, bool]]:
    """By identity, the List RPCs that answer with a list of messages and take no list, and whether they page."""
    found = {}
    for rpc in graph.all(Rpc):
        if not rpc.method.value.startswith("List"):
            continue
        request, response = _message(rpc.request, rpc, graph), _message(rpc.response, rpc, graph)
        if request is None or response is None or any(field.label == "repeated" for field in request.content.fields):
            continue
        if any(field.label == "repeated" and field.type.value not in _SCALARS for field in response.content.fields):
            names = [field.name.value.casefold() for field in request.content.fields]
            found[id(rpc)] = (rpc, any(word in name for name in names for word in _PAGES))
    return found


def _is_list(rpc: Rpc, graph: Graph) -> bool:
    return id(rpc) in graph.view(_lists)


@rule(severity=Severity.WARNING, when=_is_list)
def unpaginated_rpc(rpc: Rpc, graph: Graph) -> Iterator[Finding]:
    """A List RPC takes no page, as the others do.

    A list that grows without pages gets slow first and fails later (seed: "Use `page_token` and `page_size`
    (cursor-based) for List RPCs"). Judged are RPCs called List... that answer with repeated messages; one that takes a
    list itself is a batch. The rule compares with the specification's own habit: it speaks up where at least three, and
    three of four, List RPCs take a page.

    What the rule cannot know: whether a list can grow at all.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 9. User Service

    ```proto
    service UserService {
      rpc ListUsers(ListUsersRequest) returns (ListUsersResponse);
      rpc ListTeams(ListTeamsRequest) returns (ListTeamsResponse);
      rpc ListNotes(ListNotesRequest) returns (ListNotesResponse);
      rpc «ListTags»(ListTagsRequest) returns (ListTagsResponse);
    }
    message User { string id = 1; }
    message ListUsersRequest {
      int32 page_size = 1;
      string page_token = 2;
    }
    message ListUsersResponse {
      repeated User users = 1;
    }
    message ListTeamsRequest {
      int32 page_size = 1;
      string page_token = 2;
    }
    message ListTeamsResponse {
      repeated User users = 1;
    }
    message ListNotesRequest {
      int32 page_size = 1;
      string page_token = 2;
    }
    message ListNotesResponse {
      repeated User users = 1;
    }
    message ListTagsRequest {
      string user_id = 1;
    }
    message ListTagsResponse {
      repeated User users = 1;
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
      rpc ListTeams(ListTeamsRequest) returns (ListTeamsResponse);
    }
    message User { string id = 1; }
    message ListUsersRequest {
      int32 page_size = 1;
      string page_token = 2;
    }
    message ListUsersResponse {
      repeated User users = 1;
    }
    message ListTeamsRequest {
      int32 page_size = 1;
      string page_token = 2;
    }
    message ListTeamsResponse {
      repeated User users = 1;
    }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 9. User Service

    ```proto
    service UserService {
      rpc ListUsers(ListUsersRequest) returns (ListUsersResponse);
      rpc ListTeams(ListTeamsRequest) returns (ListTeamsResponse);
      rpc ListNotes(ListNotesRequest) returns (ListNotesResponse);
      rpc ListRoles(ListRolesRequest) returns (ListRolesResponse);
      rpc ListByIds(ListByIdsRequest) returns (ListByIdsResponse);
      rpc ListPlans(ListPlansRequest) returns (ListPlansResponse);
    }
    message User { string id = 1; }
    message ListUsersRequest {
      int32 page_size = 1;
      string page_token = 2;
    }
    message ListUsersResponse {
      repeated User users = 1;
    }
    message ListTeamsRequest {
      int32 page_size = 1;
      string page_token = 2;
    }
    message ListTeamsResponse {
      repeated User users = 1;
    }
    message ListNotesRequest {
      int32 page_size = 1;
      string page_token = 2;
    }
    message ListNotesResponse {
      repeated User users = 1;
    }
    message ListRolesRequest {
      string user_id = 1;
    }
    message ListRolesResponse {
      repeated string roles = 1;
    }
    message ListByIdsRequest {
      repeated string ids = 1;
    }
    message ListByIdsResponse {
      repeated User users = 1;
    }
    message ListPlansRequest {
      int32 limit = 1;
      string cursor = 2;
    }
    message ListPlansResponse {
      repeated User users = 1;
    }
    ```
    ````
    """
    lists = graph.view(_lists)
    lacking = [one for one, pages in lists.values() if not pages]
    paged = len(lists) - len(lacking)
    if paged < _LEAST or 4 * len(lacking) > len(lists) or lacking[:1] != [rpc]:
        return
    more = f", nor do {len(lacking) - 1} others" if len(lacking) > 1 else f", while {paged} other List RPCs do"
    yield Finding(
        rpc.method.span,
        f"`{rpc.key}` answers with a list and takes no page{more}",
        tuple(Label(one.method.span, "so too here") for one in lacking[1:]),
        help="add `page_size` and `page_token` to its request",
    )
