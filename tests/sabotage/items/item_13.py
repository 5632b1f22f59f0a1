"""Every topic in a sequence diagram, and everywhere in the event document, is in the topic registry."""

from sabotage.cut import API, EVENTS, Cut, Edit, Place

UPDATE = "#### 11.1.12 Update My Profile"
PROFILE = "U-)K: publish user.profile_updated to user.profile\n"

CUTS = (
    Cut(
        "a topic in an endpoint's diagram",
        Edit(API, PROFILE, "U-)K: publish user.profile_updated to «user.profiles.v1»\n", UPDATE),
        "undefined-topic",
    ),
    Cut(
        "a misspelt topic in an endpoint's diagram",
        Edit(API, PROFILE, "U-)K: publish user.profile_updated to «user.profil»\n", UPDATE),
        "undefined-topic",
    ),
    Cut(
        "a topic alone on an arrow",
        Edit(API, "MD-)K: publish media.upload_completed to media.lifecycle", "MD-)K: publish to «media.events»"),
        "undefined-topic",
    ),
    Cut(
        "a topic published in a diagram of the event specification",
        Edit(EVENTS, "publish push.requested to notification.push\n", "publish push.requested to «push.out»\n"),
        "undefined-topic",
    ),
    Cut(
        "a topic consumed in a diagram",
        Edit(EVENTS, "N->>K: consume message.sent", "N->>K: consume «message.posted»"),
        "undefined-topic",
    ),
    Cut(
        "a topic withdrawn from the registry",
        (
            Edit(EVENTS, "| `contact.block`      | Blocks", "", until="| `message.sent`       | New"),
            Edit(EVENTS, "| `contact.block.dlq`      | Dead", "", until="| `message.sent.dlq`       | Dead"),
        ),
        also=(
            Place("undefined-topic", API, "contact.block_changed to «contact.block»", "#### 11.2.6 Block a User"),
            Place("undefined-topic", API, "contact.block_changed to «contact.block»", "#### 11.2.8 Unblock a User"),
            Place("undefined-topic", EVENTS, "| `«contact.block»`", "## 4. Event Catalog"),
            Place("undefined-topic", EVENTS, "- **Topic**: `«contact.block»`"),
            Place("undefined-topic", EVENTS, "| `«contact.block»`    |", "### 6.1 gateway"),
            Place("undefined-topic", EVENTS, "| `«contact.block»`   |", "### 6.4 contact-service"),
            Place("undefined-topic", EVENTS, "| `«contact.block»`", "### 7.1 Retry Policy"),
            Place("undefined-topic", EVENTS, "| `«contact.block»`", "### 8.1 Partition Keys"),
        ),
    ),
    Cut(
        "the topic of a cataloged event",
        Edit(EVENTS, "| `presence.status`    | `presence.changed`", "| `«presence.state»`     | `presence.changed`"),
        "undefined-topic",
    ),
    Cut(
        "the topic of an event's schema",
        Edit(EVENTS, "- **Topic**: `presence.status`", "- **Topic**: `«presence.state»`"),
        "undefined-topic",
    ),
    Cut(
        "the topic of a contract",
        Edit(EVENTS, "| `presence.changed` | `presence.status` |", "| `presence.changed` | `«presence.state»`  |"),
        "undefined-topic",
    ),
    Cut(
        "a row of the retry policy",
        Edit(EVENTS, "| `presence.status`    | 0 ", "| `«presence.state»`     | 0 "),
        "undefined-topic",
    ),
    Cut(
        "a row of the partition keys",
        Edit(EVENTS, "| `presence.status`    | `user_id`", "| `«presence.state»`     | `user_id`"),
        "undefined-topic",
    ),
)
