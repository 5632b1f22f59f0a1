# ruff: noqa: E501 -- table rows are best read on one line
"""The REST API document's extraction: what is an endpoint, in many authors' styles, and what belongs to it."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.kinds.api import KIND
from backend_spec.kinds.api.access import is_public
from backend_spec.kinds.api.labels import part_of
from backend_spec.markdown import parse
from backend_spec.model.entity import Facts
from backend_spec.model.http import (
    AccessRow,
    Backend,
    Endpoint,
    EndpointUse,
    Header,
    JsonKey,
    PathPrefix,
    ReturnedError,
    Role,
    RoleUse,
    SummaryRow,
)
from backend_spec.model.page import Setting
from backend_spec.reading import Collector
from backend_spec.text import Source

T = TypeVar("T")

SEED = """# Gateway REST API Specification

| Date       | Description                      |
| ---------- | -------------------------------- |
| 2026-01-10 | FEAT-USER-001: User Registration |

## 1. Overview

Text.

## 2. Versioning

All routes begin with `/api/v1/...`, for example `GET /api/v1/users`.

## 3. Common Headers

| Header         | Value | Required | Description |
| -------------- | ----- | -------- | ----------- |
| `X-Request-ID` | UUID  | Yes      | trace       |

## 5. HTTP Status Code Usage

| Status Code | Meaning | Used When |
| ----------- | ------- | --------- |
| 404         | Missing | no such   |

## 7. Authentication & Authorization

### 7.1 Role Definitions

| Role     | Description |
| -------- | ----------- |
| `admin`  | all         |
| `member` | some        |

### 7.2 Access Matrix

| Endpoint                      | member | admin |
| ----------------------------- | ------ | ----- |
| `POST /api/v1/auth/login`     | ✓      | ✓     |
| `DELETE /api/v1/users/:id`    | —      | ✓     |
| Everything else               | ✓      | ✓     |

## 8. CORS Policy

| Setting         | Value |
| --------------- | ----- |
| Allowed Origins | `*`   |

## 10. Rate Limiting

| Endpoint                  | Limit |
| ------------------------- | ----- |
| `POST /api/v1/auth/login` | 5     |
| Default                   | 100   |

## 11. Endpoints

### 11.1 Authentication

#### 11.1.1 Login

`POST /api/v1/auth/login`

- **Access**: Public
- **Idempotency**: Not needed
- **Service**: `auth-service` (`AuthService.Login`)

Logs a user in; see `GET /api/v1/users/:id`.

**Request Body**

```json
{"email": "a@b.c", "deviceId": "d"}
```

| Field | Type   | Required | Validation |
| ----- | ------ | -------- | ---------- |
| email | string | Yes      | address    |

**Success Response** (200 OK)

```json
{"code": 0, "data": {}, "msg": "success", "request_id": "r"}
```

**Error Responses**

| HTTP Status | Code           | Msg     |
| ----------- | -------------- | ------- |
| 200         | 0              | success |
| 400         | `1001`         | invalid |
| 401         | `1003`, `1004` | wrong   |

**Sequence Diagram**

```mermaid
sequenceDiagram
    Client->>Gateway: POST /auth/login
    Gateway->>AuthService: gRPC Login
```

#### 11.1.2 Delete a user

`DELETE /api/v1/users/:id`

- **Access**: Protected
- **Roles**: `admin`, `root`

## 12. Operational Endpoints

| Endpoint   | Method | Description | Access   |
| ---------- | ------ | ----------- | -------- |
| `/healthz` | GET    | liveness    | Internal |

## 13. API Summary

