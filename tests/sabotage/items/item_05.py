"""Every table that is referenced anywhere exists in the schema with full DDL."""

from sabotage.cut import API, DATABASE, EVENTS, Cut, Edit

PROFILE = "#### 11.1.11 Get My Profile"
SELECT = "SELECT * FROM users WHERE id = $1"
COMPLETE = "#### 11.4.2 Complete an Upload"
ENTITY = "    user_presence {\n"
OWNER = "| `user_presence`            | `presence-service`     |"

CUTS = (
    Cut(
        "SELECT in an endpoint's diagram",
        Edit(API, SELECT, "SELECT * FROM «profiles» WHERE id = $1", PROFILE),
        "undefined-table",
    ),
    Cut(
        "JOIN in an endpoint's diagram",
        Edit(API, SELECT, "SELECT * FROM users u JOIN «profiles» p ON p.id = u.id WHERE u.id = $1", PROFILE),
        "undefined-table",
    ),
    Cut(
        "UPDATE in an endpoint's diagram",
        Edit(API, "UPDATE media_objects", "UPDATE «media_files»", COMPLETE),
        "undefined-table",
    ),
    Cut(
        "a table in the singular in SQL",
        Edit(API, SELECT, "SELECT * FROM «user» WHERE id = $1", PROFILE),
        "undefined-table",
    ),
    Cut(
        "INSERT in a diagram of the event specification",
        Edit(EVENTS, "M->>DB: INSERT INTO messages\n", "M->>DB: INSERT INTO «chat_messages»\n"),
        "undefined-table",
    ),
    Cut(
        "an entity of the ER diagram",
        Edit(DATABASE, ENTITY, f"    «stickers» {{\n        UUID id PK\n    }}\n{ENTITY}"),
        "undefined-table",
    ),
    Cut(
        "a relation of the ER diagram",
        Edit(
            DATABASE,
            "    users ||..o| user_presence :",
            "    users ||..o{ «stickers» : draws\n    users ||..o| user_presence :",
        ),
        "undefined-table",
    ),
    Cut(
        "a row of the ownership table",
        Edit(
            DATABASE, OWNER, f"| `«stickers»` | `media-service` | Read and write |\n{OWNER}", "## 4. Service Ownership"
        ),
        "undefined-table",
    ),
    Cut(
        "a misspelt row of the ownership table",
        Edit(DATABASE, OWNER, "| `«user_presense»` | `presence-service` |", "## 4. Service Ownership"),
        "undefined-table",
    ),
    Cut(
        "a table in the overview of databases",
        Edit(DATABASE, "`media_objects`, `media_outbox` |", "`media_objects`, `media_outbox`, `«stickers»` |"),
        "undefined-table",
    ),
)
