"""A document has no title."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=lambda document, graph: document.kind != "other")
def missing_title(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A document does not begin with a title.

    The common header (specification catalogue) is a level-1 heading and the change table. Without the heading a page is
    called after its file in the navigation, and nobody can tell what it is from its text.

    ````md bad
    <!-- error_specification.md -->
    «## 1. Overview»

    Every error has a code.
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Description               |
    | ---------- | ------------------------- |
    | 2026-01-05 | FEAT-USER-001: User login |
    ````

    ````md trap
    <!-- error_specification.md -->
    # 1. Overview

    All sections stand at level 1; the first one is taken for the title.

    # 2. Error Code Registry
    ````
    """
    if document.title is None:
        yield Finding(
            document.span,
            f"`{document.path}` has no title",
            help="begin the document with a level-1 heading, `# ` and the title",
        )
