"""Rule: misplaced-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.error.allocation import allocation
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule


def _ranges_apply(graph: Graph) -> bool:
    """Whether any code lies in any range: else the ranges are about other numbers."""
    known = graph.view(allocation)
    return any(item.start <= number <= item.end for number in known.numbers if number for item in known.ranges)


def _has_number(error: ErrorCode, graph: Graph) -> bool:
    return bool(error.number) and graph.view(_ranges_apply)


@rule(severity=Severity.ERROR, checklist=11, when=_has_number)
def misplaced_error(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """An error code lies outside of the range that is allocated to its category.

    Ranges exist so that the code tells who raised it, and so that two teams never take the same number. The category
    is the title of the section that the code is registered in; it is compared with the categories of the range table
    by its words. Where no range has that name, the code must at least lie in one of the ranges. The code 0, success,
    is exempt.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    ### 2.1 Code Range Allocation

    | Range     | Category       |
    | --------- | -------------- |
    | 1000-1999 | Authentication |
    | 2000-2999 | User           |

    ### 2.2 Authentication Errors

    | Code | Name                  | HTTP Status |
    | ---- | --------------------- | ----------- |
    | 0    | `SUCCESS`             | 200         |
    | 1001 | `INVALID_CREDENTIALS` | 401         |
    | «2002» | `TOKEN_EXPIRED`     | 401         |

    ### 2.3 Rate limiting

    | Code   | Name                | HTTP Status |
    | ------ | ------------------- | ----------- |
    | `«9001»` | `TOO_MANY_REQUESTS` | 429       |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    ### 2.1 Code Range Allocation

    | Range     | Category       |
    | --------- | -------------- |
    | 1000-1999 | Authentication |

    ### 2.2 Auth Errors (1000-1999)

    | Code | Name                  | HTTP Status |
    | ---- | --------------------- | ----------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## Ranges

    | Range     | Category           |
    | --------- | ------------------ |
    | 1000-1999 | Client errors      |
    | 2000-2999 | Platform errors    |

    ## Error codes

    ### User

    | Code | Name             |
    | ---- | ---------------- |
    | 1001 | `USER_NOT_FOUND` |
    | 2001 | `DATABASE_DOWN`  |
    ````
    """
    number = error.number
    assert number
    known = graph.view(allocation)
    around = known.around(number)
    own = known.categories.get(error.category.value, ()) if error.category else ()
    if any(item.start <= number <= item.end for item in own) or (not own and around):
        return
    if own:
        assert error.category
        home = own[0]
        free = known.free(home.start, home.end)
        other = f"`{number}` belongs to {_called(around.category.value)}" if around and around.category else ""
        yield Finding(
            error.name.span,
            f"the error code `{number}` lies outside of the range `{home.name.value}` of its category",
            (Label(home.name.span, "allocated here"), Label(error.category.span, "the category")),
            help="; ".join(filter(None, (other, f"a free code of the category is `{free}`" if free else "")))
            or "move it",
            roots=(Root("range", f"{home.name.value} {around.name.value if around else ''}"), error.root),
        )
    else:
        yield Finding(
            error.name.span,
            f"the error code `{number}` lies in none of the allocated ranges",
            (Label(known.ranges[0].table or known.ranges[0].span, "the ranges are allocated here"),),
            help="allocate a range for its category, or give it a code of an allocated range",
            roots=(Root("range", error.category.value), error.root) if error.category else (error.root,),
        )


def _called(category: str) -> str:
    return f'"{category}"'
