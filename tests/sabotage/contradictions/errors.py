"""Errors: HTTP and gRPC status and the name, in registry, endpoints' tables, mapping, diagrams and text."""

from sabotage.cut import API, AUTH, ERRORS, Cut, Edit, Place

STATUS = "contradicted-error-status"
NAME = "contradicted-error-name"
LOGIN = "#### 11.1.3 Sign In"

CUTS = (
    Cut(
        "another HTTP status in an endpoint's table",
        Edit(API, "| 403         | `2014`  |", "| «423»         | `2014`  |", LOGIN),
        STATUS,
    ),
    Cut(
        "another HTTP status in the registry",
        Edit(
            ERRORS,
            "`ACCOUNT_LOCKED`                 | 403         |",
            "`ACCOUNT_LOCKED`                 | «423»         |",
        ),
        STATUS,
    ),
    Cut(
        "another HTTP status in the table of common errors",
        Edit(API, "| 413         | `1009`  |", "| «400»         | `1009`  |"),
        STATUS,
    ),
    Cut(
        "another HTTP status in an endpoint's diagram",
        Edit(API, "        G-->>C: 403 ACCOUNT_LOCKED\n", "        G-->>C: «423» ACCOUNT_LOCKED\n", LOGIN),
        STATUS,
    ),
    Cut(
        "another HTTP status in a flow",
        Edit(AUTH, '(["401 INVALID_CREDENTIALS (2001)"])', '(["«400» INVALID_CREDENTIALS (2001)"])'),
        STATUS,
    ),
    Cut(
        "another HTTP status in the text",
        Edit(API, "answers `429` with code `1008`", "answers `«503»` with code `1008`"),
        STATUS,
    ),
    Cut(
        "another gRPC status in a diagram",
        Edit(API, "        A-->>G: PERMISSION_DENIED 2014\n", "        A-->>G: «FAILED_PRECONDITION» 2014\n", LOGIN),
        STATUS,
    ),
    Cut(
        "an error in the mapping of another gRPC status",
        (
            Edit(ERRORS, "| `1003`, `2014`, `5002`    |", "| `1003`, `5002`            |"),
            Edit(ERRORS, "| `2009`, `5007`, `6008`    |", "| `2009`, `5007`, `«2014»`    |"),
        ),
        STATUS,
    ),
    Cut(
        "another HTTP status in the mapping",
        Edit(ERRORS, "| `OUT_OF_RANGE`        | 400         |", "| `OUT_OF_RANGE`        | «416»         |"),
        STATUS,
    ),
    Cut(
        "another error's name in a flow",
        Edit(AUTH, '(["403 ACCOUNT_LOCKED (2014)"])', '(["403 «ACCOUNT_SUSPENDED» (2014)"])'),
        NAME,
    ),
    Cut(
        "an exception from the mapping that is no longer documented",
        Edit(ERRORS, "- `1011` and `7002` are 415 for the same reason.\n", ""),
        also=(
            Place("undocumented-exception", ERRORS, "| «415»         |", "| `1011` |"),
            Place("undocumented-exception", ERRORS, "| «415»         |", "| `7002` |"),
        ),
    ),
)
