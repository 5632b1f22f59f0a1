"""Every table that is referenced in DDL or in text exists in the schema with full DDL."""

from sabotage.cut import AUTH, CACHE, DATABASE, Cut, Edit, Place

DELIVERIES = "### 3.24 notification_deliveries"

CUTS = (
    Cut(
        "a foreign key to a table that is not there",
        Edit(DATABASE, "REFERENCES push_devices (id) ON DELETE CASCADE,\n", "REFERENCES «push_tokens» (id),\n"),
        "undefined-table",
    ),
    Cut(
        "a foreign key to a table in the singular",
        Edit(DATABASE, "REFERENCES push_devices (id) ON DELETE CASCADE,\n", "REFERENCES «push_device» (id),\n"),
        "undefined-table",
    ),
    Cut(
        "a foreign key in the list of constraints",
        Edit(DATABASE, "REFERENCES push_devices (id)", "REFERENCES «push_tokens» (id)", DELIVERIES),
        "undefined-table",
    ),
    Cut(
        "an index on a table that is not there",
        Edit(DATABASE, "ON notification_deliveries (event_id, channel)", "ON «deliveries» (event_id, channel)"),
        "undefined-table",
    ),
    Cut(
        "a trigger on a table that is not there",
        Edit(DATABASE, "BEFORE UPDATE ON push_devices", "BEFORE UPDATE ON «push_tokens»"),
        "undefined-table",
    ),
    Cut(
        "a row of the table of triggers",
        Edit(
            DATABASE,
            "| `push_devices`             | `nihao_notification` |",
            "| `«push_tokens»`            | `nihao_notification` |",
        ),
        "undefined-table",
    ),
    Cut(
        "a step of the cache operations",
        Edit(CACHE, "store the row read from `groups`", "store the row read from `«group_chats»`"),
        "undefined-table",
    ),
    Cut(
        "the value of a cache item",
        Edit(CACHE, "Hash: columns of `notification_preferences`", "Hash: columns of `«notification_settings»`"),
        "undefined-table",
    ),
    Cut(
        "a node of an auth flow",
        Edit(AUTH, 'outbox["INSERT INTO auth_outbox"]', 'outbox["INSERT INTO «auth_events»"]'),
        "undefined-table",
    ),
    Cut(
        "the tables of an auth flow",
        Edit(AUTH, "- **Tables**: `refresh_tokens`, `sessions`, ", "- **Tables**: `refresh_tokens`, `«session_log»`, "),
        "undefined-table",
    ),
    Cut(
        "a table of which the text says that it is one",
        Edit(
            AUTH, "in one transaction with the row in `auth_outbox`", "in one transaction with the `«auth_log»` table"
        ),
        "undefined-table",
    ),
    Cut(
        "a table section without DDL",
        Edit(DATABASE, "CREATE TABLE user_presence (", "", until="```"),
        also=Place("missing-ddl", DATABASE, "### 3.20 «user_presence»"),
    ),
    Cut(
        "a table section whose DDL creates another table",
        Edit(DATABASE, "CREATE TABLE user_presence (", "CREATE TABLE presences ("),
        also=Place("missing-ddl", DATABASE, "### 3.20 «user_presence»"),
    ),
)
