"""The sections are not in the prescribed order."""

from collections.abc import Iterator, Sequence

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import outline
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=outline.applies)
def misordered_section(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A section stands elsewhere than in the order that its document's kind prescribes.

    The order is that of seed 1, Document Structure. As few sections as possible are reported: those that would have
    to move. Sections that the outline does not know may stand anywhere, as may those that are grouped under others.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Overview

    ## «Security Considerations»

    ## Services

    ## Infrastructure

    ## Architecture Diagram
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
    """
    placed = sorted(
        (found for found in outline.match(document) if found.how != "deeper"),
        key=lambda found: found.title.text.span.start,
    )
    stay = set(_longest_rise([found.index for found in placed]))
    kept = [found for at, found in enumerate(placed) if at in stay]
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
