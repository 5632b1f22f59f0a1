"""HTTP methods and paths in free text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.notation.http import METHODS, ends_with, find, instance, same, segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("calls GET /users/:id.", [("GET", "/users/:id", "GET /users/:id")]),
        ("(DELETE /a/{id})", [("DELETE", "/a/{id}", "DELETE /a/{id}")]),
        ("**GET /a/b**", [("GET", "/a/b", "GET /a/b")]),
        ("GET /files/*", [("GET", "/files/*", "GET /files/*")]),
        ("GET /files/** serves", [("GET", "/files/**", "GET /files/**")]),
        ("GET /users/...", [("GET", "/users/", "GET /users/")]),
        ("GET /", [("GET", "/", "GET /")]),
        ("POST: /x", [("POST", "/x", "POST: /x")]),
        ("POST /login → 200", [("POST", "/login", "POST /login")]),
        ("GET/POST /x", [("GET", "/x", "GET"), ("POST", "/x", "POST /x")]),
        ("POST or PUT /x", [("POST", "/x", "POST"), ("PUT", "/x", "PUT /x")]),
        ("GET, HEAD and OPTIONS /x", [("GET", "/x", "GET"), ("HEAD", "/x", "HEAD"), ("OPTIONS", "/x", "OPTIONS /x")]),
        (
            "POST /login/google or /login/apple",
            [("POST", "/login/google", "POST /login/google"), ("POST", "/login/apple", "/login/apple")],
        ),
        ("GET /a?x=1&y={z}, then", [("GET", "/a", "GET /a")]),
        ("GET /a?x=1&y=... ok", [("GET", "/a", "GET /a")]),
        ("GET /a?x=…&type=a|b", [("GET", "/a", "GET /a")]),
        ("GET /a[?x=1[&y=2]] ok", [("GET", "/a", "GET /a")]),
        ("GET /a/{id}{?x,y} ok", [("GET", "/a/{id}", "GET /a/{id}")]),
        ("GET /a?x=1, /b", [("GET", "/a", "GET /a"), ("GET", "/b", "/b")]),
        ("GET /a and GET /b", [("GET", "/a", "GET /a"), ("GET", "/b", "GET /b")]),
        ("GET /a/POST /b", [("GET", "/a/POST", "GET /a/POST"), ("GET", "/b", "/b")][:1]),
        (
            "POST https://api.example.com:443/api/v1/x?y=1 ok",
            [("POST", "/api/v1/x", "POST https://api.example.com:443/api/v1/x")],
        ),
        ("PUT {base_url}/v1/a", [("PUT", "/v1/a", "PUT {base_url}/v1/a")]),
        ("PUT {{baseUrl}}/v1/a", [("PUT", "/v1/a", "PUT {{baseUrl}}/v1/a")]),
        (
            "GET /v1/{name=projects/*}:cancel",
            [("GET", "/v1/{name=projects/*}:cancel", "GET /v1/{name=projects/*}:cancel")],
        ),
        (
            "DELETE /studies/[id]/m/[userId]",
            [("DELETE", "/studies/[id]/m/[userId]", "DELETE /studies/[id]/m/[userId]")],
        ),
        ("GET /v2/_<ext>/<module>[?<key>=<value>&...]", [("GET", "/v2/_<ext>/<module>", "GET /v2/_<ext>/<module>")]),
        ("GET /v2/<name>/blobs/<digest>", [("GET", "/v2/<name>/blobs/<digest>", "GET /v2/<name>/blobs/<digest>")]),
        ("GET /사용자/{id}", [("GET", "/사용자/{id}", "GET /사용자/{id}")]),
    ],
)
def test_find(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = find(text)
    assert [(one.method, one.path, text[one.start : one.end]) for one in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "DELETE FROM users",
        "GET session:{id}",
        "PUT object",
        "the GET method",
        "TARGET /x",
        "X-GET /x",
        "get /etc/passwd",
        "PATCHED /x",
        "| GET | /a",
        "OPTIONS",
        "GET / POST / DELETE",
        "`GET` / `POST`",
        "",
    ],
)
def test_no_endpoint(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("path", "names", "styles"),
    [
        ("/users/:id/posts/:post_id", ["id", "post_id"], ":"),
        ("/users/{id}/x/{n:int}", ["id", "n"], "{}"),
        ("/users/<int:id>", ["id"], "<>"),
        ("/studies/[id]", ["id"], "[]"),
        ("/docs/[...slug]", ["slug"], "[]"),
        ("/a/${id}/$b", ["id", "b"], "$"),
        ("/a/{{id}}", ["id"], "{}"),
        ("/a/:id?", ["id"], ":"),
        ("/a/:id(\\d+)", ["id"], ":"),
        ("/v1/{name=projects/*}:cancel", ["name=projects/"], "{}"),
        ("/files/*", ["*"], "*"),
    ],
)
def test_parameters(path: str, names: list[str], styles: str) -> None:
    parts = segments(path)
    assert [name for part in parts for name in part.parameters] == names
    assert {part.style for part in parts} - {None} == {styles}


def test_segments_leave_out_what_is_no_path() -> None:
    assert [part.text for part in segments("https://host:1/api//v1/x/?q=1#top")] == ["api", "v1", "x"]
    assert segments("/") == ()


def test_same() -> None:
    assert same("/users/:id/", "/users/{user_id}")
    assert same("/users/<id>?x=1", "/users/[id]")
    assert not same("/users/me", "/users/:id")
    assert not same("/Users", "/users")
    assert not same("/v1/{a}:cancel", "/v1/{a}:undo")


@pytest.mark.parametrize(
    ("long", "short", "expected"),
    [
        ("/api/v1/auth/login", "/auth/login", True),
        ("/api/v1/auth/login", "/v1/auth/login", True),
        ("/api/v1/auth/login", "/api/v1/auth/login", True),
        ("/gw/chat/v2/rooms/:id", "/rooms/{room}", True),
        ("/api/v1/auth/login", "/login", False),
        ("/users/:id/profile", "/profile", False),
        ("/auth/login", "/api/v1/auth/login", False),
        ("/api/v1", "/", False),
        ("/v1.2/x", "/x", True),
        ("/2024-01-01/x", "/x", True),
    ],
)
def test_ends_with(long: str, short: str, expected: bool) -> None:
    assert ends_with(long, short) is expected


@pytest.mark.parametrize(
    ("concrete", "pattern", "expected"),
    [
        ("/users/123/profile", "/users/:id/profile", True),
        ("/users/:user/profile", "/users/{id}/profile", True),
        ("/users/123", "/users/:id/profile", False),
        ("/users/:id", "/users/me", False),
        ("/users/7.json", "/users/{id}.json", True),
        ("/users/.json", "/users/{id}.json", False),
        ("/files/a/b/c", "/files/*", True),
        ("/files/a/b", "/files/{path...}", True),
        ("/files", "/files/*", False),
        ("/a-b/1", "/{x}-{y}/1", True),
    ],
)
def test_instance(concrete: str, pattern: str, expected: bool) -> None:
    assert instance(concrete, pattern) is expected


PIECES = st.lists(
    st.sampled_from(
        [*METHODS, " ", "/", "/users", ":id", "{id}", "<id>", "[id]", "*", "**", "?a=b", ",", ".", " or ", "`"]
    ),
    max_size=30,
).map("".join)


@given(st.one_of(st.text(), PIECES))
def test_any_text(text: str) -> None:
    for one in find(text):
        assert one.method in METHODS
        assert 0 <= one.start < one.end <= len(text)
        assert one.path.startswith("/")
        assert text[one.start : one.end].startswith(one.method) or one.path == text[one.start : one.end]
        assert same(one.path, one.path)
        assert instance(one.path, one.path)
    segments(text)


@given(PIECES, PIECES)
def test_relations_hold(a: str, b: str) -> None:
    assert same(a, b) is same(b, a)
    if same(a, b):
        assert ends_with(a, b) or not segments(b)
        assert instance(a, b)