| Method | Endpoint             | Access            | Service                        | Idempotency |
| ------ | -------------------- | ----------------- | ------------------------------ | ----------- |
| POST   | `/api/v1/auth/login` | Public            | auth-service                   | Not needed  |
| DELETE | `/api/v1/users/:id`  | Protected (admin) | `user-service`, `auth-service` | —           |
| GET    | `/healthz`           | Internal          | Gateway                        | —           |
"""


def extract(text: str) -> Facts:
    collector = Collector(parse(Source("api_specification.md", text)), "api")
    KIND.extract(collector)
    return collector.facts()


def of(facts: Facts, noun: type[T]) -> list[T]:
    return [fact for fact in facts.stated if isinstance(fact, noun)]


def endpoints(text: str) -> list[Endpoint]:
    return of(extract(text), Endpoint)


def one(text: str) -> Endpoint:
    found = endpoints("# REST API\n\n" + text)
    assert len(found) == 1, [endpoint.key for endpoint in found]
    return found[0]


def codes(endpoint: Endpoint) -> list[tuple[str | None, str | None]]:
    return [(e.http and e.http.value, e.code and e.code.text) for e in endpoint.errors or ()]


# -- the seed's style


def test_endpoints_of_the_seed() -> None:
    login, delete, health = endpoints(SEED)
    assert login.key == login.name.span.text == "POST /api/v1/auth/login"
    assert login.method.span.text == "POST"
    assert login.path.span.text == "/api/v1/auth/login"
    assert login.access
    assert login.access.span.text == "Public"
    assert login.public is True
    assert login.idempotency
    assert login.idempotency.span.text == "Not needed"
    assert login.description
    assert login.description.text.startswith("Logs a user in")
    assert login.request
    assert len(login.request.examples) == 1
    assert [field.name.span.text for field in login.request.fields or ()] == ["email"]
    assert [field.required for field in login.request.fields or ()] == [True]
    assert login.response
    assert len(login.response.examples) == 1
    assert codes(login) == [("200", None), ("400", "1001"), ("401", "1003"), ("401", "1004")]
    assert login.diagram
    assert login.diagram.text.startswith("```mermaid")
    assert login.extent
    assert login.extent.text.startswith("11.1.1 Login")
    assert delete.public is False
    assert [role.span.text for role in delete.roles] == ["admin", "root"]
    assert delete.errors is None
    assert (health.key, health.operational, health.detailed) == ("GET /healthz", True, False)
    assert (login.operational, login.detailed) == (False, True)


def test_tables_of_the_seed() -> None:
    facts = extract(SEED)
    assert [role.name.span.text for role in of(facts, Role)] == ["admin", "member"]
    assert [header.name.span.text for header in of(facts, Header)] == ["X-Request-ID"]
    assert [prefix.prefix.span.text for prefix in of(facts, PathPrefix)] == ["/api/v1"]
    assert [setting.name.value for setting in of(facts, Setting)] == [
        "Allowed Origins",
        "POST /api/v1/auth/login",
        "Default",
    ]
    rows = of(facts, SummaryRow)
    assert [row.endpoint.key for row in rows] == [
        "POST /api/v1/auth/login",
        "DELETE /api/v1/users/:id",
        "GET /healthz",
    ]
    assert [row.endpoint.text for row in rows] == ["/api/v1/auth/login", "/api/v1/users/:id", "/healthz"]
    assert [[service.text for service in row.services] for row in rows] == [
        ["auth-service"],
        ["user-service", "auth-service"],
        ["Gateway"],
    ]
    matrix = of(facts, AccessRow)
    assert [[role.text for role in row.roles] for row in matrix] == [
        ["member", "admin"],
        ["admin"],
        ["member", "admin"],
    ]
    assert [[ref.text for ref in row.endpoints] for row in matrix][-1] == []
    assert {use.context for use in of(facts, EndpointUse)} == {"access matrix", "rate limits", "API summary"}
    assert {use.role.text for use in of(facts, RoleUse)} == {"member", "admin", "root"}
    (backend,) = of(facts, Backend)
    assert [ref.text for ref in (*backend.services, *backend.rpcs)] == ["auth-service", "AuthService.Login"]
    assert [key.name.span.text for key in of(facts, JsonKey)] == [
        "email",
        "deviceId",
        "code",
        "data",
        "msg",
        "request_id",
    ]


def test_ledger_of_the_seed() -> None:
    ledger = extract(SEED).ledger
    # The header table and diagrams are the slice common's.
    assert [span.text[:10] for span in ledger.unread] == ["| 2026-01-", "```mermaid"]


# -- ways to declare


@pytest.mark.parametrize(
    ("text", "name", "span"),
    [
        ("## POST /x\n", "POST /x", "POST /x"),
        ("### `POST /x`\n", "POST /x", "POST /x"),
        ("### Login — `POST /x`\n", "POST /x", "POST /x"),
        ("### 1.2 Login (POST /x/{id})\n", "POST /x/{id}", "POST /x/{id}"),
        ("### 🔐 Log in: `POST /x`\n", "POST /x", "POST /x"),
        ("### Create a user `POST /x`\n", "POST /x", "POST /x"),
        ("## GET /x/[id] 查询\n", "GET /x/[id]", "GET /x/[id]"),
        ("### Login\n\n`POST /x`\n", "POST /x", "POST /x"),
        ("### Login\n\nPOST /x\n", "POST /x", "POST /x"),
        ("### Login\n\n**POST** `/x`\n", "POST /x", "POST** `/x"),
        ("### Login\n\n**`POST /x`**\n", "POST /x", "POST /x"),
        ("### Login\n\n`POST` `/x`\n", "POST /x", "POST` `/x"),
        ("### Login\n\n**Endpoint:** `POST /x`\n", "POST /x", "POST /x"),
        ("### Login\n\n- **Endpoint**: `POST /x`\n", "POST /x", "POST /x"),
        ("### Login\n\n**Description**: Logs in.\n**URL**: `POST /x`\n", "POST /x", "POST /x"),
        ("### Login\n\n`POST /x` — Public\n", "POST /x", "POST /x"),
        ("### Login\n\n`POST /x` (DEPRECATED)\n", "POST /x", "POST /x"),
        ("### Login\n\n- **Method**: POST\n- **Path**: `/x`\n", "POST /x", "/x"),
        ("### Login\n\n**Method:** `POST`\n**Path:** `/x`\n", "POST /x", "/x"),
        ("### Login\n\n| Property | Value |\n|---|---|\n| Method | POST |\n| Path | `/x` |\n", "POST /x", "/x"),
        ("### Login\n\n| Method | `POST` |\n|---|---|\n| **Path** | `/x` |\n| Access | Public |\n", "POST /x", "/x"),
        ("### Login\n\n| Method | Path |\n|---|---|\n| POST | `/x` |\n\n```json\n{}\n```\n", "POST /x", "/x"),
        ("### Login\n\n```\nPOST /x\n```\n", "POST /x", "POST /x"),
        ("### Login\n\n```http\nPOST /x HTTP/1.1\nHost: h\n```\n", "POST /x", "POST /x"),
        ("### Login\n\n`POST https://api.example.com/x`\n", "POST /x", "POST https://api.example.com/x"),
        ("### List\n\n`GET /x?size=20&token=...`\n", "GET /x", "GET /x"),
        ("### `GET /x?size=20`\n", "GET /x", "GET /x"),
        ("### List: `GET /x[?size=20][&token=]`\n", "GET /x", "GET /x"),
        ("### List\n\n**Endpoint:** `GET /x{?size,token}`\n", "GET /x", "GET /x"),
        ("### List\n\n- **Method**: GET\n- **Path**: `/x?size={n}`\n", "GET /x", "/x"),
        ("## 1. 创建用户\n\n### 1.1 接口描述\n\n创建。\n\n### 1.2 请求方法\n\nPOST /v1/users\n", "POST /v1/users", "POST /v1/users"),
        ("## Catalog\n\n### Request\n\n#### Route\n`GET /v2/catalog`\n\nText.\n", "GET /v2/catalog", "GET /v2/catalog"),
    ],
)  # fmt: skip
def test_declared(text: str, name: str, span: str) -> None:
    endpoint = one(text)
    assert endpoint.key == name
    assert endpoint.name.span.text == span
    assert endpoint.method.span.text == name.split()[0]
    assert endpoint.path.span.text == name.split()[1]
    assert endpoint.detailed


def test_several_methods_in_one_declaration() -> None:
    get, head = endpoints("# REST API\n\n### `GET/HEAD /files/{id}`\n\nA file.\n")
    assert (get.key, head.key) == ("GET /files/{id}", "HEAD /files/{id}")
    assert head.description == get.description is not None


@pytest.mark.parametrize(
    "text",
    [
        "Clients call `POST /x` first.\n",
        "See `POST /x`, `GET /y`.\n",
        "For example:\n\n`POST /x`\n",
        "**See also**\n\n`POST /x`\n",
        "- `POST /x`\n- `GET /y`: mentioned\n",
        "```\n┌─────────┐\n│ POST /x │\n└─────────┘\n```\n",
        "```mermaid\nsequenceDiagram\n    A->>B: POST /x\n```\n",
        "```bash\ncurl -X POST /x\n```\n",
        "## Versioning\n\n`GET /api/v1/users`\n",
        "## Rate Limiting\n\n### `POST /x`\n\n| Endpoint | Limit |\n|---|---|\n| `POST /x` | 5 |\n",
        "## Access Matrix\n\n| Endpoint | Roles |\n|---|---|\n| `POST /x` | admin |\n",
        "### Why GET /x is public\n",
        "### Errors of POST /x\n",
        "`POST object` to the store, `GET session:{id}`, `DELETE FROM users`.\n",
    ],
)
def test_not_declared(text: str) -> None:
    assert endpoints("# REST API\n\n" + text) == []


def test_mentions_within_an_endpoint() -> None:
    text = "### POST /x\n\nThen:\n\n`GET /y`\n\n#### Sequence: POST /x\n\n**Example:**\n```\nPOST /x?full=1\n```\n"
    assert one(text).key == "POST /x"


def test_extent_ends_at_the_next_declaration_or_heading() -> None:
    first, second = endpoints(
        "# REST API\n\n## Users\n\n`GET /a`\n\nA.\n\n---\n\n`GET /b`\n\nB.\n\n## Other\n\nText.\n"
    )
    assert first.extent
    assert second.extent
    assert (first.extent.text.strip(), second.extent.text.strip()) == ("`GET /a`\n\nA.\n\n---", "`GET /b`\n\nB.")


def test_listed_only() -> None:
    text = "# REST API\n\n## Endpoint List\n\n| Method | Path | Auth | Role |\n|---|---|---|---|\n| GET/POST | `/x` | Yes | admin |\n"
    found = endpoints(text)
    assert [endpoint.key for endpoint in found] == ["GET /x", "POST /x"]
    assert [endpoint.name.span.text for endpoint in found] == ["GET", "/x"]
    assert {endpoint.detailed for endpoint in found} == {False}
    assert {endpoint.public for endpoint in found} == {False}
    assert [[role.key for role in endpoint.roles] for endpoint in found] == [["admin"], ["admin"]]


# -- parts


@pytest.mark.parametrize(
    ("text", "access", "roles"),
    [
        ("**Access:** Public", "Public", []),
        ("- **Auth/Security**: Bearer token", "Bearer token", []),
        ("- **Access Level**: Protected (member, admin)", "Protected (member, admin)", ["member", "admin"]),
        ("**Access:** Requires role: admin", "Requires role: admin", ["admin"]),
        ("**Access:** Protected (any authenticated user)", "Protected (any authenticated user)", []),
        ("**Access**: Protected · **Roles**: `member`, `admin`", "Protected", ["member", "admin"]),
        ("| Property | Value |\n|---|---|\n| Access | Protected |\n| Required Role(s) | admin/member |", "Protected", ["admin", "member"]),
        ("#### Access\n\nProtected — admin only", "Protected — admin only", ["admin"]),
        ("Public", "Public", []),
        ("**Roles:** Team Lead or Super Admin", None, ["Team Lead", "Super Admin"]),
        ("**Auth**: Required (MEMBER+)", "Required (MEMBER+)", ["MEMBER"]),
        ("- *Access*: Public", "Public", []),
        ("***Access:*** Public", "Public", []),
        ("_Access_: Public", "Public", []),
        ("The *access* to this is *not*: Public", None, []),
    ],
)  # fmt: skip
def test_access(text: str, access: str | None, roles: list[str]) -> None:
    endpoint = one(f"### GET /x\n\n{text}\n")
    assert (endpoint.access.value if endpoint.access else None) == access
    assert [role.span.text for role in endpoint.roles] == roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Public", True), ("None", True), ("No authentication", True), ("❌", True), ("공개", True),
        ("Protected", False), ("Bearer JWT", False), ("✅", False), ("Internal", False), ("Required (admin)", False),
        ("Private, no public access", False), ("as agreed", None),
    ],
)  # fmt: skip
def test_public(text: str, expected: bool | None) -> None:
    assert is_public(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Errors**\n\n| Code | Status | Message |\n|---|---|---|\n| 1001 | 400 | x |\n", [("400", "1001")]),
        ("#### Error Responses\n\n| Error | HTTP | When |\n|---|---|---|\n| `EMAIL_TAKEN` | 409 | x |\n", [("409", "EMAIL_TAKEN")]),
        ("- **Error Responses**:\n\n  | HTTP Status | Error Code | Message |\n  |---|---|---|\n  | 401 | AUTH_001 | x |\n", [("401", "AUTH_001")]),
        ("| Status | Error Code | Msg |\n|---|---|---|\n| 400 | 1001 / 1002 | x |\n", [("400", "1001"), ("400", "1002")]),
        ("| HTTP Status | Code | Msg |\n|---|---|---|\n| 400 | `1001` INVALID | x |\n| 500 | — | x |\n", [("400", "1001"), ("500", None)]),
        ("**Errors**\n\n| Code | Description |\n|---|---|\n| 400 | bad |\n| 404 | none |\n", [("400", None), ("404", None)]),
        ("**Errors:** `1001`, `1002`\n", [(None, "1001"), (None, "1002")]),
        ("**Errors**\n\n- `409` `1003`: taken\n- 404 – `USER_NOT_FOUND`\n", [("409", "1003"), ("404", "USER_NOT_FOUND")]),
        ('**실패 - 중복 (409 Conflict):**\n```json\n{"error": "AUTH_013"}\n```\n', [(None, "AUTH_013")]),
        ("**Errors:** None\n", []),
    ],
)  # fmt: skip
def test_errors(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    endpoint = one(f"### POST /x\n\n{text}")
    assert endpoint.errors is not None
    assert codes(endpoint) == expected


def test_a_label_without_content_is_no_error_table() -> None:
    endpoint = one("### POST /x\n\n**Error Responses**\n\n**Sequence Diagram**\n\nText.\n")
    assert endpoint.errors is None
    assert endpoint.errors_place
    assert endpoint.errors_place.text == "Error Responses"


def test_ranges_and_success_are_not_firm() -> None:
    text = "### POST /x\n\n| HTTP Status | Code | Msg |\n|---|---|---|\n| 200 | 2000 | ok |\n| 500 | 5000-5999 | any |\n| 400 | 1001 | x |\n"
    errors = one(text).errors or ()
    assert [error.code and error.code.firm for error in errors] == [False, False, True]


def test_bodies_in_korean_and_chinese() -> None:
    endpoint = one(
        '## POST /x\n\n만듭니다.\n\n### 요청\n\n**Body:**\n```json\n{"a": 1}\n```\n\n### 응답\n\n**성공 (201):**\n```json\n{"b": 1}\n```\n'
    )
    assert endpoint.description
    assert endpoint.description.text == "만듭니다."
    assert endpoint.request
    assert endpoint.request.examples[0].text.count('"a"') == 1
    assert endpoint.response
    assert endpoint.response.examples[0].text.count('"b"') == 1


@pytest.mark.parametrize(
    "label",
    [
        "Response `200`:",
        "Response `200 OK`:",
        "Success response (`201 Created`):",
        "Response 200",
        "**Response** (200):",
    ],
)
def test_success_labels_without_bold_type(label: str) -> None:
    text = '### POST /x\n\nRequest:\n\n```json\n{"a": 1}\n```\n\n' + label + '\n\n```json\n{"b": 1}\n```\n'
    endpoint = one(text)
    assert endpoint.request
    assert [example.text.count('"a"') for example in endpoint.request.examples] == [1]
    assert endpoint.response
    assert [example.text.count('"b"') for example in endpoint.response.examples] == [1]


ROLES = "Roles: `reader` (signed in), `librarian` (edits).\n\n"


@pytest.mark.parametrize(
    ("heading", "access", "roles"),
    [
        ("POST /x - open", "open", []),
        ("POST /x — reader, librarian", "reader, librarian", ["reader", "librarian"]),
        ("`POST /x` (reader)", "reader", ["reader"]),
        ("POST /x - renames a book", None, []),
    ],
)
def test_access_behind_the_route(heading: str, access: str | None, roles: list[str]) -> None:
    (endpoint,) = endpoints(f"# API\n\n{ROLES}## {heading}\n\nText.\n")
    assert (endpoint.access and endpoint.access.span.text) == access
    assert [role.span.text for role in endpoint.roles] == roles
    assert [role.name.span.text for role in of(extract("# API\n\n" + ROLES), Role)] == ["reader", "librarian"]
    assert of(extract("# API\n\nRoles: see `auth.md` and `roles.md` for them.\n"), Role) == []


PATHS = """# REST API

