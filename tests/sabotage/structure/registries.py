"""Tables, errors, topics, events, cache keys and services: declared once, complete, named as prescribed."""

from sabotage.cut import API, ARCHITECTURE, AUTH, CACHE, DATABASE, ERRORS, EVENTS, GRPC, Cut, Edit, Place

PRESENCE = "### 3.20 user_presence"
PROFILE = "| `user.profile`       | Latest"
CHANGED = "| `presence.status`    | `presence.changed`"
DAILY = "| `2012` | `VERIFICATION_DAILY_LIMIT`       | 429         | `RESOURCE_EXHAUSTED`"
MEDIA_URL = "| `media_url:{media_id}`    |"
USER = "| `user-service`         | gRPC                  |"

CUTS = (
    Cut(
        "a table without columns",
        Edit(DATABASE, "| Column ", "", PRESENCE, until="**Constraints**"),
        also=Place("missing-column-table", DATABASE, "### 3.20 «user_presence»"),
    ),
    Cut(
        "a table without a primary key",
        Edit(DATABASE, ",\n  CONSTRAINT pk_user_presence PRIMARY KEY (user_id)", ""),
        also=Place("missing-primary-key", DATABASE, "CREATE TABLE «user_presence» ("),
    ),
    Cut(
        "a table without constraints",
        Edit(DATABASE, "**Constraints**", "", PRESENCE, until="**Indexes**"),
        also=Place("missing-table-part", DATABASE, "### 3.20 «user_presence»"),
    ),
    Cut(
        "a table without an owner",
        (
            Edit(
                DATABASE,
                "| `user_presence`            | `pres",
                "",
                "## 4. Service Ownership",
                until="| `push_devices`",
            ),
            Edit(DATABASE, "| `nihao_presence`     |", "", until="| `nihao_notification`"),
        ),
        also=Place("unowned-table", DATABASE, "### 3.20 «user_presence»"),
    ),
    Cut("a table section with a misspelt title", Edit(DATABASE, PRESENCE, "### 3.20 «user_presense»"), "missing-ddl"),
    Cut(
        "an error under the name of another",
        Edit(ERRORS, DAILY, f"| `2023` | `«VERIFICATION_COOLDOWN»` | 429 | `RESOURCE_EXHAUSTED` | Wait. |\n{DAILY}"),
        "duplicate-error-name",
    ),
    Cut(
        "an error name in Pascal case",
        Edit(ERRORS, "| `QUIET_HOURS_INVALID` ", "| `«QuietHoursInvalid»` "),
        "error-name-case",
        also=(
            Place("unregistered-service-error", GRPC, "| `«QUIET_HOURS_INVALID»`"),
            Place("misdrawn-error", API, "«QUIET_HOURS_INVALID»"),
        ),
    ),
    Cut("an HTTP status that is none", Edit(ERRORS, DAILY, DAILY.replace("429", "«799»")), "bad-http-status"),
    Cut(
        "a gRPC status that is none",
        Edit(ERRORS, DAILY, DAILY.replace("RESOURCE_EXHAUSTED", "«RESOURCE_EXHAUST»")),
        "unknown-grpc-status",
    ),
    Cut(
        "an error that the mapping table invents",
        Edit(ERRORS, "`10000`, `7010`           |", "`10000`, `«7099»`           |"),
        "undefined-mapped-error",
    ),
    Cut(
        "a topic registered twice",
        Edit(EVENTS, PROFILE, f"| `«user.lifecycle»` | Again | 6 | 1 d | `delete` |\n{PROFILE}"),
        "duplicate-topic",
    ),
    Cut(
        "an event listed twice",
        Edit(EVENTS, CHANGED, f"{CHANGED} | `presence-service` | `gateway` | Again |\n{CHANGED}  "),
        also=Place("duplicate-event", EVENTS, "| `presence.status`    | `«presence.changed»`  "),
    ),
    Cut(
        "a topic without a dead-letter topic",
        Edit(EVENTS, "| `message.sent.dlq`       |", "", until="| `message.changed.dlq`"),
        also=Place("missing-dead-letter-topic", EVENTS, "| `«message.sent»`       | New"),
    ),
    Cut(
        "an event without a schema",
        Edit(EVENTS, "### 5.23 push.requested", "", until="## 6."),
        also=Place("missing-event-schema", EVENTS, "| `notification.push`  | `«push.requested»`"),
    ),
    *(
        Cut(
            f"an event without {what}",
            Edit(EVENTS, start, "", "### 5.22 presence.changed", until=end),
            also=Place("missing-event-part", EVENTS, "### «5.22 presence.changed»"),
        )
        for what, start, end in (
            ("its version", "- **Version**: 1\n", "- **Topic**"),
            ("its JSON schema", "**JSON Schema**", "**Fields**"),
            ("its fields", "**Fields**", "**Example Payload**"),
            ("an example", "**Example Payload**", "**Schema Versioning**"),
        )
    ),
    Cut(
        "an event that the catalog does not have in a contract",
        Edit(EVENTS, "| `presence.changed` | `presence.status` |", "| `«presence.moved»`   | `presence.status` |"),
        "undefined-event",
    ),
    Cut(
        "a cache key declared twice",
        Edit(
            CACHE, MEDIA_URL, f"| `media_url:{{media_id}}` | String | 1 h | `media-service` | Signed URL |\n{MEDIA_URL}"
        ),
        also=Place("duplicate-key", CACHE, "| `«media_url:{media_id}»`    |"),
    ),
    Cut(
        "a cache key without a TTL",
        Edit(CACHE, "| String (URL)                                           | 10 min |", "| String (URL) | |"),
        also=Place("missing-ttl", CACHE, "| `«media_url:{media_id}»`    |"),
    ),
    Cut(
        "a cache key that nothing uses",
        Edit(
            CACHE, MEDIA_URL, f"| `«sticker:{{sticker_id}}»` | String | 1 h | `media-service` | Sticker |\n{MEDIA_URL}"
        ),
        "unused-key",
    ),
    Cut(
        "a service declared twice",
        Edit(ARCHITECTURE, USER, f"| `«auth-service»` | gRPC | Again | — |\n{USER}"),
        "duplicate-service",
    ),
    Cut(
        "responsibilities of a service that is not there",
        Edit(ARCHITECTURE, "## 6. Comm", "### 5.10 «sticker-service»\n\n- Draws.\n\n## 6. Comm"),
        "orphan-responsibilities",
    ),
    Cut(
        "responsibilities of a misspelt service",
        Edit(ARCHITECTURE, "### 5.8 presence-service", "### 5.8 «presense-service»"),
        "orphan-responsibilities",
    ),
    Cut("two flows of one name", Edit(AUTH, "### 4.5 Logout Flow", "### 4.5 «Login Flow»"), "duplicate-flow"),
    Cut(
        "a flow without a diagram",
        Edit(AUTH, "```mermaid", "", "### 4.5 Logout Flow", until="### 4.6"),
        also=Place("missing-flow-diagram", AUTH, "### 4.5 «Logout Flow»"),
    ),
)
