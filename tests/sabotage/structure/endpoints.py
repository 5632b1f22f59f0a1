"""Parts of an endpoint, and naming in the API specification."""

from pathlib import PurePath

from sabotage.cut import API, Cut, Edit, Place
from specification import EXAMPLE

SIGN_IN = "#### 11.1.3 Sign In"
SIGN_OUT = "#### 11.1.5 Sign Out"
LOGOUT = "`POST /api/v1/auth/logout`\n"
HEALTH = "| GET    | `/healthz` "


def again(title: str, following: str, new: str) -> str:
    """A section of the API specification once more, under another title."""
    text = (EXAMPLE / PurePath(API)).read_text("utf-8")
    return text[text.index(title) : text.index(following)].replace(title, new)


CUTS = (
    Cut(
        "neither access level nor roles",
        Edit(API, "- **Access**: Protected\n- **Roles**: `member`, `moderator`, `admin`\n", "", SIGN_OUT),
        also=Place("missing-access", API, "`«POST /api/v1/auth/logout»`", SIGN_OUT),
    ),
    Cut(
        "no description",
        Edit(API, "Exchanges identifier and password for a token pair", "", SIGN_IN, until="**Request Body**"),
        also=Place("missing-description", API, "`«POST /api/v1/auth/login»`", SIGN_IN),
    ),
    Cut(
        "no request body",
        Edit(API, "**Request Body**", "", SIGN_IN, until="**Success Response**"),
        also=Place("missing-request-body", API, "`«POST /api/v1/auth/login»`", SIGN_IN),
    ),
    Cut(
        "no table of fields",
        Edit(API, "| Field         |", "", SIGN_IN, until="**Success Response**"),
        also=Place("missing-field-table", API, "**«Request Body»**", SIGN_IN),
    ),
    Cut(
        "no example of the response",
        Edit(API, "```json", "", SIGN_OUT, until="**Error Responses**"),
        also=Place("missing-response-example", API, "**«Success Response»**", SIGN_OUT),
    ),
    Cut(
        "no sequence diagram",
        Edit(API, "**Sequence Diagram**", "", SIGN_OUT, until="#### 11.1.6"),
        also=Place("missing-sequence-diagram", API, "`«POST /api/v1/auth/logout»`", SIGN_OUT),
    ),
    Cut(
        "an endpoint declared twice",
        Edit(
            API,
            "### 11.2 Contacts and Blocks",
            again(SIGN_OUT, "#### 11.1.6", "#### 11.1.17 Leave").replace(LOGOUT, f"`«{LOGOUT.strip()[1:-1]}»`\n")
            + "### 11.2 Contacts and Blocks",
        ),
        "duplicate-endpoint",
    ),
    Cut(
        "an endpoint that the summary leaves out",
        Edit(API, "| POST   | `/api/v1/auth/logout` ", "", until="| POST   | `/api/v1/auth/password/forgot`"),
        also=Place("unlisted-endpoint", API, "`«POST /api/v1/auth/logout»`", SIGN_OUT),
    ),
    Cut(
        "an endpoint that only the summary has",
        Edit(
            API,
            HEALTH,
            f"| GET | `«/api/v1/stickers»` | Protected | `media-service` | Safe | Lists stickers |\n{HEALTH}",
        ),
        "undefined-endpoint",
    ),
    Cut(
        "an endpoint that only the access matrix has",
        Edit(API, "| `POST /api/v1/auth/logout`                   | —     |", "| `«POST /api/v1/auth/signout»` | — |"),
        "undefined-endpoint",
    ),
    Cut(
        "a path without its version",
        Edit(API, LOGOUT, "`POST «/auth/logout»`\n", SIGN_OUT),
        "unversioned-path",
    ),
    Cut(
        "two parameters of one name",
        Edit(
            API,
            "`DELETE /api/v1/groups/:id/members/:user_id`\n",
            "`DELETE /api/v1/groups/:id/members/«:id»`\n",
            "#### 11.5.7 Remove a Group Member",
        ),
        "duplicate-path-parameter",
    ),
    Cut(
        "a JSON name in camel case",
        Edit(API, '"resend_after": 60', '"«resendAfter»": 60', "#### 11.1.1 Request a Verification Code"),
        "json-key-case",
    ),
    Cut(
        "a header with underscores",
        Edit(API, "| `X-Request-Id`      | UUID;", "| `«X_Request_Id»`      | UUID;"),
        "header-case",
    ),
    Cut(
        "a diagram that calls another endpoint",
        Edit(API, "C->>G: POST /auth/logout", "C->>G: «POST /auth/signout»"),
        "misdrawn-endpoint",
    ),
)
