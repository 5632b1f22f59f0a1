"""Rule: reversed-range."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.error import ErrorRange
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, checklist=11)
def reversed_range(range_: ErrorRange, graph: Graph) -> Iterator[Finding]:
    """An error code range ends before it begins.

    Taken literally it holds no code at all. It is read as if its ends were exchanged, so that the codes of its category
    are not reported as well.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    ### 2.1 Code Range Allocation

    | Range       | Category       |
    | ----------- | -------------- |
    | 1000-1999   | Authentication |
    | «2999-2000» | User           |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## Ranges

    | First | Last | Category       |
    | ----- | ---- | -------------- |
    | 1000  | 1999 | Authentication |
    | 2000  | 2000 | User           |
    ````
    """
    if range_.backwards:
        yield Finding(
            range_.name.span,
            f"the range `{range_.name.span.text}` ends before it begins",
            help=f"write `{range_.start}-{range_.end}`",
        )
