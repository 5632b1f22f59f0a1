"""The sections are not in the prescribed order."""

from collections.abc import Iterator, Sequence

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import outline, presence
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=presence.follows)
def misordered_section(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A section stands elsewhere than in the order that its document's kind prescribes.

    The order is that of the specification catalogue. As few sections as possible are reported: those that would have to
    move; where many would, the document has another order, and that is one finding. Sections that the outline does not
    know may stand anywhere, as may those that are grouped under others, and those of documents in a house style, most
    of whose sections have titles of their own.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Overview

    ## «Security Considerations»

    ## Services

    ## Infrastructure

    ## Architecture Diagram
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Overview

    ## Security Considerations

    ## «Communication Patterns»

    ## Architecture Diagram

    ## Infrastructure

    ## Services
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## Overview

    ## Decisions

    ## Services

    ## Architecture Diagram

    ## Security Considerations
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Overview

    ### Security

    ## Services

    ## Glossary
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database

    ## Ownership

    ## Entity Relationships

    ## Tables

    ## Triggers
    ````
    """
    placed = sorted(
        (found for found in outline.match(document, graph) if found.how != "deeper"),
        key=lambda found: (found.title.text.span.start, found.index),
    )
    stay = set(_longest_rise([found.index for found in placed]))
    kept = [found for at, found in enumerate(placed) if at in stay]
    if len(placed) - len(kept) > max(2, len(placed) // 3):
        first = next(found for at, found in enumerate(placed) if at not in stay)
        wanted = ", ".join(f"`{found.title.text.value}`" for found in sorted(placed, key=lambda found: found.index))
        yield Finding(
            first.title.text.span,
            "from here on the sections are in another order than the outline's",
            help=f"the outline's order is {wanted}; to keep this one, set the kind's `outlines` in the configuration",
        )
        return
    for at, found in enumerate(placed):
        if at in stay:
            continue
        before = [other for other in kept if other.index < found.index]
        after = [other for other in kept if other.index > found.index]
        anchor, side = (before[-1], "after") if before else (after[0], "before")
        yield Finding(
            found.title.text.span,
            f"the section `{found.title.text.value}` belongs {side} `{anchor.title.text.value}`",
            labels=(Label(anchor.title.text.span, f"it should stand {side} this one"),),
            help=f"move the section {side} `{anchor.title.text.value}`",
        )


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The positions of a longest ascending subsequence; outlines are short, so the plain algorithm will do."""
    best: list[list[int]] = []
    for at, number in enumerate(numbers):
        shorter = [run for run in best if numbers[run[-1]] < number]
        best.append([*max(shorter, key=len, default=[]), at])
    return max(best, key=len, default=[])
