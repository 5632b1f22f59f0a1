"""One declaration renamed or deleted, one prefix moved, one fence left open: which findings are one diagnostic."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sabotage.cut import API, ARCHITECTURE, AUTH, CACHE, DATABASE, ERRORS, EVENTS, GRPC

Texts = dict[str, str]
Change = Callable[[Texts], None]


@dataclass(frozen=True)
class Cause:
    """A change of the example. `path` and `text` are what its one diagnostic points at, `message` is how that begins;
    `places` says how many findings of which rule it has in which file, `texts` what stands at those that do not point
    at `text`. A fence's consequences are too many to be listed."""

    name: str
    change: Change
    path: str
    text: str
    message: str
    places: Mapping[str, Mapping[str, int]]
    texts: frozenset[str]


def within(path: str, start: str, end: str, old: str, new: str) -> Change:
    """Replace a text wherever it occurs from one text to another, to the file's end if that is empty."""

    def change(texts: Texts) -> None:
        text = texts[path]
        first = text.index(start)
        last = text.index(end, first + len(start)) if end else len(text)
        assert old in text[first:last], old
        texts[path] = text[:first] + text[first:last].replace(old, new) + text[last:]

    return change


def without(path: str, pattern: str) -> Change:
    """Delete the one line that begins with a pattern."""

    def change(texts: Texts) -> None:
        texts[path], count = re.subn(rf"^{pattern}.*\n", "", texts[path], flags=re.MULTILINE)
        assert count == 1, pattern

    return change


def opened(path: str, before: str, fence: str) -> Change:
    """Open the last fence before a text with tildes, so that nothing closes it."""

    def change(texts: Texts) -> None:
        text = texts[path]
        at = text.rindex(fence, 0, text.index(before))
        texts[path] = text[:at] + "~~~" + text[at + 3 :]

    return change


