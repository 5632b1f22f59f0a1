"""Protocols between services: communication table, services table, architecture diagram, sequence diagrams."""

from sabotage.cut import API, ARCHITECTURE, Cut, Edit

RULE = "contradicted-protocol"

CUTS = (
    Cut(
        "another protocol in the communication table",
        Edit(
            ARCHITECTURE,
            "| `gateway`              | `media-service`        | gRPC  ",
            "| `gateway`              | `media-service`        | «REST»  ",
        ),
        RULE,
    ),
    Cut(
        "another type in the services table",
        Edit(
            ARCHITECTURE, "| `group-service`        | gRPC  ", "| `group-service`        | «HTTP»  ", "## 2. Services"
        ),
        RULE,
    ),
    Cut(
        "another protocol in the architecture diagram",
        Edit(ARCHITECTURE, "    gateway --> auth\n", "    gateway -->|«REST»| auth\n"),
        RULE,
    ),
    Cut(
        "a request instead of an RPC in a diagram",
        Edit(
            API,
            "    G->>GR: GroupService.CreateGroup\n    GR->>",
            "    G->>GR: GroupService.CreateGroup\n    G->>GR: «HTTP GET /internal/limits»\n    GR->>",
            "#### 11.5.1",
        ),
        RULE,
    ),
)
