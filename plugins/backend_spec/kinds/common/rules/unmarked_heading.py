"""The headings of a document are lines in bold type."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=lambda flaw, graph: flaw.sort == "unmarked-heading")
def unmarked_heading(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A document has no headings, only lines in bold type where they should be.

    Word processors export such pages. They are read as if the lines were headings, by their numbers or in order; but on
    the site nothing can be linked to, and there is no table of contents. Reported once for a document, at the first
    line. Bold labels in a document that has headings are no headings and are left alone.

    ````md bad
    <!-- error_specification.md -->
    **«Error Handling»**

    **1\\. Overview**

    Every error has a code.

    **2\\. Error Code Registry**

    **2.1 Accounts**

    | Code | Name | HTTP Status |
    | ---- | ---- | ----------- |
    | 1001 | LOST | 404         |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## 1. Overview

    Every error has a code.
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    **Overview**

    Every error has a code.

    **Registry**

    | Code | Name | HTTP Status |
    | ---- | ---- | ----------- |
    | 1001 | LOST | 404         |
    ````
    """
    yield Finding(flaw.span, flaw.message, help=flaw.help)
