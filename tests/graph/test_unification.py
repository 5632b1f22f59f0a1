"""Names that are one name, and names that are not: each case says by which rule."""

from __future__ import annotations

import pytest

from backend_spec.model.architecture import Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import GrpcService, Rpc
from backend_spec.model.http import Endpoint, Role
from graph.specification import (
    cache_key,
    endpoint,
    error,
    event,
    grpc_service,
    lookup,
    role,
    rpc,
    service,
    table,
    topic,
)

KNOWN = lookup(
    service("gateway"),
    service("auth-service"),
    service("user-service"),
    service("notification-service"),
    endpoint("POST", "/api/v1/auth/login"),
    endpoint("POST", "/api/v1/auth/login/google"),
    endpoint("GET", "/api/v1/users/:id/profile"),
    endpoint("GET", "/api/v1/users/me"),
    endpoint("GET", "/api/v1/users/:id"),
    grpc_service("AuthService"),
    grpc_service("UserService"),
    rpc("AuthService", "Login"),
    rpc("AuthService", "GetUser"),
    rpc("UserService", "GetUser"),
    error("1001", "INVALID_CREDENTIALS"),
    error("1002", "NOT_FOUND"),
    table("users"),
    table("user_devices"),
    cache_key("session:{user_id}:{token_id}"),
    cache_key("verify:{identifier}:{purpose}"),
    cache_key("reset:{identifier}:mail"),
    cache_key("reset:{identifier}:phone"),
    topic("notification.email"),
    event("verification_code.email"),
    role("admin"),
    role("member"),
)


@pytest.mark.parametrize(
    ("noun", "text", "name", "proof"),
    [
        (Service, "auth-service", "auth-service", "exact"),
        (Service, "Auth Service", "auth-service", "case and separators"),
        (Service, "AuthService", "auth-service", "case and separators"),
        (Service, "auth_service", "auth-service", "case and separators"),
        (Service, "Auth", "auth-service", "service suffix"),
        (Service, "Auth Svc", "auth-service", "service suffix"),
        (Service, "Gateway", "gateway", "case and separators"),
        (Service, "API Gateway", "gateway", "describing words"),
        (Service, "Notification Service", "notification-service", "case and separators"),
        (Service, "Users Service", "user-service", "plural"),
        (Service, "Auth Service (gRPC)", "auth-service", "case and separators"),
        (Endpoint, "POST /api/v1/auth/login", "POST /api/v1/auth/login", "exact"),
        (Endpoint, "POST /auth/login", "POST /api/v1/auth/login", "base path"),
        (Endpoint, "POST /v1/auth/login", "POST /api/v1/auth/login", "base path"),
        (Endpoint, "post /auth/login", "POST /api/v1/auth/login", "base path"),
        (Endpoint, "GET /api/v1/users/{user_id}/profile", "GET /api/v1/users/:id/profile", "renamed parameters"),
        (Endpoint, "GET /users/{id}/profile", "GET /api/v1/users/:id/profile", "base path"),
        (Endpoint, "GET /api/v1/users/42/profile", "GET /api/v1/users/:id/profile", "instance"),
        (Endpoint, "GET /api/v1/users/me", "GET /api/v1/users/me", "exact"),
        (Endpoint, "GET /api/v1/users/42", "GET /api/v1/users/:id", "instance"),
        (Endpoint, "POST /login/google", "POST /api/v1/auth/login/google", "path suffix"),
        (GrpcService, "auth-service", "AuthService", "case and separators"),
        (GrpcService, "Auth", "AuthService", "service suffix"),
        (Rpc, "AuthService.Login", "AuthService.Login", "exact"),
        (Rpc, "nihao.auth.v1.AuthService/Login", "AuthService.Login", "exact"),
        (Rpc, "Auth.Login", "AuthService.Login", "exact"),
        (Rpc, "Login", "AuthService.Login", "method name"),
        (ErrorCode, "1001", "1001", "exact"),
        (ErrorCode, "INVALID_CREDENTIALS", "1001", "name"),
        (ErrorCode, "1001 INVALID_CREDENTIALS", "1001", "code in text"),
        (ErrorCode, "Error 1001", "1001", "code in text"),
        (Table, "users", "users", "exact"),
        (Table, "USERS", "users", "case"),
        (Table, "public.users", "users", "schema"),
        (Table, "User", "users", "plural"),
        (Table, "UserDevice", "user_devices", "plural"),
        (CacheKey, "session:{user_id}:{token_id}", "session:{user_id}:{token_id}", "exact"),
        (CacheKey, "session:{uid}:{jti}", "session:{user_id}:{token_id}", "renamed placeholders"),
        (CacheKey, "session:<uid>:*", "session:{user_id}:{token_id}", "wildcard"),
        (CacheKey, "session:{user_id}:*", "session:{user_id}:{token_id}", "wildcard"),
        (CacheKey, "verify:{identifier}:registration", "verify:{identifier}:{purpose}", "instance"),
        (CacheKey, "verify:+86138:registration", "verify:{identifier}:{purpose}", "instance"),
        (CacheKey, "reset:{identifier}:{channel}", "reset:{identifier}:mail", "generalisation"),
        (Topic, "notification.email", "notification.email", "exact"),
        (Topic, "{env}.notification.email", "notification.email", "environment prefix"),
        (Topic, "notification.email.dlq", "notification.email", "dead letter of"),
        (Event, "VerificationCodeEmail", "verification_code.email", "case and separators"),
        (Role, "Admin", "admin", "case"),
        (Role, "members", "member", "plural"),
    ],
)
def test_is(noun: type, text: str, name: str, proof: str) -> None:
    found = KNOWN.find(noun, text)
    assert found is not None
    assert (found.targets[0].key, found.proof) == (name, proof)


