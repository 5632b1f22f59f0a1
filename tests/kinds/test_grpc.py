# ruff: noqa: E501 -- table rows are best read on one line
"""The gRPC specification's extraction: proto entities, service sections, service errors, inter-service calls."""

from __future__ import annotations

import re
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.kinds.grpc import KIND
from backend_spec.markdown import parse
from backend_spec.model.entity import Facts
from backend_spec.model.error import ErrorCode
from backend_spec.model.grpc import (
    Enum,
    GrpcSection,
    GrpcService,
    InterServiceCall,
    Message,
    ProtoSource,
    Rpc,
    ServiceError,
)
from backend_spec.reading import Collector
from backend_spec.text import Source

T = TypeVar("T")

SEED = """# gRPC Service Specification

| Date       | Description                      |
| ---------- | -------------------------------- |
| 2026-01-10 | FEAT-USER-001: User Registration |

## 1. Overview

All services use proto3.

## 2. Common Types

**File path**: `proto/common/v1/common.proto`

```protobuf
syntax = "proto3";

package nihao.common.v1;

enum Platform {
  PLATFORM_UNKNOWN = 0;
  PLATFORM_IOS = 1;
}

message PageInfo {
  string next_page_token = 1;
}
```

## 3. Naming Conventions

| Element | Convention | Example |
| ------- | ---------- | ------- |
| Message | PascalCase | `LoginRequest` |

```protobuf
message LoginRequest { string example = 1; }
enum Status { UNKNOWN = 0; }
```

## 4. Request/Response

```protobuf
service ExampleService { rpc DoIt(DoItRequest) returns (DoItResponse); }
message DoItRequest {}
```

## 6. Pagination

```protobuf
message Cursor { string page_token = 1; }
message ListThingsRequest { int32 page_size = 1; }
```

## 7. Error Handling

| gRPC Status | Meaning |
| ----------- | ------- |
| NOT_FOUND   | gone    |

## 8. Auth Service

### 8.1 Service Definition

**File**: `proto/auth/v1/auth_service.proto`

```protobuf
syntax = "proto3";
package nihao.auth.v1;
import "common/v1/common.proto";

service AuthService {
  rpc Login(LoginRequest) returns (LoginResponse);
  rpc ListSessions(ListSessionsRequest) returns (stream ListSessionsResponse);
}
```

### 8.2 Message Definitions

#### Login

```protobuf
message LoginRequest {
  string email = 1;
  nihao.common.v1.Platform platform = 2;
}
message LoginResponse {
  message Token { string value = 1; }
  Token token = 1;
}
```

#### Sessions

```protobuf
message ListSessionsRequest { Cursor cursor = 1; }
message ListSessionsResponse { map<string, Session> sessions = 1; }
message Session { string id = 1; }
```

### 8.3 Error Codes

| gRPC Status Code | Reason | Detail Type | Description |
| ---------------- | ------ | ----------- | ----------- |
| `UNAUTHENTICATED` | `INVALID_CREDENTIALS` | `google.rpc.ErrorInfo` | Wrong password |
| 5 NOT_FOUND | USER_NOT_FOUND, `SESSION_NOT_FOUND` | ErrorInfo | x |
| INTERNAL | INTERNAL | — | Unexpected |
| UNAVAILABLE | — | RetryInfo | x |

## 9. User Service

### 9.1 Service Definition

```protobuf
// proto/user/v1/user_service.proto
package nihao.user.v1;
service UserService {
  rpc GetUser(GetUserRequest) returns (GetUserResponse);
}
```

### 9.3 Error Codes

No errors of its own.

## 10. Inter-Service Communication

| Caller | Callee | RPC | When |
| ------ | ------ | --- | ---- |
| gateway | auth-service | `AuthService.Login`, `ListSessions` | on login |
| Auth Service / group-service | `user-service` | GetUser | always |
| All services | auth-service | All RPCs | — |
| gateway | user-service | — | |
"""


def facts(text: str) -> Facts:
    collector = Collector(parse(Source("grpc_specification.md", text)), "grpc")
    KIND.extract(collector)
    return collector.facts()


def every(noun: type[T], text: str) -> list[T]:
    return [fact for fact in facts(text).stated if isinstance(fact, noun)]


