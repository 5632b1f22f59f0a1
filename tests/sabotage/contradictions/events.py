"""Topics and events: registry, catalog, schemas, contracts, retries, partition keys."""

from sabotage.cut import EVENTS, Cut, Edit, Place

SCHEMA = "### 5.5 user.registered"
CONTRACT = "### 6.3 user-service"
RETRY = "### 7.1 Retry Policy"
KEYS = "### 8.1"

CUTS = (
    Cut(
        "another topic in a contract",
        Edit(EVENTS, "`user.lifecycle` ", "`«user.profile»` ", CONTRACT),
        "contradicted-event-topic",
    ),
    Cut(
        "another topic in the schema's section",
        Edit(EVENTS, "- **Topic**: `user.lifecycle`", "- **Topic**: `«user.profile»`", SCHEMA),
        "contradicted-event-topic",
    ),
    Cut(
        "another topic in a diagram",
        Edit(
            EVENTS,
            "    M-)K: publish message.created to message.sent\n",
            "    M-)K: publish message.created to «message.changed»\n",
        ),
        "contradicted-event-topic",
    ),
    Cut(
        "another producer in the schema's section",
        Edit(EVENTS, "- **Producer**: `user-service`", "- **Producer**: `«auth-service»`", SCHEMA),
        "contradicted-producer",
    ),
    Cut(
        "another consumer in the schema's section",
        Edit(EVENTS, "- **Consumers**: `notification-service`", "- **Consumers**: `«contact-service»`", SCHEMA),
        "contradicted-consumer",
    ),
    Cut(
        "an event that the contract leaves out",
        Edit(
            EVENTS,
            "| `message.edited`           | `message.changed`  |",
            "| `message.recalled`         | `message.changed`  |",
            "### 6.1 gateway",
        ),
        also=Place("unlisted-contract-event", EVENTS, "### 6.1 «gateway»\n"),
    ),
    Cut(
        "a topic without a retry policy",
        (Edit(EVENTS, "| `contact.block`      | 8           |", "| `contact.request`    | 8           |", RETRY),),
        also=Place("missing-retry-policy", EVENTS, "| `«contact.block»`", "## 3. Topic Registry"),
    ),
    Cut(
        "a partition key that the events lack",
        Edit(
            EVENTS,
            "| `contact.block`      | `user_id`         |",
            "| `contact.block`      | `«group_id»`         |",
            KEYS,
        ),
        "unknown-partition-key",
    ),
)
