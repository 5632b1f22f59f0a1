"""The services that every specification has: the gateway, accounts, and the notices that go out by e-mail."""

from __future__ import annotations

from generator.names import Field
from generator.world import (
    CacheItem,
    Column,
    Endpoint,
    Error,
    Event,
    Flow,
    Operations,
    Part,
    Rpc,
    Service,
    Step,
    Table,
    Topic,
)

UUID = "0197a1c4-5b7e-7c21-8d3f-2f6a90c1e4b7"
ID = Column("id", "UUID", "Primary key")
CREATED = Column("created_at", "TIMESTAMPTZ", "Time of creation", default="now()")
UPDATED = Column("updated_at", "TIMESTAMPTZ", "Time of the last change", default="now()")

COMMON = (
    Error(1001, "VALIDATION_FAILED", 400, "INVALID_ARGUMENT", "A field is missing or wrong", "BadRequest"),
    Error(1002, "TOKEN_MISSING", 401, "UNAUTHENTICATED", "The request carries no usable access token"),
    Error(1003, "ROLE_NOT_ALLOWED", 403, "PERMISSION_DENIED", "The caller's role may not do this"),
    Error(1004, "RATE_LIMIT_EXCEEDED", 429, "RESOURCE_EXHAUSTED", "Too many requests in this window", "QuotaFailure"),
    Error(1005, "PAGE_TOKEN_INVALID", 400, "INVALID_ARGUMENT", "The page token belongs to another list", "BadRequest"),
    Error(1006, "STEP_UP_REQUIRED", 403, "FAILED_PRECONDITION", "The caller has not confirmed who they are recently"),
    Error(1007, "EVENT_INVALID", 500, "INTERNAL", "An event does not follow its schema"),
    Error(1008, "EVENT_UNDELIVERABLE", 500, "UNAVAILABLE", "An event could not be processed after all retries"),
    Error(1009, "INTERNAL_FAULT", 500, "INTERNAL", "Something failed that nobody expected"),
)  # fmt: skip
ACCOUNT = (
    Error(2001, "CREDENTIALS_WRONG", 401, "UNAUTHENTICATED", "E-mail address and password do not belong together"),
    Error(2002, "EMAIL_TAKEN", 409, "ALREADY_EXISTS", "An account with this e-mail address exists", "ResourceInfo"),
    Error(2003, "SESSION_EXPIRED", 401, "UNAUTHENTICATED", "The session has ended or was revoked"),
    Error(2004, "ACCOUNT_LOCKED", 403, "FAILED_PRECONDITION", "Too many failed attempts; wait fifteen minutes"),
    Error(2005, "ACCOUNT_MISSING", 404, "NOT_FOUND", "There is no such account", "ResourceInfo"),
)  # fmt: skip
BY_NAME = {error.name: error for error in (*COMMON, *ACCOUNT)}
ROLES = {
    "viewer": "Reads what the own organisation keeps",
    "clerk": "Reads and writes day-to-day records",
    "supervisor": "Does what a clerk does, and cancels",
}
ALWAYS = ("TOKEN_MISSING", "ROLE_NOT_ALLOWED", "RATE_LIMIT_EXCEEDED")

EMAIL = Field("email", "text", "vera@example.org", "Address to log in with", "E-mail address")
PASSWORD = Field("password", "text", "correct horse 42", "At least twelve characters", "12-128 characters")
REFRESH = Field("refresh_token", "text", "eyJhbGciOiJFUzI1NiJ9.refresh", "Token of the session", "JWT")
ACCESS = Field("access_token", "text", "eyJhbGciOiJFUzI1NiJ9.access", "Token for the next requests")
ACCOUNT_ID = Field("account_id", "id", UUID, "The account", "UUID")
SESSION_ID = Field("session_id", "id", "0197a1c4-5b7e-7c21-8d3f-000000000002", "The session", "UUID")
ROLE = Field("role", "text", "clerk", "Role of the account")
AT = Field("occurred_at", "time", "2026-03-02T09:30:00Z", "Time at which it happened")
STATE = Field("state", "text", "active", "Whether it may be used: active or locked")
CHANGED = Field("updated_at", "time", "2026-03-02T09:30:00Z", "Time of the last change", "RFC 3339")
AREA = Field("area", "text", "freight", "Area of business that is about to be changed", "2-40 characters")
TOKENS = (ACCESS, REFRESH, SESSION_ID)


def errors(*names: str) -> tuple[Error, ...]:
    return tuple(BY_NAME[name] for name in names)


def _endpoint(path: str, title: str, text: str, rpc: str, failures: str, body: tuple[Field, ...], *steps: Step,
              roles: tuple[str, ...] = (), status: str = "200 OK") -> Endpoint:  # fmt: skip
    path = f"/api/v1/auth/{path}"
    head = (Step("http", "client", "gateway", f"POST {path}"), Step("rpc", "gateway", "auth-service", rpc))
    tail = (Step("reply", "auth-service", "gateway", f"{rpc}Response"), Step("reply", "gateway", "client", status))
    return Endpoint("POST", path, title, text, rpc, errors(*failures.split()), (*head, *steps, *tail), status, roles,
                    body=body)  # fmt: skip


