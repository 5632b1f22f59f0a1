"""The same said in another form: columns, labels, headings, marks, more than is prescribed."""

from sabotage.cut import API, ARCHITECTURE, CACHE, DATABASE, ERRORS, EVENTS, GRPC, Cut, Edit

SIGN_IN = "#### 11.1.3 Sign In"
PROFILE = "#### 11.1.11 Get My Profile"
SIGN_OUT = "#### 11.1.5 Sign Out"
LOCKED = "| 403         | `2014`  |"
RANGE = "| 2000-2999   | Auth"
PACKAGE = 'syntax = "proto3";\n\npackage nihao.media.v1;'

EDITS = (
    Cut(
        "columns in another order",
        Edit(
            API,
            "| HTTP Status | Code ",
            "| Message | Code | HTTP Status |\n"
            "| --- | --- | --- |\n"
            "| The Authorization header is missing or malformed | `1002` | 401 |\n"
            "| The session does not exist or belongs to another user | `2020` | 404 |\n\n",
            SIGN_OUT,
            until="**Sequence Diagram**",
        ),
    ),
    Cut(
        "other titles of columns",
        Edit(API, "| HTTP Status | Code    | Message  ", "| Status | Error Code | Msg  ", SIGN_IN),
    ),
    Cut("no padding in a row", Edit(API, LOCKED, "|403|`2014`|", SIGN_IN)),
    Cut("a code in bold", Edit(API, LOCKED, "| 403 | **2014** |", SIGN_IN)),
    Cut("a code in bold code", Edit(API, LOCKED, "| 403 | **`2014`** |", SIGN_IN)),
    Cut("a row for success", Edit(API, LOCKED, f"| 200 | 0 | success |\n{LOCKED}", SIGN_IN)),
    Cut("a label turned into a heading", Edit(API, "**Error Responses**", "##### Error Responses", SIGN_IN)),
    Cut("a label with a colon", Edit(API, "**Error Responses**", "**Error Responses:**", SIGN_IN)),
    Cut("a diagram under a heading", Edit(API, "**Sequence Diagram**", "##### Sequence Diagram", SIGN_IN)),
    Cut(
        "an endpoint in its heading",
        Edit(API, f"{SIGN_OUT}\n\n`POST /api/v1/auth/logout`\n", "#### 11.1.5 `POST /api/v1/auth/logout`\n"),
    ),
    Cut(
        "an endpoint with its method in bold",
        Edit(API, "`POST /api/v1/auth/logout`\n", "**POST** `/api/v1/auth/logout`\n", SIGN_OUT),
    ),
    Cut(
        "a diagram between tildes",
        (
            Edit(API, "```mermaid", "~~~mermaid", PROFILE),
            Edit(API, "G-->>C: 200 OK\n```\n", "G-->>C: 200 OK\n~~~\n", PROFILE),
        ),
    ),
    Cut(
        "a section more in the middle",
        Edit(CACHE, "## 5. Failure Strategy", "## Capacity\n\nFour nodes suffice.\n\n## 5. Failure Strategy"),
    ),
    Cut(
        "a numbered section more",
        Edit(
            ARCHITECTURE,
            "## 7. Security Considerations",
            "## 7. Deployment\n\nIn three zones.\n\n## 8. Security Considerations",
        ),
    ),
    Cut(
        "a column more",
        Edit(
            CACHE,
            "| Setting                | Value          | Reason |\n| ---------------------- | -------------- | --- |",
            "| Setting                | Value          | Reason | Since |\n| --- | --- | --- | --- |",
        ),
    ),
    Cut("a range with an en dash", Edit(ERRORS, RANGE, "| 2000–2999   | Auth")),
    Cut("a range in words", Edit(ERRORS, RANGE, "| 2000 to 2999 | Auth")),
    Cut("a range in code", Edit(ERRORS, RANGE, "| `2000`–`2999` | Auth")),
    Cut(
        "nullable in capitals",
        Edit(DATABASE, "| `last_seen_at` | `TIMESTAMPTZ` | No  ", "| `last_seen_at` | `TIMESTAMPTZ` | NO  "),
    ),
    Cut(
        "DDL with a schema",
        Edit(DATABASE, "CREATE TABLE user_presence (", "CREATE TABLE IF NOT EXISTS public.user_presence ("),
    ),
    Cut(
        "a line from a box around services",
        (
            Edit(ARCHITECTURE, "    media --> redis\n", ""),
            Edit(ARCHITECTURE, "    auth -.-> kafka\n", "    core --> redis\n    auth -.-> kafka\n"),
        ),
    ),
    Cut("a node without a label", Edit(ARCHITECTURE, '        media["media-service"]\n', "        media\n")),
    Cut(
        "a store that comes first in its row",
        Edit(
            ARCHITECTURE,
            "| `presence-service`     | PostgreSQL             |",
            "| PostgreSQL             | `presence-service`     |",
        ),
    ),
    Cut(
        "a service that calls itself",
        Edit(API, "    MD->>S: HEAD object\n", "    MD->>MD: Scan()\n    MD->>S: HEAD object\n"),
    ),
    Cut(
        "an HTML comment",
        Edit(API, "## 12. Operational", "<!-- `POST /api/v1/nothing` answers `9999` -->\n\n## 12. Operational"),
    ),
    Cut("a proto fence of another name", Edit(GRPC, f"```proto\n{PACKAGE}", f"```protobuf\n{PACKAGE}")),
    Cut(
        "a block comment in a proto file",
        Edit(GRPC, "service MediaService {\n", "/* Files. */\nservice MediaService {\n"),
    ),
    Cut(
        "a consumer outside of the system",
        Edit(
            EVENTS,
            "`contact-service`                                    | Evict",
            "`contact-service`, Data Warehouse | Evict",
        ),
    ),
)
