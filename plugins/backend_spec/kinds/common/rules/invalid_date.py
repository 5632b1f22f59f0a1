"""A change is dated by something that is no date."""

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import dates
from backend_spec.model.page import Change
from backend_spec.reading import says_nothing
from backend_spec.rule import rule

_OPEN = re.compile(r"unreleased|upcoming|pending|planned|draft|next|ongoing|tbd|tba|current|latest", re.IGNORECASE)


@rule(severity=Severity.ERROR, when=lambda change, graph: not says_nothing(change.date.value))
def invalid_date(change: Change, graph: Graph) -> Iterator[Finding]:
    """A row of the header table has a date that does not exist.

    Changes are sorted and found by their dates (specification catalogue). Dates in other formats are the business of
    `unusual-date`; an empty cell or a word such as "Unreleased" stands for a date that is not known yet.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    | Date           | Description                 |
    | -------------- | --------------------------- |
    | «2026-02-30»   | FEAT-USER-002: Profiles     |
    | «YYYY-MM-DD»   | FEAT-USER-001: User sign-up |
    | «last Tuesday» | FEAT-CHAT-001: Messages     |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    | Date         | Description                 |
    | ------------ | --------------------------- |
    | 2028-02-29   | FEAT-USER-002: Profiles     |
    | `2026-01-31` | FEAT-USER-001: User sign-up |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Description                 |
    | ---------- | --------------------------- |
    | Unreleased | FEAT-CHAT-001: Messages     |
    | 2026/01/05 | FEAT-USER-002: Profiles     |
    |            | and one more of that day    |
    | 5 Jan 2026 | FEAT-USER-001: User sign-up |
    ````
    """
    text = change.date.value.strip()
    if dates.is_date(text) or _OPEN.fullmatch(text):
        return
    yield Finding(change.date.span, f"`{text}` is not a date", help="write the day of the change as YYYY-MM-DD")
