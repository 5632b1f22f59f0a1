"""Every service and every connection is in the architecture diagram and in the communication patterns table."""

from sabotage.cut import API, ARCHITECTURE, DATABASE, EVENTS, Cut, Edit, Place

COMPLETE = "#### 11.4.2 Complete an Upload"
HEAD = "    MD->>S: HEAD object\n"
CREATE_GROUP = Place("undrawn-connection", API, "GR->>M: «MessageService.CreateGroupConversation»")
HEAD_OBJECT = "MD->>S: «HEAD object»"


def row(source: str, target: str) -> str:
    """The beginning of a row of the communication patterns table."""
    return f"| {source:22} | {target:22} |"


def without(source: str, target: str, following: str) -> Edit:
    """The row removed; `following` begins the next one."""
    return Edit(ARCHITECTURE, row(source, target), "", until=following)


SEARCH = (
    Edit(
        ARCHITECTURE,
        "\n`notification-service` does most of its work",
        "| `search-service`       | Worker                | Full-text search | — |\n"
        "\n`notification-service` does most of its work",
    ),
    Edit(ARCHITECTURE, "## 6. Communication", "### 5.10 search-service\n\n- Searches.\n\n## 6. Communication"),
)
NODE = Edit(
    ARCHITECTURE,
    '        notification["notification-service"]\n',
    '        notification["notification-service"]\n        search["search-service"]\n',
)
ROW = Edit(
    ARCHITECTURE,
    row("`notification-service`", "Redis"),
    f"{row('`notification-service`', '`search-service`')} HTTPS | mTLS | Calls |\n"
    + row("`notification-service`", "Redis"),
)

CUTS = (
    Cut(
        "a service missing in the diagram",
        (*SEARCH, ROW),
        also=Place("missing-from-diagram", ARCHITECTURE, "| `«search-service»`       | Worker"),
    ),
    Cut(
        "a service missing in the table",
        (*SEARCH, NODE),
        also=Place("missing-from-communication", ARCHITECTURE, "| `«search-service»`       | Worker"),
    ),
    Cut(
        "a row between services removed",
        without("`group-service`", "`message-service`", row("`group-service`", "`user-service`")),
        also=Place("uncharted-connection", API, "GR->>M: «MessageService.CreateGroupConversation»"),
    ),
    Cut(
        "a row between services the wrong way round",
        Edit(ARCHITECTURE, row("`group-service`", "`message-service`"), row("`message-service`", "`group-service`")),
        also=Place("uncharted-connection", API, "GR->>M: «MessageService.CreateGroupConversation»"),
    ),
    Cut(
        "a row to the database removed",
        without("`presence-service`", "PostgreSQL", row("`presence-service`", "Redis")),
        also=Place(
            "uncharted-connection",
            API,
            "P->>DB: «SELECT user_id, last_seen_at FROM user_presence WHERE user_id = ANY($1)»",
        ),
    ),
    Cut(
        "a row to the cache removed",
        without("`presence-service`", "Redis", row("`presence-service`", "`contact-service`")),
        also=Place("uncharted-connection", API, "P->>R: «HLEN ws_connections:{user_id}»"),
    ),
    Cut(
        "a row to the broker removed",
        without("`presence-service`", "Kafka", row("`presence-service`", "PostgreSQL")),
        also=Place("uncharted-connection", EVENTS, "| `presence.changed`         | `«presence-service»`     |"),
    ),
    Cut(
        "a row to the object store removed",
        without("`media-service`", "Object Store", row("`media-service`", "PostgreSQL")),
        also=Place("uncharted-connection", API, HEAD_OBJECT),
    ),
    Cut(
        "a row to a misspelt service",
        Edit(
            ARCHITECTURE,
            row("`group-service`", "`message-service`"),
            "| `group-service`        | `«mesage-service»`       |",
        ),
        "unknown-connection-end",
    ),
    Cut(
        "a new row to a service that is not there",
        Edit(
            ARCHITECTURE,
            row("`group-service`", "`message-service`"),
            "| `group-service` | `«archive-service»` | gRPC | mTLS | `Archive` |\n"
            + row("`group-service`", "`message-service`"),
        ),
        "unknown-connection-end",
    ),
    Cut("a line between services removed", Edit(ARCHITECTURE, "    group --> message\n", ""), also=CREATE_GROUP),
    Cut(
        "a line between services the wrong way round",
        Edit(ARCHITECTURE, "    group --> message\n", "    message --> group\n"),
        also=CREATE_GROUP,
    ),
    Cut(
        "a line of the gateway removed",
        Edit(ARCHITECTURE, "    gateway --> media\n", ""),
        also=Place("undrawn-connection", API, "G->>MD: «MediaService.CreateUpload»"),
    ),
    Cut(
        "a line to the database removed",
        Edit(ARCHITECTURE, "    presence --> postgres\n", ""),
        also=Place(
            "undrawn-connection",
            API,
            "P->>DB: «SELECT user_id, last_seen_at FROM user_presence WHERE user_id = ANY($1)»",
        ),
    ),
    Cut(
        "a line to the cache removed",
        Edit(ARCHITECTURE, "    media --> redis\n", ""),
        also=Place("undrawn-connection", API, "MD->>R: «INCRBY media_quota:{user_id} size_bytes»"),
    ),
    Cut(
        "a line to the broker removed",
        Edit(ARCHITECTURE, "    media -.-> kafka\n", ""),
        also=Place("undrawn-connection", API, "MD-)K: «publish media.upload_completed to media.lifecycle»"),
    ),
    Cut(
        "a line to the object store removed",
        Edit(ARCHITECTURE, "    media --> objects\n", ""),
        also=Place("undrawn-connection", API, HEAD_OBJECT),
    ),
    Cut(
        "the diagram in another fence",
        Edit(ARCHITECTURE, "```mermaid\ngraph TB", "```text\ngraph TB"),
        also=Place("missing-architecture-diagram", ARCHITECTURE, "## 4. «Architecture Diagram»"),
    ),
    Cut(
        "a diagram shows the gateway at the object store",
        Edit(API, HEAD, f"    G->>S: «HEAD object»\n{HEAD}"),
        "uncharted-connection",
    ),
    Cut(
        "a diagram shows the gateway at the database",
        Edit(
            API,
            "    G->>MD: MediaService.DeleteMedia\n",
            "    G->>DB: «SELECT status FROM media_objects WHERE id = $1»\n    G->>MD: MediaService.DeleteMedia\n",
        ),
        "uncharted-connection",
        Place("foreign-table-access", API, "    G->>DB: SELECT status FROM «media_objects» WHERE"),
        causes=2,  # the gateway has no database, and the table belongs to another service
    ),
    Cut(
        "a diagram shows a service at an outside provider of others",
        (
            Edit(API, HEAD, f"{HEAD}    MD->>F: «Push to the owner»\n"),
            Edit(
                API,
                "    participant S as Object Store\n",
                "    participant S as Object Store\n    participant F as FCM\n",
                COMPLETE,
            ),
        ),
        "uncharted-connection",
    ),
    Cut(
        "the gateway owns a table",
        Edit(
            DATABASE,
            "| `user_presence`            | `presence-service`     |",
            "| `user_presence`            | `«gateway»`            |",
            "## 4. Service Ownership",
        ),
        "uncharted-connection",
        Place("contradicted-owner", DATABASE, "| `user_presence`            | `«gateway»`"),
        causes=2,  # either may be what is wrong
    ),
)
