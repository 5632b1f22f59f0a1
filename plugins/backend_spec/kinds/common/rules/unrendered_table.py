"""A table has no blank line before it."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Fix, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule
from backend_spec.text import Edit


@rule(severity=Severity.WARNING, when=lambda flaw, graph: flaw.sort == "unrendered-table")
def unrendered_table(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A table begins right under a line of text.

    GitHub shows it as a table. Python-Markdown, which MkDocs renders with, takes it for more text of the paragraph, so
    that readers of the site see bars and dashes.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    **Codes**
    «| Code | Meaning |»
    | ---- | ------- |
    | 1001 | unknown |
    ````

    ````md fixed
    <!-- error_specification.md -->
    # Error Handling

    **Codes**

    | Code | Meaning |
    | ---- | ------- |
    | 1001 | unknown |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    **Codes**

    | Code | Meaning |
    | ---- | ------- |
    | 1001 | unknown |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling
    | Code | Meaning |
    | ---- | ------- |
    | 1001 | unknown |
    ````
    """
    yield Finding(flaw.span, flaw.message, help="put a blank line before it", fix=blank_line(flaw))


def blank_line(flaw: Flaw) -> Fix | None:
    """The fix that puts a blank line before a block at the left edge."""
    source, line = flaw.span.source, flaw.span.first.line
    start = source.starts[line - 1]
    if source.text[start : flaw.span.start]:
        return None
    ending = "\r\n" if source.text[start - 2 : start] == "\r\n" else "\n"
    return Fix("put a blank line before it", (Edit(source.span(start, start), ending),))