CAUSES: tuple[Cause, ...] = (
    Cause(
        "a service in the Services table",
        within(ARCHITECTURE, "## 2. Services", "## 3.", "`user-service`", "`account-service`"),
        ARCHITECTURE,
        "account-service",
        "`user-service` is named in 43 places",
        {
            API: {"unknown-summary-service": 6},
            ARCHITECTURE: {
                "missing-from-communication": 1,
                "missing-from-diagram": 1,
                "missing-responsibilities": 1,
                "orphan-responsibilities": 1,
                "unknown-connection-end": 10,
            },
            CACHE: {"unknown-cache-owner": 2},
            DATABASE: {"unknown-owner": 3},
            EVENTS: {"unknown-contract-service": 1, "unknown-producer": 3, "unknown-schema-service": 3},
            GRPC: {"missing-grpc-service": 1, "undefined-call-party": 13, "unowned-grpc-service": 1},
        },
        frozenset({"UserService", "gRPC Service Specification", "user-service"}),
    ),
    Cause(
        "a service in the whole architecture",
        within(ARCHITECTURE, "# ", "", "user-service", "account-service"),
        ARCHITECTURE,
        "account-service",
        "`user-service` is named in 32 places",
        {
            API: {"unknown-summary-service": 6},
            CACHE: {"unknown-cache-owner": 2},
            DATABASE: {"unknown-owner": 3},
            EVENTS: {"unknown-contract-service": 1, "unknown-producer": 3, "unknown-schema-service": 3},
            GRPC: {"missing-grpc-service": 1, "undefined-call-party": 13, "unowned-grpc-service": 1},
        },
        frozenset({"UserService", "gRPC Service Specification", "user-service"}),
    ),
    Cause(
        "a slip in a service's row",
        within(ARCHITECTURE, "## 2. Services", "## 3.", "`message-service`", "`mesage-service`"),
        ARCHITECTURE,
        "mesage-service",
        "`message-service` is named in 55 places",
        {
            API: {"unknown-summary-service": 8},
            ARCHITECTURE: {
                "missing-from-communication": 1,
                "missing-from-diagram": 1,
                "orphan-responsibilities": 1,
                "unknown-connection-end": 8,
            },
            CACHE: {"unknown-cache-owner": 5},
            DATABASE: {"unknown-owner": 5},
            EVENTS: {
                "unknown-consumer": 3,
                "unknown-contract-service": 1,
                "unknown-producer": 4,
                "unknown-schema-service": 7,
            },
            GRPC: {"missing-grpc-service": 1, "undefined-call-party": 12, "unowned-grpc-service": 1},
        },
        frozenset({"MessageService", "gRPC Service Specification", "message-service"}),
    ),
    Cause(
        "an RPC",
        within(GRPC, "service UserService {", "}", "SuspendUser(", "BanUser("),
        GRPC,
        "BanUser",
        "`UserService.SuspendUser` is named in 3 places",
        {API: {"undefined-backend": 1, "undefined-rpc": 1}, GRPC: {"undefined-call-rpc": 1}},
        frozenset({"UserService.SuspendUser"}),
    ),
    Cause(
        "a proto service",
        within(GRPC, "## 9. User Service", "### 9.2", "service UserService {", "service AccountService {"),
        GRPC,
        "AccountService",
        "`UserService` is named in 19 places",
        {API: {"undefined-backend": 6, "undefined-rpc": 13}, GRPC: {"unowned-grpc-service": 1}},
        frozenset(
            {
                "UserService.BatchGetUsers",
                "UserService.CreateUser",
                "UserService.GetMyProfile",
                "UserService.GetUser",
                "UserService.GetUserStatus",
                "UserService.RestoreUser",
                "UserService.SearchUsers",
                "UserService.SuspendUser",
                "UserService.UpdateProfile",
            }
        ),
    ),
    Cause(
        "a message that several RPCs and messages use",
        within(GRPC, "#### 8.2.1 Shared Types", "#### 8.2.2", "message TokenPair {", "message TokenSet {"),
        GRPC,
        "TokenSet",
        "`TokenPair` is named in 3 places",
        {GRPC: {"undefined-field-type": 3}},
        frozenset({"TokenPair"}),
    ),
    Cause(
        "the path of an endpoint",
        within(API, "#### 11.1.3 Sign In", "#### 11.1.4", "`POST /api/v1/auth/login`", "`POST /api/v1/auth/signin`"),
        API,
        "POST /api/v1/auth/signin",
        "`POST /api/v1/auth/login` is named in 19 places",
        {
            API: {"misdrawn-endpoint": 1, "undefined-endpoint": 3, "unlisted-endpoint": 1},
            AUTH: {"undefined-flow-endpoint": 4},
            CACHE: {"undefined-operation-cause": 9},
            GRPC: {"undefined-call-name": 2},
        },
        frozenset({"/api/v1/auth/login", "POST /api/v1/auth/login", "POST /auth/login"}),
    ),
    Cause(
        "a prefix of paths in one document",
        within(AUTH, "# ", "", "/api/v1/", "/v2/"),
        AUTH,
        "POST /v2/auth/verification-codes",
        "14 paths with the prefix `/v2`, in 23 places",
        {AUTH: {"undefined-flow-endpoint": 23}},
        frozenset(
            {
                "DELETE /v2/admin/users/:id/suspension",
                "DELETE /v2/auth/sessions/:id",
                "GET /v2/auth/sessions",
                "GET /v2/users/me",
                "POST /v2/admin/users/:id/suspension",
                "POST /v2/auth/login",
                "POST /v2/auth/logout",
                "POST /v2/auth/password/change",
                "POST /v2/auth/password/forgot",
                "POST /v2/auth/password/reset",
                "POST /v2/auth/refresh",
                "POST /v2/auth/register",
                "POST /v2/realtime/tickets",
            }
        ),
    ),
    Cause(
        "an error's name",
        within(ERRORS, "### 2.3 ", "### 2.4", "`INVALID_CREDENTIALS` ", "`BAD_CREDENTIALS` "),
        ERRORS,
        "BAD_CREDENTIALS",
        "`INVALID_CREDENTIALS` is named in 4 places",
        {
            API: {"misdrawn-error": 1},
            AUTH: {"undefined-flow-error": 1},
            ERRORS: {"misdrawn-error": 1},
            GRPC: {"unregistered-service-error": 1},
        },
        frozenset({"INVALID_CREDENTIALS"}),
    ),
    Cause(
        "an error's code",
        within(ERRORS, "### 2.3 ", "### 2.4", "| `2001` |", "| `2099` |"),
        ERRORS,
        "2099",
        "`2001` is named in 7 places",
        {
            API: {"misdrawn-error": 1, "undefined-error": 1},
            AUTH: {"undefined-flow-error": 2},
            ERRORS: {"misdrawn-error": 1, "undefined-mapped-error": 1},
            GRPC: {"unregistered-service-error": 1},
        },
        frozenset({"2001"}),
    ),
    Cause(
        "an error deleted",
        without(ERRORS, r"\| `3001` "),
        API,
        "3001",
        "the error `3001` is named in 16 places, and declared nowhere",
        {
            API: {"misdrawn-error": 2, "undefined-error": 7},
            AUTH: {"undefined-flow-error": 3},
            ERRORS: {"undefined-mapped-error": 1},
            GRPC: {"unregistered-service-error": 3},
        },
        frozenset({"USER_NOT_FOUND"}),
    ),
    Cause(
        "a table",
        within(DATABASE, "### 3.3 refresh_tokens", "### 3.4", "refresh_tokens", "token_rows"),
        DATABASE,
        "token_rows",
        "`refresh_tokens` is named in 14 places",
        {
            API: {"undefined-table": 5},
            AUTH: {"undefined-table": 6},
            DATABASE: {"undefined-table": 3, "undrawn-table": 1, "unowned-table": 1},
        },
        frozenset({"refresh_tokens"}),
    ),
    Cause(
        "a table in the whole schema",
        within(DATABASE, "# ", "", "refresh_tokens", "renewal_tokens"),
        DATABASE,
        "renewal_tokens",
        "`refresh_tokens` is named in 11 places",
        {API: {"undefined-table": 5}, AUTH: {"undefined-table": 6}},
        frozenset({"refresh_tokens"}),
    ),
    Cause(
        "a table's heading",
        within(DATABASE, "### 3.6 user_outbox", "\n", "user_outbox", "account_events"),
        DATABASE,
        "account_events",
        "the table `account_events` has no CREATE TABLE statement",
        {DATABASE: {"missing-ddl": 1, "undrawn-table": 1, "unowned-table": 1}},
        frozenset(),
    ),
    Cause(
        "a topic",
        within(EVENTS, "### 3.1 Topics", "### 3.2", "`message.sent`", "`message.posted`"),
        EVENTS,
        "message.posted",
        "`message.sent` is named in 11 places",
        {
            API: {"undefined-topic": 1},
            EVENTS: {"missing-dead-letter-topic": 1, "undefined-topic": 10, "unused-topic": 1},
        },
        frozenset({"message.sent"}),
    ),
    Cause(
        "an event",
        within(EVENTS, "## 4. Event Catalog", "## 5.", "`session.revoked`", "`session.killed`"),
        EVENTS,
        "session.killed",
        "`session.revoked` is named in 10 places",
        {API: {"undefined-event": 6}, EVENTS: {"undefined-event": 4}},
        frozenset({"session.revoked"}),
    ),
    Cause(
        "a cache key",
        within(CACHE, "## 2. Cache Items", "## 3.", "user_sessions:", "live_sessions:"),
        CACHE,
        "live_sessions:{user_id}",
        "`user_sessions:{user_id}` is named in 41 places",
        {API: {"undeclared-key": 10}, AUTH: {"undeclared-session-item": 18}, CACHE: {"undeclared-key": 13}},
        frozenset({"user_sessions:{user_id}"}),
    ),
    Cause(
        "a role",
        within(API, "### 7.2 Role Definitions", "### 7.3", "`moderator`", "`curator`"),
        API,
        "moderator",
        "the role `moderator` is named in 46 places, and declared nowhere",
        {API: {"unknown-role": 46}},
        frozenset(),
    ),
    Cause(
        "a fence of the API left open",
        opened(API, "#### 11.1.4 Refresh Tokens", "```json"),
        API,
        "~~~json",
        "this code fence is never closed",
        {},
        frozenset(),
    ),
    Cause(
        "a fence of the schema left open",
        opened(DATABASE, "### 3.5 users", "```sql"),
        DATABASE,
        "~~~sql",
        "this code fence is never closed",
        {},
        frozenset(),
    ),
    Cause(
        "a fence of the gRPC specification left open",
        opened(GRPC, "### 14.3 Error Codes", "```proto"),
        GRPC,
        "~~~proto",
        "this code fence is never closed",
        {},
        frozenset(),
    ),
)
