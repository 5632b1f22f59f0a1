"""Idempotency: the endpoint's section, the API summary, the idempotency policy."""

from sabotage.cut import API, Cut, Edit

RULE = "contradicted-idempotency"

CUTS = (
    Cut(
        "another level in the section",
        Edit(API, "- **Idempotency**: Required", "- **Idempotency**: «Recommended»", "#### 11.1.2 Register an Account"),
        RULE,
    ),
    Cut(
        "another level in the summary",
        Edit(
            API,
            "`group-service`        | Required    |",
            "`group-service`        | «Not needed»    |",
            "| POST   | `/api/v1/groups`                      |",
        ),
        RULE,
    ),
    Cut(
        "another endpoint in the policy",
        Edit(
            API,
            "`POST /api/v1/media/uploads`, `POST /api/v1/groups` |",
            "`POST /api/v1/media/uploads`, `«POST /api/v1/contacts/blocks»` |",
        ),
        RULE,
    ),
)