@pytest.mark.parametrize(
    ("noun", "text"),
    [
        (Service, "Author Service"),
        (Service, "Service"),
        (Service, "auth-gateway"),
        (Service, "Redis"),
        (Endpoint, "GET /api/v1/auth/login"),
        (Endpoint, "POST /api/v2/auth/login"),
        (Endpoint, "POST /login"),
        (Endpoint, "POST /auth/login/:provider"),
        (Endpoint, "GET /profile"),
        (Rpc, "AuthService.Logout"),
        (Rpc, "MediaService.Login"),
        (Rpc, "Logout"),
        (ErrorCode, "1003"),
        (ErrorCode, "INVALID"),
        (ErrorCode, "100"),
        (Table, "user_device_tokens"),
        (CacheKey, "session:{user_id}"),
        (CacheKey, "sessions:{user_id}:{token_id}"),
        (CacheKey, "{anything}:{user_id}:{token_id}"),
        (Topic, "notification.mail"),
        (Event, "verification.code"),
        (Role, "owner"),
    ],
)
def test_is_not(noun: type, text: str) -> None:
    assert KNOWN.find(noun, text) is None


def test_callee_narrows_an_rpc() -> None:
    found = KNOWN.find(Rpc, "GetUser", "user-service")
    assert found is not None
    assert [target.key for target in found.targets] == ["UserService.GetUser"]


def test_a_method_of_two_services_is_ambiguous() -> None:
    found = KNOWN.find(Rpc, "GetUser")
    assert found is not None
    assert found.proof == "ambiguous"


def test_aliases_pin_and_forbid() -> None:
    aliases: dict[str, dict[str, str | None]] = {"service": {"Identity": "auth-service", "Auth": None}}
    known = lookup(service("auth-service"), aliases=aliases)
    found = known.find(Service, "identity")
    assert found is not None
    assert (found.targets[0].key, found.proof) == ("auth-service", "alias")
    assert known.find(Service, "Auth") is None
    assert known.find(Service, "Auth Service") is not None
