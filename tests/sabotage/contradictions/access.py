"""Access and roles: the endpoint's section, the access matrix, the API summary."""

from sabotage.cut import API, Cut, Edit, Place

ACCESS = "contradicted-access"
ROLES = "contradicted-roles"
MATRIX = "### 7.4 Role-to-Endpoint Access Matrix"

CUTS = (
    Cut(
        "public in the section only",
        Edit(API, "- **Access**: Protected", "- **Access**: «Public»", "#### 11.1.9 List Sessions"),
        ACCESS,
    ),
    Cut(
        "protected in the summary only",
        Edit(
            API,
            "| POST   | `/api/v1/auth/login`                  | Public           |",
            "| POST   | `/api/v1/auth/login`                  | «Protected»           |",
        ),
        ACCESS,
    ),
    Cut(
        "open to guests in the matrix only",
        Edit(
            API,
            "| `GET /api/v1/auth/sessions`                  | —     |",
            "| `«GET /api/v1/auth/sessions»`                  | ✓     |",
        ),
        ACCESS,
    ),
    Cut(
        "a role too many in the section",
        Edit(
            API,
            "- **Roles**: `admin`",
            "- **Roles**: `moderator`, `admin`",
            "#### 11.1.15 Suspend a User",
        ),
        also=Place(ROLES, API, "| `«POST /api/v1/admin/users/:id/suspension»`", MATRIX),
    ),
    Cut(
        "a role too few in the matrix",
        Edit(
            API,
            "| `GET /api/v1/presence`                       | —     | ✓      | ✓         | ✓     |",
            "| `«GET /api/v1/presence»`                       | —     | ✓      | —         | ✓     |",
            MATRIX,
        ),
        ROLES,
    ),
)
