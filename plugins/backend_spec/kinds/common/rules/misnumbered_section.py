"""Section numbers repeat, skip or contradict their place."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import presence
from backend_spec.model.page import SpecDocument, Title
from backend_spec.rule import rule
from backend_spec.text import Span

_Numbered = tuple[tuple[int, ...], Title]


def _applies(document: SpecDocument, graph: Graph) -> bool:
    return document.kind != "other" and any(title.number for title in document.titles)


@rule(severity=Severity.WARNING, when=_applies)
def misnumbered_section(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A section's number occurs twice, leaves a gap, or is not its parent's number and one more.

    People cite sections by number ("see 4.2"), so each must lead to one place. Only sections that stand side by side
    under one heading are compared, and only if at least two of them are numbered. The list may begin with any number,
    and sections without a number may stand between. A gap where a prescribed section is missing is not reported twice,
    and there is none where another file of the kind has the number.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 1. Overview

    ## 2. Error Code Registry

    ### 2.1 Code Range Allocation

    ### «2.1 Users»

    ### 2.2 Chat

    ### «2.4 Media»

    ## 3. gRPC Error Propagation

    ## 4. Error Handling Guidelines

    ## «6. Logging & Observability»
    ````

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 1. Overview

    ## 2. Error Code Registry

    ### «3.1 Code Range Allocation»

    ### 3.2 Users
    ````

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    ### 2.1 Code Range Allocation

    ### «2.3 Users»

    ### 2.3 Chat

    ### «2.3 Media»

    ### 2.5 Groups
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## 1. Overview

    ## 2. Error Code Registry

    ### Conventions

    ### 2.1 Code Range Allocation

    ### 2.2 Users

    ## Appendix
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## 1. Overview

    ## 2. Error Code Registry

    ## 4. Error Handling Guidelines
    <!-- propagation.md -->
    ---
    spec: error
    ---

    # Error Propagation

    ## 3. gRPC Error Propagation

    ## 5. Logging & Observability
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 0. Reading Guide

    ## 1. Overview

    ### 1001 INVALID_CREDENTIALS

    ### 404 Not Found

    ## 2. Error Code Registry

    #### 2.1 Code Range Allocation
    ````
    """
    for parent, siblings in _families(document.titles):
        numbered = [(_parts(title.number), title) for title in siblings if title.number]
        depth = len(numbered[0][0]) if numbered else 0
        numbered = [(number, title) for number, title in numbered if len(number) == depth]
        if len(numbered) < 2:
            continue
        yield from _prefix(parent, numbered)
        # Where a prescribed section is missing, `missing-section` says so; the gap that it leaves is no second fault.
        gaps = bool(parent and parent.number) or not presence.missing(document, graph)
        yield from _sequence(numbered, gaps, _elsewhere(document, graph))


def _families(titles: Sequence[Title]) -> Iterator[tuple[Title | None, list[Title]]]:
    """Each heading with those right below it; headings of one level side by side."""
    families: dict[tuple[int, int], tuple[Title | None, list[Title]]] = {}
    path: list[tuple[int, Title]] = []
    for at, title in enumerate(titles):
        while path and path[-1][1].level >= title.level:
            path.pop()
        above = path[-1] if path else None
        key = (above[0] if above else -1, title.level)
        families.setdefault(key, (above[1] if above else None, []))[1].append(title)
        path.append((at, title))
    yield from families.values()


@lru_cache(maxsize=4096)
def _parts(number: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in (number or "").replace("\\", "").split(".") if part.isdecimal())


def _prefix(parent: Title | None, numbered: Sequence[_Numbered]) -> Iterator[Finding]:
    """The first number that does not begin with its parent's; those behind it have the same cause."""
    above = _parts(parent.number) if parent and parent.number else ()
    if not parent or not above:
        return
    for number, title in numbered:
        if len(number) > len(above) and number[: len(above)] != above:
            yield Finding(
                _place(title),
                f"section {title.number} stands in section {parent.number}",
                labels=(Label(_place(parent), "its parent"),),
                help=f"number it and the sections beside it {parent.number}.1, {parent.number}.2, ...",
                roots=(Root("number", ".".join(map(str, number[: len(above)]))),),
            )
            return


def _elsewhere(document: SpecDocument, graph: Graph) -> Callable[[tuple[int, ...]], bool]:
    """Whether another file of the document's kind has a section of a number: it may have moved there."""
    counts, own = graph.view(_counted), Counter(_numbers(document))
    return lambda number: counts[document.kind, number] > own[number]


def _counted(graph: Graph) -> Counter[tuple[str, tuple[int, ...]]]:
    """How many sections of a number the documents of a kind have."""
    return Counter((document.kind, number) for document in graph.documents for number in _numbers(document))


def _numbers(document: SpecDocument) -> Iterator[tuple[int, ...]]:
    return (_parts(title.number) for title in document.titles if title.number)


def _sequence(
    numbered: Sequence[_Numbered], gaps: bool, elsewhere: Callable[[tuple[int, ...]], bool]
) -> Iterator[Finding]:
    """Repeated numbers, numbers out of order, and skipped ones where `gaps` are to be reported. Where the sections
    behind go on as if nothing had happened, only the one number is wrong."""
    seen: dict[tuple[int, ...], Title] = {}
    skipped: set[int] = set()
    last = numbered[0][0][-1]
    for at, (number, title) in enumerate(numbered):
        *head, own = number
        following = numbered[at + 1][0][-1] if at + 1 < len(numbered) else None
        alone = at > 0 and own != last + 1 and following == last + 2
        if number in seen:
            yield Finding(
                _place(title),
                f"there are two sections {title.number}",
                labels=(Label(_place(seen[number]), "the first one"),),
                help="number the sections in order",
            )
        elif own < last and own not in skipped:
            yield Finding(
                _place(title),
                f"section {title.number} is out of order",
                help="number the sections in order",
                roots=(Root("number", ".".join(map(str, head or number))),),
            )
        elif own > last + 1:
            missing = range(last + 1, own)
            skipped.update(missing)
            if gaps and not all(elsewhere((*head, one)) for one in missing):
                before, wanted = (".".join(map(str, (*head, end))) for end in (last, last + 1))
                yield Finding(
                    _place(title),
                    f"section {title.number} follows {before}, so {wanted} is missing",
                    help=f"number it {wanted}, or add the missing section",
                    roots=(Root("number", wanted),),
                )
        if alone:
            last += 1
        else:
            seen.setdefault(number, title)
            last = max(last, own)


def _place(title: Title) -> Span:
    """The heading's text with its number."""
    text = title.text.span
    line = text.source.line_span(text.first.line)
    written = line.text.lstrip("#> \t")
    start = line.end - len(written)
    return text.source.span(start, max(text.end, start))
