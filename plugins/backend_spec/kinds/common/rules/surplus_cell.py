"""A table row has more cells than the table has columns."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=lambda flaw, graph: flaw.sort == "surplus-cell")
def surplus_cell(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A table row has more cells than the table has columns, so its end is not shown.

    GitHub Flavored Markdown (section 4.10) drops such cells without a word. Mostly a pipe in the text was not
    escaped; in a table it needs a backslash even inside of code.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    | Code | Meaning            |
    | ---- | ------------------ |
    | 1001 | must match `a|«b`» |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    | Code | Meaning           |
    | ---- | ----------------- |
    | 1001 | must match `a\\|b` |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    | Code | Meaning |
    | ---- | ------- |
    | 1001 | a       | |
    | 1002 |
    ````
    """
    yield Finding(flaw.span, flaw.message, help="write a pipe in a cell as `\\|`, or add the missing column")
