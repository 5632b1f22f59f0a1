"""Columns: column table, DDL and ER diagram."""

from sabotage.cut import DATABASE, Cut, Edit, Place

SESSIONS = "### 3.2 sessions"
USERS = "### 3.5 users"

CUTS = (
    Cut(
        "another type in the column table",
        Edit(DATABASE, "| `device_id`      | `VARCHAR(64)`  |", "| `device_id`      | `«VARCHAR(128)»`  |", SESSIONS),
        "contradicted-column-type",
    ),
    Cut(
        "another type in the DDL",
        Edit(DATABASE, "  ip_address INET NOT NULL,", "  ip_address «BIGINT» NOT NULL,", SESSIONS),
        "contradicted-column-type",
    ),
    Cut(
        "another family in the diagram",
        Edit(DATABASE, "        INET ip_address", "        «INTEGER» ip_address"),
        "contradicted-column-type",
    ),
    Cut(
        "a timestamp without time zone",
        Edit(DATABASE, "  revoked_at TIMESTAMPTZ,", "  revoked_at «TIMESTAMP»,", SESSIONS),
        "contradicted-column-type",
    ),
    Cut(
        "nullable in the column table only",
        Edit(
            DATABASE,
            "| `platform`       | `VARCHAR(16)`  | No ",
            "| `«platform»`       | `VARCHAR(16)`  | Yes ",
            SESSIONS,
        ),
        "contradicted-nullability",
    ),
    Cut(
        "nullable in the DDL only",
        Edit(DATABASE, "  expires_at TIMESTAMPTZ NOT NULL,", "  expires_at TIMESTAMPTZ,", SESSIONS),
        also=Place("contradicted-nullability", DATABASE, "| `«expires_at»`     |", SESSIONS),
    ),
    Cut(
        "another default",
        Edit(DATABASE, "| No       | `'member'` |", "| No       | `«'admin'»` |", USERS),
        "contradicted-default",
    ),
    Cut(
        "a default in the DDL only",
        Edit(
            DATABASE,
            "| `locale`           | `VARCHAR(16)`  | No       | `'en'`     |",
            "| `locale`           | `VARCHAR(16)`  | No       | «—»     |",
            USERS,
        ),
        "contradicted-default",
    ),
    Cut(
        "another primary key in the diagram",
        Edit(
            DATABASE,
            "        UUID id PK\n        UUID session_id FK\n        BYTEA token_hash UK",
            "        UUID «id» PK\n        UUID session_id PK, FK\n        BYTEA token_hash UK",
        ),
        "contradicted-key",
    ),
    Cut(
        "a unique column in the diagram only",
        Edit(
            DATABASE,
            "        VARCHAR display_name\n        UUID avatar_media_id FK",
            "        VARCHAR «display_name» UK\n        UUID avatar_media_id FK",
        ),
        "contradicted-key",
    ),
    Cut(
        "a column with another name in the column table",
        Edit(DATABASE, "| `device_name`    | `VARCHAR(100)`", "| `«device_label»`    | `VARCHAR(100)`", SESSIONS),
        "unmatched-column",
    ),
    Cut(
        "a column that only the diagram has",
        Edit(DATABASE, "        VARCHAR bio\n", "        VARCHAR bio\n        VARCHAR «pronouns»\n"),
        "unmatched-column",
    ),
    Cut(
        "a column that only the DDL has",
        Edit(
            DATABASE,
            "  role VARCHAR(16) NOT NULL DEFAULT 'member',",
            "  role VARCHAR(16) NOT NULL DEFAULT 'member',\n  referral_code VARCHAR(16),",
        ),
        also=Place("unmatched-column", DATABASE, "### 3.5 «users»\n"),
    ),
)
