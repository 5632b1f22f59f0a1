"""Cache keys are declared, owned by services and used by features that exist."""

from sabotage.cut import API, CACHE, EVENTS, Cut, Edit, Place

INCR = "`INCR group_create_quota:{user_id}`"
OWNER = "| 30 s  | `presence-service` |"

CUTS = (
    Cut(
        "a misspelt key in an operation",
        Edit(CACHE, INCR, "`INCR «group_creation_quota:{user_id}»`"),
        "undeclared-key",
    ),
    Cut(
        "a key with one segment too many",
        Edit(CACHE, INCR, "`INCR «group_create_quota:{user_id}:{day}»`"),
        "undeclared-key",
    ),
    Cut(
        "a channel that an operation subscribes to",
        Edit(CACHE, "`SUBSCRIBE presence_channel:{user_id}`", "`SUBSCRIBE «presence_chan:{user_id}»`"),
        "undeclared-key",
    ),
    Cut(
        "a channel that an operation publishes to",
        Edit(CACHE, "`PUBLISH presence_channel:{user_id} <event>`", "`PUBLISH «presence_chan:{user_id}» <event>`"),
        "undeclared-key",
    ),
    Cut(
        "a misspelt key in an endpoint's diagram",
        Edit(API, "A->>R: EXISTS login_lock:{identifier}", "A->>R: EXISTS «login_block:{identifier}»"),
        "undeclared-key",
    ),
    Cut(
        "a misspelt key in a diagram of the event specification",
        Edit(EVENTS, "HGETALL notification_prefs:{user_id}", "HGETALL «notification_settings:{user_id}»"),
        "undeclared-key",
    ),
    Cut(
        "a cache item withdrawn",
        Edit(CACHE, "| `group_create_quota:{user_id}` |", "", until="\n### 2.7"),
        also=(
            Place("undeclared-key", API, "INCR «group_create_quota:{user_id}»"),
            Place("undeclared-key", API, "EXPIRE «group_create_quota:{user_id}»"),
            Place("undeclared-key", CACHE, "INCR «group_create_quota:{user_id}»"),
            Place("undeclared-key", CACHE, "EXPIRE «group_create_quota:{user_id}»"),
        ),
    ),
    Cut("a misspelt owner", Edit(CACHE, OWNER, "| 30 s  | `«presense-service»` |"), "unknown-cache-owner"),
    Cut("an owner in plain words", Edit(CACHE, OWNER, "| 30 s  | «Ticket Service» |"), "unknown-cache-owner"),
    Cut(
        "the second of two owners",
        Edit(CACHE, OWNER, "| 30 s  | `presence-service`, `«ticket-service»` |"),
        "unknown-cache-owner",
    ),
    Cut(
        "operations of a feature that is not there",
        Edit(CACHE, "### 3.5 Group Chat", "### 3.5 «Loyalty Points»"),
        "orphan-operation-group",
    ),
    Cut(
        "operations of an unknown feature id",
        Edit(CACHE, "### 3.5 Group Chat", "### 3.5 «FEAT-LOYAL-001»"),
        "orphan-operation-group",
    ),
)