def _auth(kind: str, text: str, target: str = "") -> Step:
    return Step(kind, "auth-service", target or {"sql": "PostgreSQL", "redis": "Redis", "event": "Kafka"}[kind], text)


_SESSION = _auth("redis", "SET session:{account_id}:{session_id} {json} EX 2592000")
AUTH_ENDPOINTS = (
    _endpoint("register", "Register an Account", "Opens an account and logs it in at once.", "Register",
              "VALIDATION_FAILED EMAIL_TAKEN RATE_LIMIT_EXCEEDED INTERNAL_FAULT", (EMAIL, PASSWORD),
              _auth("sql", "INSERT INTO accounts (id, email, password_hash, role) VALUES ($1, $2, $3, 'viewer')"),
              _auth("sql", "INSERT INTO account_sessions (id, account_id, expires_at) VALUES ($1, $2, $3)"), _SESSION,
              _auth("event", "account.registered auth.account"), status="201 Created"),
    _endpoint("login", "Log In", "Exchanges e-mail address and password for tokens.", "Login",
              "VALIDATION_FAILED CREDENTIALS_WRONG ACCOUNT_LOCKED RATE_LIMIT_EXCEEDED", (EMAIL, PASSWORD),
              _auth("redis", "GET login_attempts:{email}"),
              _auth("sql", "SELECT id, password_hash, role FROM accounts WHERE email = $1"),
              _auth("sql", "INSERT INTO account_sessions (id, account_id, expires_at) VALUES ($1, $2, $3)"), _SESSION),
    _endpoint("refresh", "Refresh Tokens", "Exchanges a refresh token for new tokens; the old one is void.", "Refresh",
              "VALIDATION_FAILED SESSION_EXPIRED RATE_LIMIT_EXCEEDED", (REFRESH,),
              _auth("redis", "GET session:{account_id}:{session_id}"),
              _auth("sql", "UPDATE account_sessions SET expires_at = $2 WHERE id = $1"), _SESSION),
    _endpoint("logout", "Log Out", "Ends the session of the access token.", "Logout",
              "VALIDATION_FAILED TOKEN_MISSING SESSION_EXPIRED RATE_LIMIT_EXCEEDED", (SESSION_ID,),
              _auth("sql", "DELETE FROM account_sessions WHERE id = $1"),
              _auth("redis", "DEL session:{account_id}:{session_id}"),
              _auth("redis", "SET token_denylist:{token_id} 1 EX 900"), roles=tuple(ROLES)),
    _endpoint("step-up", "Confirm the Password", "Asks for the password once more before something drastic.",
              "ConfirmPassword", "VALIDATION_FAILED TOKEN_MISSING CREDENTIALS_WRONG RATE_LIMIT_EXCEEDED",
              (AREA, PASSWORD), _auth("sql", "SELECT password_hash FROM accounts WHERE id = $1"),
              _auth("redis", "SET step_up:{account_id}:{area} 1 EX 300"), roles=tuple(ROLES)),
)  # fmt: skip

ACCOUNTS = Table(
    "accounts", "People who may log in.",
    (ID, Column("email", "VARCHAR(254)", "Address in lower case"), Column("password_hash", "TEXT", "Argon2id hash"),
     Column("role", "VARCHAR(16)", "Role of the account", default="'viewer'"), CREATED, UPDATED),
    unique=("email",), checks=("role IN ('viewer', 'clerk', 'supervisor')",), indexes=("created_at",))  # fmt: skip
SESSIONS = Table(
    "account_sessions", "Sessions that can still be refreshed.",
    (ID, Column("account_id", "UUID", "Whose session it is"), Column("expires_at", "TIMESTAMPTZ", "End, if not used"),
     CREATED), foreign=(("account_id", "accounts"),), indexes=("account_id", "expires_at"))  # fmt: skip
NOTICES = Table(
    "notice_deliveries", "E-mails that went out, one row for each event.",
    (ID, Column("event_id", "UUID", "Event that caused the e-mail"), Column("recipient", "VARCHAR(254)", "Address"),
     Column("sent_at", "TIMESTAMPTZ", "Time at which the provider took it", null=True), CREATED),
    unique=("event_id",), indexes=("recipient",))  # fmt: skip

