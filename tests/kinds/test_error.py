# ruff: noqa: E501, ISC004 -- table rows are best read on one line
"""The error specification's extraction: ranges, registered errors, propagation, settings."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.kinds.error import KIND
from backend_spec.kinds.error.ranges import find
from backend_spec.markdown import parse
from backend_spec.model.entity import Facts
from backend_spec.model.error import ErrorCode, ErrorRange, Propagation
from backend_spec.model.page import Setting
from backend_spec.reading import Collector
from backend_spec.text import Source

T = TypeVar("T")

SEED = """# Error Handling

| Date       | Description                          |
| ---------- | ------------------------------------ |
| 2026-01-10 | FEAT-USER-001: User Registration     |

## 1. Overview

Text.

## 2. Error Code Registry

### 2.1 Code Range Allocation

| Range     | Category       |
| --------- | -------------- |
| 0         | Success        |
| 1000-1999 | Authentication |
| 2000–2999 | User           |

### 2.2 Authentication Errors (1000-1999)

| Code | Name                  | HTTP Status | gRPC Status       | Description    |
| ---- | --------------------- | ----------- | ----------------- | -------------- |
| 1001 | `INVALID_CREDENTIALS` | 401         | `UNAUTHENTICATED` | Wrong password |
| **1002** | TOKEN_EXPIRED     | 401 Unauthorized | 16 UNAUTHENTICATED | Expired    |
| 1003-1099 | Reserved         | —           | —                 |                |

### 2.3 User Errors

| Code   | Name             | HTTP Status | gRPC Status | Description |
| ------ | ---------------- | ----------- | ----------- | ----------- |
| `2001` | `USER_NOT_FOUND` | 404         | NOT_FOUND   | No user     |

## 3. gRPC Error Propagation

| gRPC Status       | HTTP Status | Error Code   |
| ----------------- | ----------- | ------------ |
| `UNAUTHENTICATED` | 401         | 1001, `1002` |
| NOT_FOUND         | 404         | 2xxx         |

## 4. Error Handling Guidelines

### 4.1 Gateway

| Scenario      | Code | Behaviour |
| ------------- | ---- | --------- |
| Token expired | 1002 | Refresh   |

## 5. Logging & Observability

