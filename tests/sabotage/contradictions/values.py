"""Values of columns that diagrams write or look for."""

from sabotage.cut import API, Cut, Edit

RULE = "unknown-query-value"

CUTS = (
    Cut(
        "a value that the column may not have",
        Edit(API, "SET status = 'suspended'", "SET status = '«locked»'", "#### 11.1.15 Suspend a User"),
        RULE,
    ),
    Cut(
        "another reason than the column knows",
        Edit(API, "revoke_reason = 'token_reuse'", "revoke_reason = '«token_replay»'", "#### 11.1.4 Refresh Tokens"),
        RULE,
    ),
)
