"""Every owner in the ownership table is a service of the architecture."""

from sabotage.cut import DATABASE, Cut, Edit

ROW = "| `user_presence`            | `presence-service`     |"
OWNERSHIP = "## 4. Service Ownership"

CUTS = (
    Cut(
        "a misspelt owner",
        Edit(DATABASE, ROW, "| `user_presence` | `«precense-service»` |", OWNERSHIP),
        "unknown-owner",
    ),
    Cut(
        "an owner in plain words",
        Edit(DATABASE, ROW, "| `user_presence` | «Status Service» |", OWNERSHIP),
        "unknown-owner",
    ),
    Cut(
        "the second of two owners",
        Edit(DATABASE, ROW, "| `user_presence` | `presence-service`, `«status-service»` |", OWNERSHIP),
        "unknown-owner",
    ),
    Cut(
        "an owner that is a team",
        Edit(DATABASE, ROW, "| `user_presence` | «Growth team» |", OWNERSHIP),
        "unknown-owner",
    ),
    Cut(
        "an owner in code that does not say that it is a service",
        Edit(DATABASE, ROW, "| `user_presence` | `«monolith»` |", OWNERSHIP),
        "unknown-owner",
    ),
    Cut(
        "the service of a database in the overview",
        Edit(
            DATABASE,
            "| `nihao_presence`     | `presence-service`     |",
            "| `nihao_presence` | `«status-service»` |",
        ),
        "unknown-owner",
    ),
)
