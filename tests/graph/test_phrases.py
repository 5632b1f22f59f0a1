"""What an arrow's text names, firmly (it can only mean that) or not."""

from __future__ import annotations

import pytest

from backend_spec.graph import phrases
from backend_spec.graph.derived import PartyKind
from backend_spec.model.entity import Entity, Ref, Where
from graph.specification import (
    cache_key,
    component,
    error,
    event,
    grpc_service,
    lookup,
    rpc,
    service,
    table,
    topic,
    written,
)

KNOWN = lookup(
    service("gateway", "REST Gateway"),
    service("auth-service"),
    service("notification-service"),
    component("PostgreSQL", "PostgreSQL 16"),
    component("Redis", "Redis 7"),
    component("Message Broker", "Apache Kafka"),
    component("Object Storage", "MinIO"),
    component("Google OAuth", "OAuth 2.0"),
    grpc_service("AuthService"),
    rpc("AuthService", "Login"),
    rpc("AuthService", "VerifyToken"),
    error("1001", "INVALID_CREDENTIALS"),
    error("1004", "NOT_FOUND"),
    table("users"),
    cache_key("session:{user_id}"),
    topic("notification.email"),
    topic("user.registered"),
    event("verification_code.email"),
)


def told(refs: list[Ref[Entity]]) -> list[tuple[str, bool]]:
    return [(ref.text, ref.firm) for ref in refs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gRPC Login", [("Login", True)]),
        ("gRPC: Login(email, password)", [("Login", True)]),
        ("gRPC call VerifyTokn", [("VerifyTokn", True)]),
        ("Login(args)", [("Login", True)]),
        ("Login", [("Login", False)]),
        ("AuthService.Login", [("AuthService.Login", True)]),
        ("AuthService.Logout(token)", [("AuthService.Logout", True)]),
        ("nihao.auth.v1.AuthService/Login", [("AuthService/Login", True)]),
        ("VerifyToken", [("VerifyToken", True)]),
        ("GetUserByIdentifier", [("GetUserByIdentifier", True)]),
        ("Validate token", []),
        ("Retry", []),
        ("gRPC UNAUTHENTICATED", []),
        ("gRPC NotFound", []),
        ("LoginRequest", []),
        ("forward request", []),
        ("Check RateLimit headers of the request", []),
    ],
)
def test_rpcs(text: str, expected: list[tuple[str, bool]]) -> None:
    refs = list(phrases.rpcs(written(text), Where.DIAGRAM, KNOWN, "auth-service"))
    unresolved_and_loose = [ref for ref in refs if not ref.firm and not KNOWN.resolve(ref)]
    assert told([ref for ref in refs if ref not in unresolved_and_loose]) == expected


@pytest.mark.parametrize(
    ("text", "topics", "events"),
    [
        ("publish user.registered", ["user.registered"], []),
        ("Publish to topic notification.email", ["notification.email"], []),
        ("publish verification_code.email to notification.email", ["notification.email"], ["verification_code.email"]),
        ("publish user.registered and notification.email", ["user.registered", "notification.email"], []),
        ("publish user.created", ["user.created"], []),
        ("publish user.registered (key: user.id)", ["user.registered"], []),
        ("publish user.registered keyed by user.id", ["user.registered"], []),
        ("Produce event → topic `user-events`", ["user-events"], []),
        ("publish to notification.emails", ["notification.emails"], []),
        ("publish verification_code.sms to notification.email", ["notification.email"], ["verification_code.sms"]),
        ("push real-time update", [], []),
        ("flush", [], []),
    ],
)
def test_channels_at_a_broker(text: str, topics: list[str], events: list[str]) -> None:
    found, named = phrases.channels(written(text), Where.DIAGRAM, KNOWN, broker=True)
    assert ([ref.text for ref in found], [ref.text for ref in named]) == (topics, events)