### /pets

| Method | Operation | Summary | Security |
| --- | --- | --- | --- |
| GET | `listPets` | List all | none |
| post | `createPet` | Create | `bearerAuth` |

#### GET /pets

Lists.

**Responses**

| Status | Description | Schema |
| --- | --- | --- |
| 200 | A page | `Page` |
| 400 | Bad request (`1001`), see `Error` | `Error` |
| 401 | Not signed in (`NOT_SIGNED_IN`) | `Error` |
"""


def test_operations_of_a_path() -> None:
    get, post = sorted(endpoints(PATHS), key=lambda endpoint: endpoint.key)
    assert (get.key, get.detailed, post.key, post.detailed) == ("GET /pets", True, "POST /pets", False)
    assert post.name.span.text == "post"
    (row,) = of(extract(PATHS), AccessRow)
    assert [ref.key for ref in row.endpoints] == ["GET /pets"]
    assert [(e.code.key, e.code.firm) for e in get.errors or () if e.code] == [("1001", True), ("NOT_SIGNED_IN", False)]
    assert codes(get) == [("200", None), ("400", "1001"), ("401", "NOT_SIGNED_IN")]


def test_query_table() -> None:
    endpoint = one("### GET /x?size=1\n\n| Query | Type | Required |\n|---|---|---|\n| `size` | int | No |\n")
    assert [field.name.span.text for field in (endpoint.parameters and endpoint.parameters.fields) or ()] == ["size"]


def test_fields_in_any_column() -> None:
    table = "| Required | Type | Field |\n|---|---|---|\n| Yes | int | `size` |\n"
    endpoint = one(f"### POST /x\n\n**Request Body**\n\n{table}")
    assert [field.name.span.text for field in (endpoint.request and endpoint.request.fields) or ()] == ["size"]


def test_parameters_are_not_the_body() -> None:
    text = "### PUT /x/:id\n\n**Path Parameters**\n\n| Name | Type |\n|---|---|\n| id | int |\n\n**Request Body**\n\n| Field* | Type |\n|---|---|\n| name* | string |\n"
    endpoint = one(text)
    assert [field.name.value for field in (endpoint.parameters and endpoint.parameters.fields) or ()] == ["id"]
    assert [field.name.span.text for field in (endpoint.request and endpoint.request.fields) or ()] == ["name"]
    assert [field.required for field in (endpoint.request and endpoint.request.fields) or ()] == [True]


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Request Body", "request"), ("Response (201 Created)", "response"), ("Success Response — 200 OK", "response"),
        ("Error Responses", "errors"), ("401 Unauthorized", "errors"), ("Response (409 Conflict)", "errors"),
        ("실패 - 이메일 중복 (409 Conflict)", "errors"), ("에러 응답", "errors"), ("Request Headers", "headers"),
        ("Sequence Diagram", "diagram"), ("Login flow", "diagram"), ("Query Parameters", "parameters"),
        ("Business background", None), ("输出参数", "response"),
    ],
)  # fmt: skip
def test_parts(title: str, part: str | None) -> None:
    assert part_of(title) == part


# -- roles


@pytest.mark.parametrize(
    "text",
    [
        "## Roles\n\n- `admin`: all\n- `member`: some\n",
        "## Authentication\n\n**Roles:**\n\n- **admin** — all\n- **member** — some\n",
        "## Authentication\n\nThere are the following roles:\n\n- admin: all\n- member: some\n",
        "## RBAC\n\n| Role | Level | Permissions |\n|---|---|---|\n| **admin** | 1 | all |\n| member | 2 | some |\n",
        "## 角色\n\n| 角色 | 说明 |\n|---|---|\n| admin | x |\n| member | y |\n",
    ],
)
def test_role_definitions(text: str) -> None:
    assert [role.name.span.text for role in of(extract("# REST API\n\n" + text), Role)] == ["admin", "member"]


def test_no_role_definitions() -> None:
    text = "# REST API\n\n| Role | Limit |\n|---|---|\n| admin | 5 |\n\n### POST /x\n\n| Role | Description |\n|---|---|\n| admin | may |\n"
    assert of(extract(text), Role) == []


def test_matrix_of_areas_with_a_roles_column() -> None:
    text = "# REST API\n\n## Access\n\n| Area | Allowed roles |\n|---|---|\n| Users | `admin`, member |\n| `GET /x` | any |\n"
    rows = of(extract(text), AccessRow)
    assert [[role.text for role in row.roles] for row in rows] == [["admin", "member"], []]
    assert [[ref.text for ref in row.endpoints] for row in rows] == [[], ["GET /x"]]


def test_yes_and_no_columns_that_are_no_roles() -> None:
    text = "# REST API\n\n## List\n\n| Endpoint | Cached | Paginated |\n|---|---|---|\n| `GET /x` | Yes | No |\n"
    facts = extract(text)
    assert of(facts, AccessRow) == []
    assert of(facts, RoleUse) == []


def test_common_errors_stand_for_no_endpoint() -> None:
    text = "# REST API\n\n## Common Errors\n\n| HTTP | Code | Message |\n|---|---|---|\n| 500 | 5000 | x |\n"
    assert [(error.endpoint, error.code and error.code.key) for error in of(extract(text), ReturnedError)] == [
        ("", "5000")
    ]


# -- robustness


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_never_raises(data: st.DataObject) -> None:
    text = SEED
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 80)))
        new = data.draw(
            st.sampled_from(
                [
                    "",
                    "|",
                    "`",
                    "**",
                    "\n",
                    "\n\n",
                    "#",
                    "```",
                    "/",
                    "POST /",
                    ":",
                    "(",
                    "\r\n",
                    "—",
                    "\\|",
                    "<br>",
                    "é𝄞",
                ]
            )
        )
        text = text[:start] + new + text[end:]
    facts = extract(text)
    for fact in facts.stated:
        assert 0 <= fact.span.start <= fact.span.end <= len(text)
    for ref in facts.references:
        assert 0 <= ref.span.start <= ref.span.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab/ |`*#:-\n{}[]()<>.,1POSTGE—\\")))
def test_never_raises_on_noise(text: str) -> None:
    extract(text)
