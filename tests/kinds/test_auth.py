# ruff: noqa: E501 -- table rows are best read on one line
"""The authentication document's extraction: flows, tokens, settings, and what they name of other documents."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.kinds.auth import KIND, words
from backend_spec.markdown import parse
from backend_spec.model.auth import (
    AuthFlow,
    FlowEndpoint,
    FlowError,
    JwtPayload,
    Mechanism,
    SessionEvent,
    SessionItem,
    Token,
)
from backend_spec.model.database import Table
from backend_spec.model.entity import Facts
from backend_spec.model.page import Setting
from backend_spec.project import analyse
from backend_spec.reading import Collector
from backend_spec.text import Source

T = TypeVar("T")

SEED = """# Authentication Flow

## 1. Overview

Tokens are renewed by `POST /auth/refresh`.

## 2. Token Strategy

### 2.1 Token Types

| Token         | TTL    | Storage                                    |
| ------------- | ------ | ------------------------------------------ |
| Access Token  | 15 min | Client                                     |
| Refresh Token | 7 days | Redis, `session:{user_id}:{token_id}`      |

### 2.2 JWT Payload

```json
{"sub": "1", "exp": 2}
```

### 2.3 Signing

| Setting   | Value   |
| --------- | ------- |
| Algorithm | `RS256` |

## 3. Password Security

| Rule   | Requirement |
| ------ | ----------- |
| Length | 8–64        |

```regex
^.{8,64}$
```

## 4. Authentication Flows

### 4.1 Registration Flow

```mermaid
flowchart TD
    A["POST /auth/register"] --> B{taken?}
    B -->|"error 1002"| C["409 EMAIL_TAKEN"]
    B -->|no| D["SET verify:{email}:code 1 EX 300"]
```

### 4.2 Login Flow

```mermaid
flowchart TD
    A["POST /login/google or /login/apple"] --> B["INSERT INTO users"]
```

## 5. Session Lifecycle Summary

```
login -> active -> POST /auth/logout
```

| Event  | Token State                            |
| ------ | -------------------------------------- |
| Logout | `session:{user_id}:*` is deleted       |

## 6. Security Mechanisms

| Mechanism   | Implementation  |
| ----------- | --------------- |
| Rate limits | `rate:{ip}`     |
"""

STEPS = """# Auth Spec

## Tokens

| Type | Lifetime | Stored In |
|-|-|-|
| **Access Token** | 900s | — |
| `Refresh Token` | 7d | `session:<user_id>:<token_id>` |

## Registration Flow

1. The client calls `POST` `/auth/register`.
2. A taken address fails with `EMAIL_TAKEN` (1002).
3. The code is kept under verify:{email}:code.

## Login Flow

- calls POST /login/google or /login/apple
"""

GROUPED = """# Authentication

## 4. Flows

### 4.1 Sign-up

Everything about signing up.

#### 4.1.1 Registration Flow

```mermaid
sequenceDiagram
    participant C as Mobile App
    participant G as API Gateway
    C->>G: POST /auth/register
    G-->>C: 409 EMAIL_TAKEN / 1002
    Note over G: verify:{email}:code
```

### 4.2 Login Flow

```mermaid
sequenceDiagram
    Client->>Gateway: POST /login/google
    Client->>Gateway: POST /login/apple
    Gateway->>Google: POST /token
```

### 4.3 Errors

| HTTP | Code | When |
|-|-|-|
| 409 | 1002 | taken |
"""

TABLES = """# Auth

## Authentication Flows

### Registration Flow

| Step | Action |
|-|-|
| 1 | POST /auth/register |
| 2 | error: 1002 EMAIL_TAKEN |
| 3 | `SETEX verify:{email}:code 300 x` |

### Login Flow

| Method | Endpoint | Description |
|-|-|-|
| POST | `/login/google` | Google |
| POST | `/login/apple` | Apple |
"""

LEVEL_ONE = """# 认证流程

# Registration Flow

