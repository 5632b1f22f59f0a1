"""Every producer and consumer in the event document is a service of the architecture."""

from sabotage.cut import EVENTS, Cut, Edit

PRODUCER = "| `presence.changed`         | `presence-service`     |"

CUTS = (
    Cut(
        "a producer that is not there",
        Edit(EVENTS, PRODUCER, "| `presence.changed`         | `«status-service»`       |"),
        "unknown-producer",
    ),
    Cut(
        "a misspelt producer",
        Edit(EVENTS, PRODUCER, "| `presence.changed`         | `«presense-service»`     |"),
        "unknown-producer",
    ),
    Cut(
        "a producer in plain words",
        Edit(EVENTS, PRODUCER, "| `presence.changed`         | «Status Service»         |"),
        "unknown-producer",
    ),
    Cut(
        "a consumer that is not there",
        Edit(EVENTS, "`contact-service`                                    | Evict", "`«search-service»` | Evict"),
        "unknown-consumer",
    ),
    Cut(
        "the second of two consumers",
        Edit(
            EVENTS, "`gateway`, `notification-service`                    | Hide", "`gateway`, `«push-service»` | Hide"
        ),
        "unknown-consumer",
    ),
    Cut(
        "the contract of a service that is not there",
        Edit(EVENTS, "### 6.8 presence-service", "### 6.8 «status-service»"),
        "unknown-contract-service",
    ),
    Cut(
        "the producer of an event's schema",
        Edit(EVENTS, "- **Producer**: `presence-service`", "- **Producer**: `«status-service»`"),
        "unknown-schema-service",
    ),
    Cut(
        "the consumers of an event's schema",
        Edit(EVENTS, "- **Consumers**: `contact-service`", "- **Consumers**: `«search-service»`"),
        "unknown-schema-service",
    ),
)
