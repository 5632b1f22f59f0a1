"""Error code ranges do not overlap, codes are unique and lie inside the range of their category."""

from sabotage.cut import ERRORS, GRPC, Cut, Edit, Place

USER = "| 3000-3999   | User "
WITHDRAWN = Place("unregistered-service-error", GRPC, "| `CONNECTION_NOT_FOUND`     | `«8004»`  |")

CUTS = (
    Cut(
        "a range that begins in the one before",
        Edit(ERRORS, USER, "| «2900-3999»   | User "),
        "overlapping-ranges",
    ),
    Cut(
        "a range that ends in the one behind",
        Edit(ERRORS, "| 2000-2999   | Auth", "| 2000–3100   | Auth"),
        also=Place("overlapping-ranges", ERRORS, "| «3000-3999»   | User "),
    ),
    Cut(
        "a range within another",
        Edit(ERRORS, "| 10000-10999 | Infra", "| «9500-9599» | Billing | `gateway` | 0 |\n| 10000-10999 | Infra"),
        "overlapping-ranges",
    ),
    Cut(
        "a range written backwards",
        Edit(ERRORS, USER, "| «3999-3000»   | User "),
        "reversed-range",
    ),
    Cut(
        "a range too short for its codes",
        Edit(ERRORS, "| 2000-2999   | Auth", "| 2000-2020   | Auth"),
        also=(Place("misplaced-error", ERRORS, "| `«2021»` |"), Place("misplaced-error", ERRORS, "| `«2022»` |")),
    ),
    Cut(
        "a category without a range",
        Edit(ERRORS, "| 8000-8999   |", "", until="| 9000-9999"),
        also=tuple(
            Place("misplaced-error", ERRORS, f"| `«{code}»` |", "### 2.9 Presence (8000-8999)")
            for code in (8001, 8002, 8003, 8004)
        ),
    ),
    Cut(
        "a code registered twice",
        Edit(
            ERRORS,
            "| `2012` | `VERIFICATION_DAILY_LIMIT`",
            "| `«2011»` | `VERIFICATION_PAUSE` | 429 | `RESOURCE_EXHAUSTED` | Wait. |\n"
            "| `2012` | `VERIFICATION_DAILY_LIMIT`",
        ),
        "duplicate-error",
    ),
    Cut(
        "a code in the range of another category",
        Edit(ERRORS, "| `8004` |", "| `«7099»` |"),
        "misplaced-error",
        also=WITHDRAWN,
    ),
    Cut(
        "a code in no range",
        Edit(ERRORS, "| `8004` |", "| `«18004»` |"),
        "misplaced-error",
        also=WITHDRAWN,
    ),
)
