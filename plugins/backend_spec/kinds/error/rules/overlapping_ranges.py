"""Rule: overlapping-ranges."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.error.allocation import allocation
from backend_spec.model.error import ErrorRange
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, checklist=11)
def overlapping_ranges(range_: ErrorRange, graph: Graph) -> Iterator[Finding]:
    """Two error code ranges share codes.

    A code in both ranges belongs to two categories, and two teams will sooner or later give it two meanings. A range
    that divides another one (`1000-1099 Authentication: login` of `1000-1999 Authentication`, or a table of its own
    whose ranges all lie in one range) is no overlap.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    ### 2.1 Code Range Allocation

    | Range     | Category       |
    | --------- | -------------- |
    | 1000-1999 | Authentication |
    | «1900–2899» | User         |
    | 3000-3999 | Group          |
    ````

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Ranges

    | Module | Codes        |
    | ------ | ------------ |
    | User   | `2000`–`2999` |
    | Media  | «2xxx»        |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Range         | Category       |
    | ------------- | -------------- |
    | 0             | Success        |
    | 1000 to 1999  | Authentication |
    | 2000 to 2999  | User           |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## Ranges

    | Range     | Category              |
    | --------- | --------------------- |
    | 1000-1999 | Authentication        |
    | 1000-1099 | Authentication: login |
    | 2000-2999 | User                  |

    ### User ranges

    | Range     | Category |
    | --------- | -------- |
    | 2000-2099 | Profile  |
    | 2100-2199 | Settings |
    ````
    """
    for other in graph.view(allocation).overlaps.get(id(range_), ()):
        first, last = max(range_.start, other.start), min(range_.end, other.end)
        shared = f"`{first}`" if first == last else f"`{first}` to `{last}`"
        owner = f" to {other.category.value}" if other.category else ""
        yield Finding(
            range_.name.span,
            f"the range `{range_.name.value}` overlaps with `{other.name.value}`: both hold {shared}",
            (Label(other.name.span, f"allocated here{owner}"),),
            help="move one of the ranges, so that each code belongs to one category",
        )
