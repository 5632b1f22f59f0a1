"""The header table is not sorted with the newest change first."""

from collections.abc import Iterator
from itertools import pairwise

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import dates
from backend_spec.model.page import Changelog
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=lambda changelog, graph: len(changelog.rows) > 1)
def misordered_changelog(changelog: Changelog, graph: Graph) -> Iterator[Finding]:
    """A row of the header table is newer than the row above it.

    Changes are listed newest first (specification catalogue), so that the last change is the first thing a reader sees.
    Several changes of one day may stand in any order. Of a run of rows in ascending order only the first one is
    reported.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    | Date         | Description                 |
    | ------------ | --------------------------- |
    | 2026-01-05   | FEAT-USER-001: User sign-up |
    | «2026-02-01» | FEAT-USER-002: Profiles     |
    | 2026-03-01   | FEAT-CHAT-001: Messages     |
    ````

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    | Date         | Description                 |
    | ------------ | --------------------------- |
    | 2026-03-01   | FEAT-CHAT-001: Messages     |
    | 2026-01-05   | FEAT-USER-001: User sign-up |
    | «2026-02-01» | FEAT-USER-002: Profiles     |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Description                 |
    | ---------- | --------------------------- |
    | 2026-03-01 | FEAT-CHAT-001: Messages     |
    | 2026-01-05 | FEAT-USER-002: Profiles     |
    | 2026-01-05 | FEAT-USER-001: User sign-up |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Description                 |
    | ---------- | --------------------------- |
    | Unreleased | FEAT-CHAT-001: Messages     |
    | 05/04/2026 | FEAT-USER-002: Profiles     |
    | 04/05/2026 | FEAT-USER-001: User sign-up |
    ````
    """
    dated = [(row, day) for row in changelog.rows if (day := dates.read(row.date.value))]
    rising = False
    for (above, earlier), (row, day) in pairwise(dated):
        if day > earlier and not rising:
            yield Finding(
                row.date.span,
                f"`{row.date.value}` stands below `{above.date.value}`, which is older",
                labels=(Label(above.date.span, "older"),),
                help="put the newest change first",
            )
        rising = day > earlier
