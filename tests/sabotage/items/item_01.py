"""Every business endpoint has an error table, and each code in it is in the registry."""

from sabotage.cut import API, ERRORS, Cut, Edit, Place

SIGN_IN = "#### 11.1.3 Sign In"
SIGN_OUT = "#### 11.1.5 Sign Out"

CUTS = (
    Cut(
        "a code that is not registered",
        Edit(API, "| 403         | `2014`  |", "| 403         | `«2041»`  |", SIGN_IN),
        "undefined-error",
    ),
    Cut(
        "a code without code style",
        Edit(API, "| 403         | `2014`  |", "| 403         | «2041»    |", SIGN_IN),
        "undefined-error",
    ),
    Cut(
        "a misspelt name in place of the code",
        Edit(API, "| 403         | `2014`  |", "| 403         | `«ACCOUNT_LOKED»`  |", SIGN_IN),
        "undefined-error",
    ),
    Cut(
        "the second of two codes in a cell",
        Edit(API, "| 403         | `2014`  |", "| 403         | `2014`, `«2041»` |", SIGN_IN),
        "undefined-error",
    ),
    Cut(
        "a new row with an unregistered code",
        Edit(
            API,
            "| 403         | `2014`  |",
            "| 402         | `«2901»`  | The account is not paid                                                |\n"
            "| 403         | `2014`  |",
            SIGN_IN,
        ),
        "undefined-error",
    ),
    Cut(
        "a code in the table of errors common to all endpoints",
        Edit(API, "| 409         | `10009` |", "| 409         | `«10909»` |"),
        "undefined-error",
    ),
    Cut(
        "an operational endpoint with an unregistered code",
        Edit(API, "| 503         | `10001` |", "| 503         | `«10101»` |", "### 12.2 Readiness"),
        "undefined-error",
    ),
    Cut(
        "no error table",
        Edit(API, "**Error Responses**", "", SIGN_OUT, until="**Sequence Diagram**"),
        also=Place("missing-error-table", API, "`«POST /api/v1/auth/logout»`", SIGN_OUT),
    ),
    Cut(
        "a label without the error table",
        Edit(API, "**Error Responses**", "**«Error Responses»**\n\n", SIGN_OUT, until="**Sequence Diagram**"),
        "missing-error-table",
    ),
    Cut(
        "an error that only endpoints use withdrawn from the registry",
        Edit(ERRORS, "| `1006` | `IDEMPOTENCY_KEY_REQUIRED`", "", until="| `1007` |"),
        also=tuple(
            Place("undefined-error", API, "| `«1006»`  |", after)
            for after in (
                "#### 11.1.2 Register an Account",
                "#### 11.1.15 Suspend a User",
                "#### 11.2.1 Send a Contact Request",
                "#### 11.4.1 Create an Upload",
                "#### 11.5.1 Create a Group",
            )
        ),
    ),
)
