"""A document has no header table."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=lambda document, graph: document.kind != "other")
def missing_changelog(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A document has no table of dated changes.

    The common header (specification catalogue) is a table with a date and a description under the title. It tells which
    feature brought each change, so that a reader can go back to the requirement. A table in a section called
    "Changelog", "Revision History" or the like counts too. Where no document has one, that is reported once.

    ````md bad
    <!-- error_specification.md -->
    # «Error Handling»

    ## 1. Overview

    Every error has a code.
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Description               |
    | ---------- | ------------------------- |
    | 2026-01-05 | FEAT-USER-001: User login |

    ## 1. Overview
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 1. Overview

    ## 2. Revision History

    | Version | Date       | Author | Changes                |
    | ------- | ---------- | ------ | ---------------------- |
    | 1.0     | 2026-01-05 | mei    | FEAT-USER-001: sign-in |
    ````
    """
    pages = graph.view(_pages)
    none = not any(page.changelog for page in pages)
    if document.changelog is None and (not none or document is pages[0]):
        yield Finding(
            document.span,
            f"none of the {len(pages)} documents has a change table under its title"
            if none and len(pages) > 1
            else f"`{document.path}` has no change table under its title",
            help="add a table with the columns `Date` and `Description` under the title, newest change first",
        )


def _pages(graph: Graph) -> tuple[SpecDocument, ...]:
    return tuple(document for document in graph.documents if document.kind != "other")