def test_services_and_rpcs() -> None:
    services = every(GrpcService, SEED)
    assert [(s.name.span.text, s.package, s.file) for s in services] == [
        ("AuthService", "nihao.auth.v1", "proto/auth/v1/auth_service.proto"),
        ("UserService", "nihao.user.v1", "proto/user/v1/user_service.proto"),
    ]
    assert services[0].section
    assert services[0].section.text == "Auth Service"
    rpcs = every(Rpc, SEED)
    assert [(r.name.value, r.name.span.text) for r in rpcs] == [
        ("AuthService.Login", "Login"),
        ("AuthService.ListSessions", "ListSessions"),
        ("UserService.GetUser", "GetUser"),
    ]
    assert rpcs[0].attributes() == {"request": "LoginRequest", "response": "LoginResponse"}
    assert rpcs[1].response
    assert rpcs[1].response.span.text == "ListSessionsResponse"


def test_messages_enums_and_what_only_illustrates() -> None:
    messages = every(Message, SEED)
    assert [(m.name.value, m.package) for m in messages] == [
        ("PageInfo", "nihao.common.v1"),
        ("Cursor", None),
        ("LoginRequest", "nihao.auth.v1"),
        ("LoginResponse", "nihao.auth.v1"),
        ("LoginResponse.Token", "nihao.auth.v1"),
        ("ListSessionsRequest", "nihao.auth.v1"),
        ("ListSessionsResponse", "nihao.auth.v1"),
        ("Session", "nihao.auth.v1"),
    ]
    assert [e.name.value for e in every(Enum, SEED)] == ["Platform"]
    references = [(ref.target, ref.text) for ref in facts(SEED).references]
    assert (Enum, "nihao.common.v1.Platform") in references
    assert (Message, "Session") in references
    assert [s.path and s.path.span.text for s in every(ProtoSource, SEED)][:2] == [
        "proto/common/v1/common.proto",
        "proto/auth/v1/auth_service.proto",
    ]


def test_sections_and_what_they_lack() -> None:
    auth, user = every(GrpcSection, SEED)
    assert (auth.name.span.text, user.name.span.text) == ("Auth Service", "User Service")
    assert auth.definition
    assert auth.messages
    assert auth.errors
    assert auth.errors.text.startswith("| gRPC Status Code")
    assert user.definition
    assert user.messages is None
    assert user.errors
    assert user.errors.text == "9.3 Error Codes"
    missing = SEED.replace("service AuthService {\n  rpc Login(", "message Lost { string a = 1; }\n// (")
    assert [(s.name.span.text, s.definition is None) for s in every(GrpcSection, missing)] == [
        ("User Service", False),
        ("Auth Service", True),
    ]


def rows(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (
            error.service,
            error.status and error.status.span.text,
            error.error and error.error.text,
            error.name and error.name.text,
        )
        for error in every(ServiceError, text)
    ]


def test_service_errors() -> None:
    assert rows(SEED) == [
        ("AuthService", "UNAUTHENTICATED", "INVALID_CREDENTIALS", None),
        ("AuthService", "NOT_FOUND", "USER_NOT_FOUND", None),
        ("AuthService", "NOT_FOUND", "SESSION_NOT_FOUND", None),
        ("AuthService", "INTERNAL", "INTERNAL", None),
        ("AuthService", "UNAVAILABLE", None, None),
    ]
    firm = {ref.text: ref.firm for ref in facts(SEED).references if ref.target is ErrorCode}
    assert firm == {
        "INVALID_CREDENTIALS": True,
        "USER_NOT_FOUND": True,
        "SESSION_NOT_FOUND": True,
        "INTERNAL": False,
    }


SERVICE = "# gRPC\n\n## Chat Service\n\n```proto\nservice ChatService { rpc Send(SendRequest) returns (SendResponse); }\n```\n\n"

