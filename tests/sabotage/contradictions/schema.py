"""Indexes and constraints, owners, access to tables, values of columns."""

from sabotage.cut import API, DATABASE, GRPC, Cut, Edit, Place

SESSIONS = "### 3.2 sessions"
USERS = "### 3.5 users"
OWNERSHIP = "## 4. Service Ownership"

CUTS = (
    Cut(
        "an index on other columns in the list",
        Edit(
            DATABASE,
            "- `idx_sessions_user_id_id`: `(user_id, id DESC)`",
            "- `idx_sessions_user_id_id`: `(«user_id, device_id»)`",
        ),
        "contradicted-index",
    ),
    Cut(
        "a unique constraint on other columns in the DDL",
        Edit(
            DATABASE,
            "  CONSTRAINT uq_users_username UNIQUE (username)",
            "  CONSTRAINT uq_users_username UNIQUE (username, role)",
        ),
        also=Place("contradicted-index", DATABASE, "- `uq_users_username`: `UNIQUE («username»)`"),
    ),
    Cut(
        "an index that the DDL does not create",
        Edit(DATABASE, "CREATE INDEX idx_push_devices_session_id ON push_devices (session_id);\n", ""),
        also=Place("undefined-index", DATABASE, "- `«idx_push_devices_session_id»`: `(session_id)`"),
    ),
    Cut(
        "an index under another name",
        Edit(
            DATABASE,
            "- `idx_push_devices_session_id`: `(session_id)`",
            "- `«idx_push_devices_session»`: `(session_id)`",
        ),
        "undefined-index",
    ),
    Cut(
        "a constraint that the list leaves out",
        (Edit(DATABASE, "- `ck_users_status`: `CHECK (status IN ('active', 'suspended'))`\n", ""),),
        also=Place("unlisted-index", DATABASE, "**«Constraints»**", USERS),
    ),
    Cut(
        "another owner in the overview",
        Edit(
            DATABASE,
            "`sessions`, `refresh_tokens`, `auth_outbox` |\n| `nihao_user`         | `user-service`         | `users`,",
            "`refresh_tokens`, `auth_outbox` |\n| `nihao_user`         | `user-service`         | `users`, `sessions`,",
        ),
        also=Place("contradicted-owner", DATABASE, "| `sessions`                 | `«auth-service»`", OWNERSHIP),
    ),
    Cut(
        "a service that reads a table of another one",
        Edit(
            API,
            "    MD->>DB: SELECT * FROM media_objects",
            "    MD->>DB: SELECT 1 FROM «contacts»\n    MD->>DB: SELECT * FROM media_objects",
        ),
        "foreign-table-access",
    ),
    Cut(
        "a value that the description adds",
        Edit(DATABASE, "| ios, android, web or desktop |", "| «ios, android, web, desktop or watch» |"),
        "contradicted-values",
    ),
    Cut(
        "a value that the CHECK lacks",
        Edit(
            DATABASE,
            "  CONSTRAINT ck_sessions_platform CHECK (platform IN ('ios', 'android', 'web', 'desktop')),",
            "  CONSTRAINT ck_sessions_platform CHECK («platform IN ('ios', 'android', 'web')»),",
        ),
        "contradicted-values",
    ),
    Cut(
        "a value that the proto enum adds",
        Edit(GRPC, "  USER_STATUS_SUSPENDED = 2;\n", "  USER_STATUS_SUSPENDED = 2;\n  USER_STATUS_LOCKED = 3;\n"),
        also=Place("contradicted-values", GRPC, "enum «UserStatus» {"),
    ),
)