POST /auth/register → 409 / 1002 EMAIL_TAKEN; verify:{email}:code

# Login Flow

```mermaid
stateDiagram-v2
    [*] --> Active: POST /login/google
    Active --> [*]: POST /login/apple
```
"""

STYLES = {"seed": SEED, "steps": STEPS, "grouped": GROUPED, "tables": TABLES, "level one": LEVEL_ONE}


def facts(text: str) -> Facts:
    collector = Collector(parse(Source("auth_specification.md", text)), "auth")
    KIND.extract(collector)
    return collector.facts()


def every(noun: type[T], text: str) -> list[T]:
    return [fact for fact in facts(text).stated if isinstance(fact, noun)]


@pytest.mark.parametrize("style", STYLES)
class TestStyles:
    def test_flows(self, style: str) -> None:
        flows = every(AuthFlow, STYLES[style])
        assert [flow.key for flow in flows] == ["Registration Flow", "Login Flow"]
        assert [flow.name.span.text for flow in flows] == ["Registration Flow", "Login Flow"]

    def test_endpoints(self, style: str) -> None:
        named = [one for one in every(FlowEndpoint, STYLES[style]) if one.flow.endswith("Flow")]
        assert [(one.flow, one.endpoint.key) for one in named] == [
            ("Registration Flow", "POST /auth/register"),
            ("Login Flow", "POST /login/google"),
            ("Login Flow", "POST /login/apple"),
        ]
        assert all(one.span.text.endswith(one.endpoint.key.split()[1]) for one in named)

    def test_errors(self, style: str) -> None:
        named = [one for one in every(FlowError, STYLES[style]) if one.flow == "Registration Flow"]
        assert sorted(one.error.key for one in named) == ["1002", "EMAIL_TAKEN"]
        assert all(one.span.text == one.error.key for one in named)

    def test_keys(self, style: str) -> None:
        named = [one for one in every(SessionItem, STYLES[style]) if one.flow == "Registration Flow"]
        assert [one.key.key for one in named] == ["verify:{email}:code"]
        assert named[0].span.text == "verify:{email}:code"


def test_tables_of_the_seed() -> None:
    access, refresh = every(Token, SEED)
    assert access.ttl is not None
    assert (access.name.span.text, access.ttl.span.text) == ("Access Token", "15 min")
    assert [key.span.text for key in refresh.keys] == ["session:{user_id}:{token_id}"]
    given_ = [(one.section, one.name.value, one.value and one.value.value) for one in every(Setting, SEED)]
    assert given_ == [
        ("Signing", "Algorithm", "RS256"),
        ("Password Security", "Length", "8–64"),
        ("Password Security", "regex", "^.{8,64}$"),
    ]
    (payload,) = every(JwtPayload, SEED)
    assert [claim.span.text for claim in payload.claims] == ["sub", "exp"]
    (event,) = every(SessionEvent, SEED)
    assert event.event.span.text == "Logout"
    (mechanism,) = every(Mechanism, SEED)
    assert mechanism.name.span.text == "Rate limits"
    assert [one.key.key for one in every(SessionItem, SEED)] == [
        "session:{user_id}:{token_id}",
        "verify:{email}:code",
        "session:{user_id}:*",
        "rate:{ip}",
    ]
    assert [ref.key for ref in facts(SEED).references if ref.target is Table] == ["users"]


def test_tokens_in_another_style() -> None:
    access, refresh = every(Token, STEPS)
    assert (access.name.span.text, refresh.name.span.text) == ("Access Token", "Refresh Token")
    assert access.storage is None
    assert [key.span.text for key in refresh.keys] == ["session:<user_id>:<token_id>"]


HOUSE = """# Authentication

## Tokens

| | Access token | Refresh token |
|---|---|---|
| Form | JWT | opaque |
| Lifetime | 15 minutes | 30 days |
| Kept by the server | no | `sess:<id>` |

| Signing | Value |
|---|---|
| Algorithm | ES256 |