ERROR_STYLES = {
    "code and name in two columns": (
        "### Errors\n\n| Error Code | Name | gRPC Status | When |\n|---|---|---|---|\n| `3001` | ROOM_FULL | ABORTED | x |\n",
        [("ChatService", "ABORTED", "3001", "ROOM_FULL")],
    ),
    "code and name in one cell": (
        "### Errors\n\n| Status | Reason |\n|---|---|\n| NOT_FOUND (5) | 3002 NO_ROOM |\n| ABORTED | NO_USER (3003) |\n",
        [("ChatService", "NOT_FOUND", "3002", "NO_ROOM"), ("ChatService", "ABORTED", "NO_USER", None)],
    ),
    "per RPC, the status in a code column": (
        "### `Send`\n\n#### Send Errors\n\n| Condition | gRPC Code | Description |\n|---|---|---|\n| gone | 5 NOT_FOUND | x |\n",
        [("ChatService", "NOT_FOUND", None, None)],
    ),
    "a bare code column that holds statuses": (
        "### Error codes\n\n| Code | Description |\n|---|---|\n| `NOT_FOUND` | x |\n| 13 INTERNAL | y |\n",
        [("ChatService", "NOT_FOUND", None, None), ("ChatService", "INTERNAL", None, None)],
    ),
    "a bare code column that holds registered codes": (
        "### Error codes\n\n| Code | Description |\n|---|---|\n| **3001** | x |\n| 3002 / 3003 | y |\n",
        [
            ("ChatService", None, "3001", None),
            ("ChatService", None, "3002", None),
            ("ChatService", None, "3003", None),
        ],
    ),
    "prose for a reason": (
        "### Errors\n\n| gRPC Status | Reason | Details |\n|---|---|---|\n| INTERNAL | The database is down | — |\n",
        [("ChatService", "INTERNAL", None, None)],
    ),
    "Go's names": (
        "### Errors\n\n| gRPC Code | Error |\n|---|---|\n| codes.NotFound | `chat.ROOM_NOT_FOUND` |\n",
        [("ChatService", "NotFound", "ROOM_NOT_FOUND", None)],
    ),
    "codes with letters": (
        "### Errors\n\n| gRPC Code | Error Code |\n|---|---|\n| ABORTED | CHAT-001 |\n",
        [("ChatService", "ABORTED", "CHAT-001", None)],
    ),
}


@pytest.mark.parametrize("style", ERROR_STYLES)
def test_styles_of_error_tables(style: str) -> None:
    text, expected = ERROR_STYLES[style]
    assert rows(SERVICE + text) == expected


def calls(text: str) -> list[tuple[list[str], list[str], list[str], list[str]]]:
    return [
        (
            [ref.text for ref in call.callers] + ["*"] * call.any_caller,
            [ref.text for ref in call.callees] + ["*"] * call.any_callee,
            [ref.text for ref in call.rpcs],
            [ref.key for ref in call.rpcs],
        )
        for call in every(InterServiceCall, text)
    ]


def test_inter_service_calls() -> None:
    assert calls(SEED) == [
        (["gateway"], ["auth-service"], ["AuthService.Login", "ListSessions"], ["AuthService.Login", "ListSessions"]),
        (["Auth Service", "group-service"], ["user-service"], ["GetUser"], ["GetUser"]),
        (["*"], ["auth-service"], [], []),
        (["gateway"], ["user-service"], [], []),
    ]
    scopes = {ref.key: ref.scope for ref in facts(SEED).references if ref.target is Rpc}
    assert scopes == {"AuthService.Login": "auth-service", "ListSessions": "auth-service", "GetUser": "user-service"}


CALL_STYLES = {
    "other titles and order": (
        "| Purpose | From | To | Method |\n|---|---|---|---|\n| x | **a-service** | b-service | `nihao.b.v1.BService/Get` |\n",
        [(["a-service"], ["b-service"], ["nihao.b.v1.BService/Get"], ["nihao.b.v1.BService.Get"])],
    ),
    "lines in a cell": (
        "| Caller | Callee | RPCs |\n|---|---|---|\n| a-service<br>c-service | b-service | `Get()`<br/>`List(x)` |\n",
        [(["a-service", "c-service"], ["b-service"], ["Get", "List"], ["Get", "List"])],
    ),
    "any by pattern": (
        "| Caller | Callee | RPC |\n|---|---|---|\n| a | b | `Get*` |\n| a | b | BService.* |\n| a | any service | * |\n",
        [(["a"], ["b"], [], []), (["a"], ["b"], [], []), (["a"], ["*"], [], [])],
    ),
    "no RPC column": (
        "| Caller | Callee | Protocol |\n|---|---|---|\n| a | b and c | gRPC |\n",
        [(["a"], ["b", "c"], [], [])],
    ),
    "a table per caller": (
        "### Order Service\n\n| Callee | RPC | When |\n|---|---|---|\n| `b-service` | Get | x |\n",
        [(["Order Service"], ["b-service"], ["Get"], ["Get"])],
    ),
    "links and remarks": (
        "| Caller | Callee | gRPC Method |\n|---|---|---|\n| [a-service](#a) (async) | b | gRPC Get |\n",
        [(["a-service"], ["b"], ["Get"], ["Get"])],
    ),
}


