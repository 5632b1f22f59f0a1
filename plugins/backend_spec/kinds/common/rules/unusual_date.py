"""A change is dated in another format than YYYY-MM-DD."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Fix, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import dates
from backend_spec.model.page import Change
from backend_spec.rule import rule
from backend_spec.text import Edit


@rule(severity=Severity.WARNING, when=lambda change, graph: dates.is_date(change.date.value))
def unusual_date(change: Change, graph: Graph) -> Iterator[Finding]:
    """A row of the header table gives its date in another format than YYYY-MM-DD.

    The prescribed format (specification catalogue) sorts as text and means the same day everywhere; `05/01/2026` is in
    January for some readers and in May for others. The fix is offered where only one day can be meant.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    | Date         | Description                 |
    | ------------ | --------------------------- |
    | «2026/1/25»  | FEAT-USER-002: Profiles     |
    | «5 Jan 2026» | FEAT-USER-001: User sign-up |
    ````

    ````md fixed
    <!-- error_specification.md -->
    # Error Handling

    | Date         | Description                 |
    | ------------ | --------------------------- |
    | 2026-01-25  | FEAT-USER-002: Profiles     |
    | 2026-01-05 | FEAT-USER-001: User sign-up |
    ````

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    | Date         | Description                 |
    | ------------ | --------------------------- |
    | «05/01/2026» | FEAT-USER-001: User sign-up |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Description                 |
    | ---------- | --------------------------- |
    | 2026-01-25 | FEAT-USER-002: Profiles     |
    ````
    """
    text = change.date.value.strip()
    if dates.prescribed(text):
        return
    day = dates.read(text)
    fix = Fix(f"write {day}", (Edit(change.date.span, str(day)),)) if day else None
    yield Finding(
        change.date.span,
        f"the date `{text}` is not written as YYYY-MM-DD",
        help=f"write `{day}`" if day else "write the day as YYYY-MM-DD",
        fix=fix,
    )