| Level | When to use        |
| ----- | ------------------ |
| ERROR | A dependency fails |
"""


def facts(text: str) -> Facts:
    collector = Collector(parse(Source("error_specification.md", text)), "error")
    KIND.extract(collector)
    return collector.facts()


def every(noun: type[T], text: str) -> list[T]:
    return [fact for fact in facts(text).stated if isinstance(fact, noun)]


def errors(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (
            error.name.span.text,
            error.label and error.label.span.text,
            error.http and error.http.span.text,
            error.grpc and error.grpc.span.text,
        )
        for error in every(ErrorCode, text)
    ]


def test_the_seeds_own_form() -> None:
    assert errors(SEED) == [
        ("1001", "INVALID_CREDENTIALS", "401", "UNAUTHENTICATED"),
        ("1002", "TOKEN_EXPIRED", "401", "UNAUTHENTICATED"),
        ("2001", "USER_NOT_FOUND", "404", "NOT_FOUND"),
    ]
    first = every(ErrorCode, SEED)[0]
    assert first.category
    assert first.category.span.text == "Authentication Errors (1000-1999)"
    assert first.span.text.startswith("| 1001")
    assert first.attributes() == {
        "code": "1001",
        "name": "INVALID_CREDENTIALS",
        "http": "401",
        "grpc": "UNAUTHENTICATED",
    }
    assert [(r.name.value, r.name.span.text, r.category and r.category.span.text) for r in every(ErrorRange, SEED)] == [
        ("0-0", "0", "Success"),
        ("1000-1999", "1000-1999", "Authentication"),
        ("2000-2999", "2000–2999", "User"),
    ]


def test_propagation_settings_and_ledger() -> None:
    rows = every(Propagation, SEED)
    assert [[ref.span.text for ref in row.errors] for row in rows] == [["1001", "1002"], []]
    assert [row.grpc and row.grpc.span.text for row in rows] == ["UNAUTHENTICATED", "NOT_FOUND"]
    assert ("ERROR", "A dependency fails") in [
        (s.name.span.text, s.value and s.value.span.text) for s in every(Setting, SEED)
    ]
    ledger = facts(SEED).ledger
    assert [span.text for span in ledger.unread] == ["| 2026-01-10 | FEAT-USER-001: User Registration     |"]


STYLES = {
    "columns in another order, other titles": (
        "## Error codes\n\n| Identifier | Code | HTTP Code | Description |\n|---|---|---|---|\n"
        "| ErrUserNotFound | 110001 | 404 | User not found |\n| ErrSuccess | 100001 | 200 | OK |\n",
        [("110001", "ErrUserNotFound", "404", None), ("100001", "ErrSuccess", "200", None)],
    ),
    "codes with letters, Korean titles": (
        "## AUTH_ERRORS 상수\n\n### 세션 에러\n\n| 상수명 | 코드 | 메시지 | HTTP 상태 |\n|---|---|---|---|\n"
        "| `NO_SESSION` | AUTH_006 | 로그인이 필요합니다 | 401 |\n",
        [("AUTH_006", "NO_SESSION", "401", None)],
    ),
    "names only": (
        "## Errors\n\n| Error Name | HTTP | gRPC | When |\n|---|---|---|---|\n| `CHAT_FULL` | 409 | ABORTED | full |\n",
        [("CHAT_FULL", "CHAT_FULL", "409", "ABORTED")],
    ),
    "code and name in one cell": (
        "## Errors\n\n| Error Code | HTTP | Message |\n|---|---|---|\n| 1001 INVALID_TOKEN | 401 | x |\n",
        [("1001", "INVALID_TOKEN", "401", None)],
    ),
    "status columns first, a running number": (
        "## Errors\n\n| # | HTTP Status | Error code | Error | Message |\n|--|--|--|--|--|\n| 1 | 400 | `E1001` | BAD | x |\n",
        [("E1001", "BAD", "400", None)],
    ),
    "all columns, descriptions first": (
        "## Errors\n\n| Description | gRPC | Code | HTTP | Name |\n|--|--|--|--|--|\n"
        "| x | ABORTED | 1001 | 409 | A_B |\n| y | INTERNAL | 1002 | 500 | C_D |\n",
        [("1001", "A_B", "409", "ABORTED"), ("1002", "C_D", "500", "INTERNAL")],
    ),
    "all columns, gRPC statuses first": (
        "## Errors\n\n| gRPC | HTTP | Name | Code | Message |\n|--|--|--|--|--|\n"
        "| ABORTED | 409 | A_B | 1001 | x |\n| INTERNAL | 500 | C_D | 1002 | y |\n",
        [("1001", "A_B", "409", "ABORTED"), ("1002", "C_D", "500", "INTERNAL")],
    ),
    "a typo in a column's title": (
        "## Registry\n\n| Error Coed | Name | gRPC Status |\n|---|---|---|\n| 3001 | NO_ROOM | 5 `NOT_FOUND` |\n",
        [("3001", "NO_ROOM", None, "NOT_FOUND")],
    ),
    "one table with groups of rows": (
        "## Codes\n\n| Code | Name | HTTP |\n|---|---|---|\n| **Auth** | | |\n| 1001 | A_B | 401 |\n| … | | |\n",
        [("1001", "A_B", "401", None)],
    ),
    "0 is registered": (
        "## Codes\n\n| Code | Name | HTTP |\n|---|---|---|\n| 0 | SUCCESS | 200 |\n| 500 | INTERNAL_ERROR | 500 |\n",
        [("0", "SUCCESS", "200", None), ("500", "INTERNAL_ERROR", "500", None)],
    ),
    "negative codes": (
        "## JSON-RPC codes\n\n| Code | Message |\n|---|---|\n| -32600 | Invalid Request |\n",
        [("-32600", None, None, None)],
    ),
    "two codes in one row": (
        "## Codes\n\n| Code | HTTP | Message |\n|---|---|---|\n| `1001`, `1002` | 401 | x |\n| 1003 | 401 | x |\n",
        [("1001", None, "401", None), ("1002", None, "401", None), ("1003", None, "401", None)],
    ),
    "declared only in a section about mapping": (
        "## gRPC Error Code Mapping\n\n| Code | Name | gRPC | HTTP |\n|---|---|---|---|\n| 1001 | A_B | ABORTED | 409 |\n",
        [("1001", "A_B", "409", "ABORTED")],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_styles_of_registries(style: str) -> None:
    text, expected = STYLES[style]
    assert errors(text) == expected


NO_REGISTRIES = {
    "HTTP statuses": "## HTTP Status Codes\n\n| Code | Name | Meaning |\n|---|---|---|\n| 400 | Bad Request | x |\n",
    "HTTP statuses without names": "## Codes\n\n| Code | Meaning |\n|---|---|\n| 400 | x |\n| 404 | y |\n",
    "gRPC statuses": "## gRPC\n\n| Code | Name | Use |\n|---|---|---|\n| 5 | NOT_FOUND | x |\n| 13 | INTERNAL | y |\n",
    "gRPC to HTTP": "## Map\n\n| gRPC Status | HTTP Status | Error Code |\n|---|---|---|\n| INTERNAL | 500 | 5000 |\n",
    "an endpoint's errors": "## 3. `POST /auth/login`\n\n| HTTP | Code | Msg |\n|---|---|---|\n| 401 | 1001 | x |\n",
    "scenarios": "## 3. Retry\n\n| Scenario | Error Code | Behaviour |\n|---|---|---|\n| Down | 9001 | retry |\n",
    "scenarios with all columns": (
        "## 3. Retry\n\n| Scenario | Code | Name | HTTP | gRPC | Message |\n|--|--|--|--|--|--|\n"
        "| Down | 9001 | A_B | 500 | INTERNAL | x |\n| Slow | 9002 | C_D | 504 | ABORTED | y |\n"
    ),
    "log levels": "## Logs\n\n| Level | When |\n|---|---|\n| ERROR | always |\n| WARN | sometimes |\n",
    "fields": "## Response\n\n| Field | Type | Description |\n|---|---|---|\n| code | int | 1001 |\n",
}


@pytest.mark.parametrize("sort", NO_REGISTRIES)
def test_what_is_no_registry(sort: str) -> None:
    assert errors(NO_REGISTRIES[sort]) == []


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "| gRPC status without details | becomes |\n|---|---|\n| INVALID_ARGUMENT, OUT_OF_RANGE | `BAD_INPUT` |\n| INTERNAL | `OUR_BUG` |\n",
            [("INVALID_ARGUMENT, OUT_OF_RANGE", ["BAD_INPUT"]), ("INTERNAL", ["OUR_BUG"])],
        ),
        (
            "| From | HTTP | Code |\n|---|---|---|\n| `NOT_FOUND` | 404 | 1001 |\n| `INTERNAL` | 500 | 1002 |\n",
            [("NOT_FOUND", ["1001"]), ("INTERNAL", ["1002"])],
        ),
        (
            "| Raised by | Reason | Seen by | Becomes |\n|---|---|---|---|\n| a-service | `NO_USER` | Login | `BAD_LOGIN` |\n"
            "| a-service | `NO_MAIL` | Login | — (success) |\n",
            [(None, ["NO_USER", "BAD_LOGIN"]), (None, ["NO_MAIL"])],
        ),
    ],
)
def test_propagation_told_by_its_cells(table: str, expected: list[tuple[str | None, list[str]]]) -> None:
    found = facts("# Error Handling\n\n## On the Way\n\n" + table)
    rows = [fact for fact in found.stated if isinstance(fact, Propagation)]
    assert [(row.grpc and row.grpc.value, [ref.text for ref in row.errors]) for row in rows] == expected
    assert found.ledger.rows == found.ledger.rows_read


def test_a_summary_declares_nothing_again() -> None:
    text = SEED + "\n## 6. Summary\n\n| Code | Name | HTTP |\n|---|---|---|\n| 1001 | INVALID_CREDENTIALS | 401 |\n"
    assert [error[0] for error in errors(text)] == ["1001", "1002", "2001"]
    assert [ref.span.text for ref in facts(text).references][-1] == "1001"


def test_a_code_declared_twice_is_two_entities() -> None:
    text = SEED.replace("| `2001` | `USER_NOT_FOUND`", "| `1001` | `USER_NOT_FOUND`")
    assert [error[0] for error in errors(text)] == ["1001", "1002", "1001"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1000-1999", [(1000, 1999, "1000-1999")]),
        ("1000 – 1999", [(1000, 1999, "1000 – 1999")]),
        ("`1000`—`1999`", [(1000, 1999, "1000`—`1999")]),
        ("1000 to 1999", [(1000, 1999, "1000 to 1999")]),
        ("1000 \\- 1999", [(1000, 1999, "1000 \\- 1999")]),
        ("10000~10999", [(10000, 10999, "10000~10999")]),
        ("1xxx", [(1000, 1999, "1xxx")]),
        ("**10XX**", [(1000, 1099, "10XX")]),
        ("1,000 - 1,999", [(1000, 1999, "1,000 - 1,999")]),
        ("1000-1099, 1200-1299", [(1000, 1099, "1000-1099"), (1200, 1299, "1200-1299")]),
        ("1000..1999", [(1000, 1999, "1000..1999")]),
        ("AUTH_001 - AUTH_099", []),
        ("1999-1000", []),
        ("2026-01-10", []),
        ("", []),
    ],
)
def test_ranges(text: str, expected: list[tuple[int, int, str]]) -> None:
    found = [(start, end, text[low:high]) for start, end, low, high in find(text)]
    assert found == expected


def test_ranges_in_two_columns() -> None:
    text = "## Ranges\n\n| Module | Start | End |\n|---|---|---|\n| Auth | `1000` | 1999 |\n"
    assert [(r.name.value, r.name.span.text) for r in every(ErrorRange, text)] == [("1000-1999", "1000` | 1999")]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_never_raises_on_mutated_documents(data: st.DataObject) -> None:
    text = SEED
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        drop = data.draw(st.integers(0, 12))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", "|", "`", "\n", "-", "#", "**", "é", "1", "<br>"]))
            + text[at + drop :]
        )
    for fact in facts(text).stated:
        assert 0 <= fact.span.start <= fact.span.end <= len(text)