## Life of a session

```text
 login ---> logout
```

| Event | `sessions` | `sess:<id>` |
|---|---|---|
| logout | `revoked_at` set | deleted |

## Other protections

| Against | Measure |
|---|---|
| Guessing | five attempts |

## Contacts

| Team | Channel |
|---|---|
| Identity | #identity |
"""


def test_a_house_style() -> None:
    access, refresh = every(Token, HOUSE)
    assert (access.name.span.text, access.ttl and access.ttl.span.text) == ("Access token", "15 minutes")
    assert (refresh.ttl and refresh.ttl.span.text, refresh.storage and refresh.storage.value) == (
        "30 days",
        "sess:<id>",
    )
    assert "Algorithm" in [setting.name.span.text for setting in every(Setting, HOUSE)]
    (event,) = every(SessionEvent, HOUSE)
    assert (event.event.span.text, event.state and event.state.value) == ("logout", "revoked_at set")
    (mechanism,) = every(Mechanism, HOUSE)
    assert (mechanism.name.span.text, mechanism.implementation and mechanism.implementation.value) == (
        "Guessing",
        "five attempts",
    )
    assert [span.text for span in facts(HOUSE).ledger.unread] == ["| Identity | #identity |"]


def test_the_flows_diagrams() -> None:
    assert [flow.diagrams for flow in every(AuthFlow, SEED)] == [
        ("auth_specification.md#1",),
        ("auth_specification.md#2",),
    ]


def test_ledger() -> None:
    ledger = facts(SEED).ledger
    assert (ledger.rows, ledger.rows_read) == (6, 6)


class TestWords:
    """Errors, endpoints and keys that are certain, and what only looks like one."""

    @pytest.mark.parametrize(
        ("text", "certain"),
        [
            ("401 INVALID_CREDENTIALS", ["INVALID_CREDENTIALS"]),
            ("HTTP 401 (1001)", ["1001"]),
            ("401/1001", ["1001"]),
            ("Error 1001", ["1001"]),
            ("error code: `1001`", ["1001"]),
            ("error_code=1001", ["1001"]),
            ("code 1001", ["1001"]),
            ("1001 INVALID_OTP", ["1001", "INVALID_OTP"]),
            ("INVALID_OTP (1001)", ["INVALID_OTP", "1001"]),
            ("Return TOKEN_EXPIRED", ["TOKEN_EXPIRED"]),
            ("reject with AUTH_001", ["AUTH_001"]),
            ("错误码 1001", ["1001"]),
            ("Errors: `1001`, `1002` and `1003`", ["1001", "1002", "1003"]),
            ("403 FORBIDDEN (1003)", ["1003"]),
            ("HTTP 401 Unauthorized / 1003", ["1003"]),
            ("the endpoints answer `1004`; others", ["1004"]),
            ("returns 5000 rows", []),
            ("429 after 3 tries: 3600 s", []),
            ("429 TOO_MANY_REQUESTS", []),
            ("gRPC error UNAUTHENTICATED", []),
            ("error NOT_FOUND", []),
            ("status = PENDING_VERIFICATION", []),
            ("return ACCESS_TOKEN", []),
            ("TTL 3600, RSA 2048, RFC 6749, port 6379", []),
            ("verification code: 1234", []),
            ("6-digit code 123456", []),
            ("the WebSocket is closed with code `4401`", []),
            ("user:1001 at 12:1001", []),
            ("in 2026-1001", []),
            ("JWT_SECRET", []),
        ],
    )
    def test_errors(self, text: str, certain: list[str]) -> None:
        assert [text[start:end] for start, end, firm in words.errors(text) if firm] == certain

    @pytest.mark.parametrize(
        ("text", "certain"),
        [
            ("POST /auth/login", ["POST /auth/login"]),
            ("Client: POST /auth/login/google with Google's token", ["POST /auth/login/google"]),
            ("GET/POST /auth/me", ["GET /auth/me", "POST /auth/me"]),
            ("Google POST /token", []),
            ("POST /token (Apple)", []),
            ("POST https://accounts.google.com/token", []),
            ("GET /.well-known/jwks.json", []),
            ("GET /auth/*", []),
            ("POST /", []),
            ("DELETE FROM sessions", []),
            ("GET session:{id}", []),
        ],
    )
    def test_endpoints(self, text: str, certain: list[str]) -> None:
        assert [key for _, _, key, firm in words.endpoints(text) if firm] == certain

    @pytest.mark.parametrize(
        ("text", "certain"),
        [
            ("session:{user_id}:{token_id}", ["session:{user_id}:{token_id}"]),
            ("GET session:1:2 then DEL otp:{id}", ["session:1:2", "otp:{id}"]),
            ("stored under `session:<uid>`.", ["session:<uid>"]),
            ("scan session:{id}:*", ["session:{id}:*"]),
            ("users:read", []),
            ("role:{name}", []),
            ("https://x.y/{tenant}:{id}", []),
            ("otpauth://totp/{issuer}:{account}", []),
            ("Authorization: Bearer {token}", []),
            ("{a}:{b}", []),
            ("at 12:30, localhost:{port}", []),
        ],
    )
    def test_keys(self, text: str, certain: list[str]) -> None:
        source = Source("x.md", f"# T\n\n## Login Flow\n\n{text}\n")
        collector = Collector(parse(source), "auth")
        KIND.extract(collector)
        found = [fact.key for fact in collector.facts().stated if isinstance(fact, SessionItem)]
        assert [ref.span.text for ref in found] == certain


def test_providers_are_not_ours() -> None:
    text = "# T\n\n## Login Flow\n\n```mermaid\nsequenceDiagram\n  Gateway->>Google: POST /token\n  AuthService->>MailService: POST /send\n  App->>API: POST /x\n```\n"
    assert [one.endpoint.key for one in every(FlowEndpoint, text)] == ["POST /x"]


def test_one_fault_is_one_diagnostic() -> None:
    """The key rule of the cache and the endpoint rules of the API leave the authentication document to item 8."""
    files = {
        "auth_specification.md": "# Authentication Flow\n\n## Login Flow\n\n`POST /auth/nowhere` writes `SET other:{id} 1`, error 9999.\n",
        "api_specification.md": "# API\n\n## Endpoints\n\n### POST /api/v1/auth/login\n",
        "cache_specification.md": "# Cache Strategy\n\n## Cache Items\n\n| Key Pattern | TTL | Service |\n|-|-|-|\n| `session:{id}` | 1h | auth |\n",
        "error_specification.md": "# Error Handling\n\n## Error Code Registry\n\n| Code | Name | HTTP Status |\n|-|-|-|\n| 1001 | OTHER_ERROR | 400 |\n",
    }
    analysis = analyse({path: text.encode() for path, text in files.items()})
    found = [
        (d.rule, d.span.text)
        for d in analysis.diagnostics
        if d.span.source.path.startswith("auth") and d.severity == "error"
    ]
    assert found == [
        ("undefined-flow-endpoint", "POST /auth/nowhere"),
        ("undeclared-session-item", "other:{id}"),
        ("undefined-flow-error", "9999"),
    ]


PIECES = st.sampled_from(
    [
        *SEED.splitlines(True),
        *GROUPED.splitlines(True),
        "|",
        "`",
        "401 ",
        "1001",
        "{",
        "}",
        ":",
        "\n",
        "\\|",
        "<br>",
        "🎉 ",
        "POST /",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_extraction_never_raises(text: str) -> None:
    found = facts(text)
    for fact in (*found.stated, *found.references):
        assert 0 <= fact.span.start <= fact.span.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(SEED)), st.integers(0, 40), st.sampled_from(["", "|", "`", "\n\n", "#", "```", "用", '"']))
def test_mutated_documents(at: int, length: int, text: str) -> None:
    facts(SEED[:at] + text + SEED[at + length :])
