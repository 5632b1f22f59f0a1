"""What replies and messages of diagrams certainly name."""

from __future__ import annotations

import pytest

from backend_spec.graph import phrases
from backend_spec.model.entity import Where
from backend_spec.text import Source, Spanned


def _text(value: str) -> Spanned[str]:
    source = Source("a.md", value)
    return Spanned(value, source.span(0, len(value)))


@pytest.mark.parametrize(
    ("reply", "errors"),
    [
        ("429 (12004)", ["12004"]),
        ("409 (13002 / 13003)", ["13002", "13003"]),
        ("400 (12001) / 422 (12002)", ["12001", "12002"]),
        ("ALREADY_EXISTS 2013", ["2013"]),
        ("RESOURCE_EXHAUSTED (VERIFICATION_COOLDOWN)", ["VERIFICATION_COOLDOWN"]),
        ("409 IDENTIFIER_ALREADY_REGISTERED", ["IDENTIFIER_ALREADY_REGISTERED"]),
        ("404 NOT_FOUND", []),
        ("429 TOO_MANY_REQUESTS", []),
        ("503 (after 5000 ms)", []),
        ("404 1234 ms", []),
        ("200 OK (expires_in 9000)", []),
        ("PENDING_PAYMENT", []),
    ],
)
def test_errors_behind_a_status(reply: str, errors: list[str]) -> None:
    assert [ref.span.text for ref in phrases.returned(_text(reply), Where.DIAGRAM)] == errors


@pytest.mark.parametrize(
    ("message", "keys"),
    [
        (
            "Check token_blocklist:{jti}, user_suspended:{user_id}",
            ["token_blocklist:{jti}", "user_suspended:{user_id}"],
        ),
        ("look up login:fail:{email}", ["login:fail:{email}"]),
        ("look up {service}:{id}", []),
        ("see https://cache:{port}", []),
        ("note: {reason}", []),
    ],
)
def test_patterns_at_the_cache(message: str, keys: list[str]) -> None:
    found = phrases.cache_keys(_text(message), Where.DIAGRAM, True, at_cache=True)
    assert [ref.span.text for ref in found] == keys
