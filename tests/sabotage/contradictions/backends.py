"""The service and RPC behind an endpoint: its section, its diagrams, the API summary."""

from sabotage.cut import API, Cut, Edit, Place

RULE = "contradicted-backend"

CUTS = (
    Cut(
        "another service in the section",
        Edit(
            API,
            "- **Service**: `group-service` (`GroupService.CreateGroup`)",
            "- **Service**: `«contact-service»`",
        ),
        RULE,
    ),
    Cut(
        "another RPC in the section",
        Edit(
            API,
            "- **Service**: `group-service` (`GroupService.CreateGroup`)",
            "- **Service**: `group-service` (`GroupService.GetGroup`)",
        ),
        also=Place(RULE, API, "    G->>GR: «GroupService.CreateGroup»\n", "#### 11.5.1"),
    ),
    Cut(
        "another RPC in the diagram",
        Edit(API, "    G->>GR: GroupService.CreateGroup\n", "    G->>GR: «GroupService.GetGroup»\n", "#### 11.5.1"),
        RULE,
    ),
)