@pytest.mark.parametrize(
    "text",
    [
        "HGETALL user_registered:{id}",
        "load user_registered",
        "publish user.created",
        "read config.yaml",
        "send message.text",
    ],
)
def test_away_from_a_broker_unknown_names_are_nothing(text: str) -> None:
    assert phrases.channels(written(text), Where.DIAGRAM, KNOWN, broker=False) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("401 INVALID_CREDENTIALS", ["INVALID_CREDENTIALS"]),
        ("error 1001", ["1001"]),
        ("NOT_FOUND", ["NOT_FOUND"]),
        ("gRPC NOT_FOUND", []),
        ("gRPC status NOT_FOUND", []),
        ("grpc error: NOT_FOUND", []),
        ("200 OK", []),
        ("port :1001", []),
        ("SOMETHING_ELSE", []),
    ],
)
def test_errors(text: str, expected: list[str]) -> None:
    assert [ref.text for ref in phrases.errors(written(text), Where.DIAGRAM, KNOWN)] == expected


def test_a_url_with_a_host_is_somebody_elses() -> None:
    text = written("POST https://oauth2.googleapis.com/token")
    assert list(phrases.endpoints(text, Where.DIAGRAM, firm=True)) == []


def test_one_node_names_two_paths() -> None:
    refs = list(phrases.endpoints(written("POST /login/google or /login/apple"), Where.DIAGRAM, firm=True))
    assert [ref.key for ref in refs] == ["POST /login/google", "POST /login/apple"]
    assert [ref.text for ref in refs] == ["POST /login/google", "/login/apple"]


@pytest.mark.parametrize(
    ("name", "kind", "identity"),
    [
        ("Auth Service", PartyKind.SERVICE, "auth-service"),
        ("API Gateway", PartyKind.SERVICE, "gateway"),
        ("Auth Service gRPC", PartyKind.SERVICE, "auth-service"),
        ("Auth Service<br/>gRPC + consumer", PartyKind.SERVICE, "auth-service"),
        ("Auth Service - tokens and sessions", PartyKind.SERVICE, "auth-service"),
        ("auth-service: tokens", PartyKind.SERVICE, "auth-service"),
        ("PostgreSQL", PartyKind.COMPONENT, "database"),
        ("DB", PartyKind.COMPONENT, "database"),
        ("auth_db", PartyKind.COMPONENT, "database"),
        ("Message DB", PartyKind.COMPONENT, "database"),
        ("Redis", PartyKind.COMPONENT, "cache"),
        ("Redis DB", PartyKind.COMPONENT, "cache"),
        ("Cache", PartyKind.COMPONENT, "cache"),
        ("Kafka", PartyKind.COMPONENT, "broker"),
        ("Message Broker", PartyKind.COMPONENT, "broker"),
        ("Event Bus", PartyKind.COMPONENT, "broker"),
        ("S3", PartyKind.COMPONENT, "object-store"),
        ("Object Store", PartyKind.COMPONENT, "object-store"),
        ("Client", PartyKind.CLIENT, "client"),
        ("Mobile App", PartyKind.CLIENT, "client"),
        ("User", PartyKind.CLIENT, "client"),
        ("Google OAuth", PartyKind.OUTSIDE, "Google OAuth"),
        ("APNs", PartyKind.OUTSIDE, "apns"),
        ("All services", PartyKind.GROUP, "all services"),
        ("Billing Service", PartyKind.UNKNOWN, "billing service"),
        ("Payment Gateway", PartyKind.OUTSIDE, "payment gateway"),
    ],
)
def test_parties(name: str, kind: PartyKind, identity: str) -> None:
    party = KNOWN.parties.find(name)
    assert (party.kind, party.identity) == (kind, identity)


def test_a_gateway_that_no_architecture_lists_is_no_stranger() -> None:
    assert lookup().parties.find("API Gateway").kind is PartyKind.UNKNOWN


def test_a_cell_names_several_parties() -> None:
    parties = KNOWN.parties.several("Auth Service, Notification Service")
    assert [party.identity for party in parties] == ["auth-service", "notification-service"]
    assert [party.identity for party in KNOWN.parties.several("All services")] == [
        "gateway",
        "auth-service",
        "notification-service",
    ]