AUTH = Service(
    "auth-service", "gRPC", "Accounts, passwords, sessions and tokens",
    ("Keep accounts and hashes of passwords", "Issue, refresh and revoke tokens", "Tell services who an account is"),
    ("PostgreSQL", "Redis", "Kafka"), "Account", (ACCOUNT_ID, EMAIL, ROLE, STATE, CHANGED), ("active", "locked"),
    (Rpc("Register", "Opens an account.", (EMAIL, PASSWORD), response=TOKENS),
     Rpc("Login", "Checks a password and opens a session.", (EMAIL, PASSWORD), response=TOKENS),
     Rpc("Refresh", "Exchanges a refresh token.", (REFRESH,), response=TOKENS),
     Rpc("Logout", "Ends a session.", (SESSION_ID,), response=(AT,)),
     Rpc("ConfirmPassword", "Checks the password of somebody who is logged in.", (AREA, PASSWORD), response=(AT,)),
     Rpc("GetAccount", "Returns an account.", (ACCOUNT_ID,), returns="Account")),
    AUTH_ENDPOINTS, ACCOUNT, 2000, 2999, (ACCOUNTS, SESSIONS),
    (CacheItem("session:{account_id}:{session_id}", "JSON", "30 days", "Session with the id of its refresh token"),
     CacheItem("login_attempts:{email}", "Integer", "15 minutes", "Failed attempts to log in"),
     CacheItem("token_denylist:{token_id}", "Flag", "15 minutes", "Access tokens that were revoked"),
     CacheItem("step_up:{account_id}:{area}", "Flag", "5 minutes", "The password was confirmed a moment ago")),
    (Operations("Log In", ("GET login_attempts:{email}", "SET session:{account_id}:{session_id} {json} EX 2592000")),
     Operations("Log Out", ("DEL session:{account_id}:{session_id}", "SET token_denylist:{token_id} 1 EX 900")),
     Operations("Confirm the Password", ("SET step_up:{account_id}:{area} 1 EX 300",))),
    (Topic("auth.account", "What becomes of accounts", "account_id",
           (Event("account.registered", "Somebody opened an account", "An account was stored",
                  (ACCOUNT_ID, EMAIL, AT)),)),))  # fmt: skip
GATEWAY = Service(
    "gateway",
    "REST gateway",
    "The one public entry: checks tokens, roles and limits, and calls the services",
    ("Check access tokens, roles and rate limits", "Turn each REST call into one RPC", "Answer in one envelope"),
    ("Redis",),
    errors=COMMON,
    first=1000,
    last=1999,
    cache=(
        CacheItem("rate_limit:{account_id}:{window}", "Integer", "60 seconds", "Requests in this window"),
        CacheItem("idempotency:{account_id}:{request_key}", "JSON", "24 hours", "Answer to a repeated request"),
    ),
    operations=(
        Operations(
            "Rate Limiting", ("INCR rate_limit:{account_id}:{window}", "EXPIRE rate_limit:{account_id}:{window} 60")
        ),
        Operations(
            "Idempotency",
            (
                "GET idempotency:{account_id}:{request_key}",
                "SET idempotency:{account_id}:{request_key} {json} NX EX 86400",
            ),
        ),
    ),
)
NOTICE = Service(
    "notice-service", "Kafka consumer", "E-mails that tell people what happened",
    ("Write an e-mail for each event that somebody waits for", "Send none of them twice"),
    ("PostgreSQL", "Redis", "Kafka", "Email Provider"), tables=(NOTICES,),
    cache=(CacheItem("noticed:{event_id}", "Flag", "7 days", "Events that were dealt with"),),
    operations=(Operations("Notice Deliveries", ("SET noticed:{event_id} 1 NX EX 604800",)),),
    subscribes=("auth.account",))  # fmt: skip

FLOWS = (
    Flow("Registration Flow", "Somebody opens an account.",
         (("POST /api/v1/auth/register", None), ("E-mail address is free", BY_NAME["EMAIL_TAKEN"]),
          ("INSERT INTO accounts", None), ("SET session:{account_id}:{session_id}", None), ("Tokens", None))),
    Flow("Login Flow", "Somebody with an account comes back.",
         (("POST /api/v1/auth/login", None), ("Fewer than five failed attempts", BY_NAME["ACCOUNT_LOCKED"]),
          ("Password is right", BY_NAME["CREDENTIALS_WRONG"]), ("SET session:{account_id}:{session_id}", None),
          ("Tokens", None))),
    Flow("Token Refresh Flow", "A client keeps its session alive.",
         (("POST /api/v1/auth/refresh", None), ("Session is live", BY_NAME["SESSION_EXPIRED"]),
          ("SET session:{account_id}:{session_id}", None), ("New tokens", None))),
    Flow("Logout Flow", "A session ends.",
         (("POST /api/v1/auth/logout", None), ("Session is live", BY_NAME["SESSION_EXPIRED"]),
          ("DEL session:{account_id}:{session_id}", None), ("Session has ended", None))),
)  # fmt: skip
PLATFORM = Part("platform", "FEAT-ACCOUNT-001", "2026-01-12", "Accounts and Login", (GATEWAY, AUTH, NOTICE), FLOWS)
