"""A list has no blank line before it."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Fix, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule
from backend_spec.text import Edit


@rule(severity=Severity.WARNING, when=lambda flaw, graph: flaw.sort == "unrendered-list")
def unrendered_list(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A list begins right under a line of text.

    GitHub shows it as a list. Python-Markdown, which MkDocs renders with, runs the items into the paragraph. Lists
    inside of lists, block quotes and admonitions are not judged.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    **Guidelines:**
    - «never leak internals»
    - log the cause
    ````

    ````md fixed
    <!-- error_specification.md -->
    # Error Handling

    **Guidelines:**

    - never leak internals
    - log the cause
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    **Guidelines:**

    - never leak internals
        - nor their names
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling
    - a list right under a heading is fine
    ````
    """
    source = flaw.span.source
    start = source.starts[flaw.span.first.line - 1]
    ending = "\r\n" if source.text[start - 2 : start] == "\r\n" else "\n"
    fix = Fix("put a blank line before it", (Edit(source.span(start, start), ending),))
    yield Finding(flaw.span, flaw.message, help="put a blank line before it", fix=fix)
