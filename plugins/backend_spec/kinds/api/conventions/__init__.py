"""How authors lay out a REST API document: its sections, its tables, the labels inside an endpoint.

Source: seed 1, section 2 (`api_specification.md` Sections), and what real documents do beyond it. All of it is data.
"""

from backend_spec.kinds.api.conventions.labels import PARTS, ROUTE_PARTS
from backend_spec.kinds.api.conventions.tables import (
    ERRORS,
    FIELDS,
    HEADERS,
    LIMITS,
    LISTING,
    OPERATIONS,
    ROLES,
    SETTINGS,
    STATUSES,
)
from backend_spec.kinds.api.conventions.titles import (
    FOREIGN_TITLES,
    NO_ROLE,
    OPERATIONAL_PATHS,
    OPERATIONAL_TITLES,
    OUTLINE,
    POLICY_TITLES,
    PROPERTIES,
    ROLE_TITLES,
    SUBJECT_TITLES,
    SUMMARY_TITLES,
)

__all__ = [
    "ERRORS",
    "FIELDS",
    "FOREIGN_TITLES",
    "HEADERS",
    "LIMITS",
    "LISTING",
    "NO_ROLE",
    "OPERATIONAL_PATHS",
    "OPERATIONAL_TITLES",
    "OPERATIONS",
    "OUTLINE",
    "PARTS",
    "POLICY_TITLES",
    "PROPERTIES",
    "ROLES",
    "ROLE_TITLES",
    "ROUTE_PARTS",
    "SETTINGS",
    "STATUSES",
    "SUBJECT_TITLES",
    "SUMMARY_TITLES",
]
