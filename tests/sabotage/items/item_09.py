"""Every role that is named at an endpoint or in the access matrix is defined."""

from sabotage.cut import API, Cut, Edit

SUSPEND = "#### 11.1.15 Suspend a User"
SUMMARY = "| POST   | `/api/v1/admin/users/:id/suspension`  | Protected        |"

CUTS = (
    Cut(
        "the role of an endpoint",
        Edit(API, "- **Roles**: `admin`", "- **Roles**: `«superuser»`", SUSPEND),
        "unknown-role",
    ),
    Cut(
        "the second of two roles",
        Edit(API, "- **Roles**: `admin`", "- **Roles**: `admin`, `«operator»`", SUSPEND),
        "unknown-role",
    ),
    Cut(
        "a role without code style",
        Edit(API, "- **Roles**: `admin`", "- **Roles**: «operator»", SUSPEND),
        "unknown-role",
    ),
    Cut(
        "a misspelt role",
        Edit(API, "`moderator`, `admin`", "`«moderater»`, `admin`", "#### 11.4.4 Delete Media"),
        "unknown-role",
    ),
    Cut(
        "a role behind the access level",
        Edit(API, "- **Access**: Protected", "- **Access**: Protected (`«operator»`)", SUSPEND),
        "unknown-role",
    ),
    Cut(
        "a column of the access matrix",
        Edit(API, "| guest | member | moderator | admin |", "| guest | member | «editor»    | admin |"),
        "unknown-role",
    ),
    Cut(
        "a role in the table of permissions",
        Edit(API, "| `user.suspend`        | `admin`      |", "| `user.suspend`        | `«operator»`   |"),
        "unknown-role",
    ),
    Cut(
        "a role in the summary",
        Edit(API, SUMMARY, SUMMARY.replace("Protected        |", "Protected (`«operator»`) |")),
        "unknown-role",
    ),
)
