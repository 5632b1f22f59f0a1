"""A prescribed section is missing."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import outline
from backend_spec.model.page import Part, SpecDocument
from backend_spec.rule import rule
from backend_spec.text import Span


@rule(severity=Severity.WARNING, when=outline.first_of_kind)
def missing_section(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A document has no section that its kind prescribes.

    Whoever works with several specifications looks for the same thing in the same place (seed 1, Document Structure).
    More sections are welcome. A section counts wherever it stands, under its title or one of the usual other titles;
    where several files are of one kind, any of them may have it. A document that has less than half of the sections
    is reported once.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 3. Infrastructure

    ## 4. «Architecture Diagram»

    ## 5. Communication Patterns

    ## 6. Security Considerations
    ````

    ````md bad
    <!-- architecture.md -->
    # «Backend System Architecture»

    ## Services
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 3. Infrastructure

    ## 4. Architecture Diagram

    ## 5. Service Responsibilities

    ## 6. Communication Patterns

    ## 7. Security Considerations

    ## 8. Decisions
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Summary

    ## Microservices & Infrastructure

    ### Infrastructure Components

    ### High-Level Architecture

    ## Responsibilities

    ## Inter-Service Communication

    <!-- security.md -->
    ---
    spec: architecture
    ---
    # Security

    ## Security
    ````
    """
    missing = outline.missing(document, graph)
    required = [part for part in document.outline if not part.optional and not part.repeated]
    if len(missing) * 2 > len(required):
        names = ", ".join(f"`{part.title}`" for part in missing)
        yield Finding(
            document.span,
            f"`{document.path}` lacks most of the sections of its kind: {names}",
            help="add the sections, set the kind's `outlines` in the configuration, or give the file another kind",
        )
        return
    for part in missing:
        yield Finding(
            _place(document, part),
            f"there is no section `{part.title}`",
            help=f"add a section `{part.title}` here",
        )


def _place(document: SpecDocument, part: Part) -> Span:
    """Where the section should stand: the heading of the one before it, else the title."""
    index = document.outline.index(part)
    before = [found for found in outline.match(document) if found.index < index and found.how != "deeper"]
    return before[-1].title.text.span if before else document.span