@pytest.mark.parametrize("style", CALL_STYLES)
def test_styles_of_call_tables(style: str) -> None:
    text, expected = CALL_STYLES[style]
    assert calls("# gRPC\n\n## Inter-Service Communication\n\n" + text) == expected


def test_rpcs_outside_of_a_service_and_partial_blocks() -> None:
    text = (
        SERVICE
        + "```\nrpc Edit(EditRequest) returns (EditResponse);\nrpc Send(SendRequest) returns (SendResponse);\n```\n"
        + "\n```proto\nservice ChatService {\n  rpc Delete(DeleteRequest) returns (...);\n}\n```\n"
    )
    assert [(r.name.value, r.response and r.response.value) for r in every(Rpc, text)] == [
        ("ChatService.Send", "SendResponse"),
        ("ChatService.Edit", "EditResponse"),
        ("ChatService.Delete", None),
    ]
    assert len(every(GrpcService, text)) == 1


def test_an_rpc_twice_in_one_block_is_two_entities() -> None:
    text = "## A Service\n\n```proto\nservice A {\n  rpc X(R) returns (S);\n  rpc X(R) returns (S);\n}\n```\n"
    assert [r.name.value for r in every(Rpc, text)] == ["A.X", "A.X"]


def test_services_one_level_deeper_and_a_document_per_service() -> None:
    deeper = re.sub("(?m)^##", "###", SEED).replace("\n### 8.", "\n## 8. Services\n\n### 8.1")
    assert [s.name.value for s in every(GrpcSection, deeper)] == ["Auth Service", "User Service"]
    single = (
        "# Auth Service\n\n## Service Definition\n\n```proto\nservice AuthService {}\n```\n\n## Error Codes\n\nNone.\n"
    )
    assert [(s.name.value, bool(s.definition), bool(s.errors)) for s in every(GrpcSection, single)] == [
        ("Auth Service", True, True)
    ]


def test_bad_and_good_examples_declare_nothing() -> None:
    text = SERVICE + "```proto\n// ❌ Bad\nmessage SendRequest { string userName = 1; }\n```\n"
    assert every(Message, text) == []
    text = SERVICE + "❌ Wrong:\n\n```proto\nmessage SendRequest { string user = 1; }\n```\n"
    assert every(Message, text) == []


def test_ledger_of_the_seeds_own_form() -> None:
    ledger = facts(SEED).ledger
    assert ledger.fences == ledger.fences_read == 8
    assert [span.text for span in ledger.unread] == ["| 2026-01-10 | FEAT-USER-001: User Registration |"]


@pytest.mark.parametrize(
    "line",
    [
        "**File path**: `a/b.proto`",
        "File: a/b.proto",
        "- **Proto file:** `a/b.proto`",
        "**Package:** `x.v1` · **File:** `a/b.proto`",
        "`a/b.proto`",
        "文件：`a/b.proto`",
    ],
)
def test_the_files_path(line: str) -> None:
    text = SERVICE.replace("```proto", line + "\n\n```proto")
    assert [s.path and s.path.span.text for s in every(ProtoSource, text)] == ["a/b.proto"]
    assert every(ProtoSource, SERVICE.replace("```proto", "See `a/b.proto` for more.\n\n```proto")) == []


def test_an_unreadable_statement_leaves_the_fence_unread() -> None:
    assert facts(SERVICE + "```proto\nmessage A {\n  string = 1;\n}\n```\n").ledger.fences_read == 1


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_never_raises_on_mutated_documents(data: st.DataObject) -> None:
    text = SEED
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        drop = data.draw(st.integers(0, 12))
        piece = data.draw(st.sampled_from(["", "|", "`", "\n", "-", "#", "**", "é", "{", "}", ";", "<br>", "```"]))
        text = text[:at] + piece + text[at + drop :]
    for fact in facts(text).stated:
        assert 0 <= fact.span.start <= fact.span.end <= len(text)
