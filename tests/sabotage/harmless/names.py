"""One thing under another of its names: services, endpoints, RPCs, keys, tables, roles, errors."""

from sabotage.cut import API, ARCHITECTURE, AUTH, CACHE, DATABASE, ERRORS, EVENTS, GRPC, Cut, Edit

DELETE = "#### 11.4.4 Delete Media"
PROFILE = "#### 11.1.11 Get My Profile"
SELECT = "SELECT * FROM users WHERE id = $1"
SIGN_IN = "#### 11.1.3 Sign In"
OWNER = "| `user_presence`            | `presence-service`     |"
INCR = "`INCR group_create_quota:{user_id}`"
LOGIN = "G->>A: AuthService.Login\n"
PUSH = "        N-)K: publish push.requested to notification.push\n"
CHECK = "| `message-service`      | `contact-service`      | `ContactService.CheckRelationship`         |"

EDITS = (
    Cut(
        "a table's owner by its display name",
        Edit(DATABASE, OWNER, "| `user_presence` | Presence Service |", "## 4. Service Ownership"),
    ),
    Cut(
        "a cache item's owner by its proto name",
        Edit(CACHE, "| 30 s  | `presence-service` |", "| 30 s  | PresenceService |"),
    ),
    Cut(
        "a producer in snake case",
        Edit(
            EVENTS,
            "| `presence.changed`         | `presence-service`     |",
            "| `presence.changed` | presence_service |",
        ),
    ),
    Cut(
        "a consumer without the word service",
        Edit(EVENTS, "`contact-service`                                    | Evict", "Contact | Evict"),
    ),
    Cut(
        "participants by other names",
        Edit(
            API,
            "participant G as Gateway\n    participant MD as Media Service",
            "participant G as API Gateway<br/>nihao\n    participant MD as MediaService",
            DELETE,
        ),
    ),
    Cut(
        "a node with its port",
        Edit(ARCHITECTURE, 'media["media-service"]', 'media["Media Service<br/>gRPC :50057"]'),
    ),
    Cut(
        "a store by its technology",
        Edit(ARCHITECTURE, "| `presence-service`     | Redis  ", "| `presence-service`     | Redis Cluster  "),
    ),
    Cut("a renamed placeholder", Edit(CACHE, INCR, "`INCR group_create_quota:{uid}`")),
    Cut("a placeholder in angle brackets", Edit(CACHE, INCR, "`INCR group_create_quota:<user_id>`")),
    Cut(
        "a placeholder filled in",
        Edit(API, "verify:{identifier}:{purpose} code_hash", "verify:{identifier}:registration code_hash"),
    ),
    Cut(
        "keys by a wildcard",
        Edit(
            CACHE, "`SMEMBERS user_sessions:{user_id}`", "`SCAN 0 MATCH session:{user_id}:*`", "Consume the token; nil"
        ),
    ),
    Cut(
        "a diagram with the version prefix",
        Edit(API, "C->>G: POST /auth/logout", "C->>G: POST /api/v1/auth/logout"),
    ),
    Cut(
        "a flow's endpoint without the version prefix",
        Edit(AUTH, "- **Endpoint**: `POST /api/v1/auth/logout`", "- **Endpoint**: `POST /auth/logout`"),
    ),
    Cut(
        "a path parameter in braces",
        Edit(API, "C->>G: DELETE /media/:id", "C->>G: DELETE /media/{media_id}"),
    ),
    Cut(
        "a path parameter in braces in the summary",
        Edit(API, "| DELETE | `/api/v1/media/:id` ", "| DELETE | `/api/v1/media/{id}` "),
    ),
    Cut("a query behind the path", Edit(API, "C->>G: GET /users/me\n", "C->>G: GET /users/me?fields=all\n")),
    Cut("an RPC called gRPC Login", Edit(API, LOGIN, "G->>A: gRPC Login\n")),
    Cut("an RPC with arguments", Edit(API, LOGIN, "G->>A: Login(identifier, password)\n")),
    Cut("an RPC with its package", Edit(API, LOGIN, "G->>A: nihao.auth.v1.AuthService/Login\n")),
    Cut("a row with display names", Edit(GRPC, CHECK, "| Message Service | ContactService | `CheckRelationship` |")),
    Cut("SQL with schema and quotes", Edit(API, SELECT, 'SELECT * FROM public."users" WHERE id = $1', PROFILE)),
    Cut("SQL in lower case", Edit(API, SELECT, "select * from users where id = $1", PROFILE)),
    Cut("half a sentence of SQL", Edit(API, SELECT, "SELECT user by id", PROFILE)),
    Cut("an entity in capitals", Edit(DATABASE, "    user_presence {\n", "    USER_PRESENCE {\n")),
    Cut(
        "roles in other case",
        Edit(API, "- **Roles**: `member`, `moderator`, `admin`", "- **Roles**: Member, MODERATOR, Admin", DELETE),
    ),
    Cut(
        "roles in the plural",
        Edit(API, "| guest | member | moderator | admin |", "| Guests | Members | Moderators | Admins |"),
    ),
    Cut(
        "an error by its name",
        Edit(API, "| 403         | `2014`  |", "| 403         | `ACCOUNT_LOCKED` |", SIGN_IN),
    ),
    Cut(
        "a topic's dead-letter topic",
        Edit(EVENTS, PUSH, f"{PUSH}        N-)K: publish push.requested to notification.push.dlq\n"),
    ),
    Cut(
        "a status with its number",
        Edit(
            ERRORS, "| 403         | `PERMISSION_DENIED`   |", "| 403 Forbidden | PERMISSION_DENIED (7) |", "| `2014` |"
        ),
    ),
    Cut(
        "a feature id before a group's title",
        Edit(CACHE, "### 3.5 Group Chat", "### 3.5 FEAT-GROUP-001: Group Chat"),
    ),
    Cut("a group named in other words", Edit(CACHE, "### 3.5 Group Chat", "### 3.5 Creating Groups")),
)
