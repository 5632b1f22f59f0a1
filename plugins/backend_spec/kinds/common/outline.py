"""A document's sections against the outline that its kind prescribes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from operator import attrgetter

from msgspec import Struct

from backend_spec.graph import Graph
from backend_spec.kinds.common.titles import form, forms, readings
from backend_spec.model.entity import Entity, Statement
from backend_spec.model.page import Part, Sign, SpecDocument, Title
from backend_spec.text import Span

NEAR = 0.86
"""How alike two titles are of which one is a misspelling of the other (difflib's ratio)."""


class Match(Struct, frozen=True):
    """A section that stands for a part of the outline.

    `how`: `exact`, `synonym`, `near` (a misspelling), `wider` (the title has the part's words and more), `like` (the
    part's pattern), `deeper` (it stands at another level than the sections), or `content` (it holds what the part is
    about, under a title of its own).
    """

    index: int
    part: Part
    title: Title
    how: str


def applies(document: SpecDocument, graph: Graph) -> bool:
    """Whether there is an outline to judge the document by."""
    return bool(document.outline)


def match(document: SpecDocument, graph: Graph | None = None) -> tuple[Match, ...]:
    """The parts that a document has, in the outline's order; by the content of sections too where a graph is given."""
    parts = [(index, part) for index, part in enumerate(document.outline) if not part.repeated]
    titles = [title for title in document.titles if title.text is not document.title]
    level = _level(titles, [part for _, part in parts])
    here = [title for title in titles if title.level == level]
    found: dict[int, Match] = {}
    taken: set[int] = set()
    steps: tuple[tuple[str, list[Title], Callable[[Part, str], bool]], ...] = (
        ("exact", here, lambda part, text: text == form(part.title)),
        ("synonym", here, lambda part, text: text in forms(part)),
        ("near", here, lambda part, text: _near(form(part.title), text)),
        ("wider", here, lambda part, text: _wider(part, text)),
        ("like", here, lambda part, text: bool(part.like) and re.search(part.like, text) is not None),
        ("deeper", titles, lambda part, text: text in forms(part)),
    )
    for how, candidates, fits in steps:
        for index, part in parts:
            if index in found:
                continue
            for title in candidates:
                if id(title) not in taken and any(fits(part, text) for text in readings(title.text.value)):
                    found[index] = Match(index, part, title, how)
                    taken.add(id(title))
                    break
    if graph and len(found) < len(parts):
        free = [title for title in here if id(title) not in taken]
        for index, part in parts:
            holder = _holder(part, free, titles, document, graph) if index not in found else None
            if holder:
                found[index] = Match(index, part, holder, "content")
    return tuple(found[index] for index in sorted(found))


def _level(titles: list[Title], parts: list[Part]) -> int:
    """The level of the sections: 2, unless more parts, and several, are found at another."""
    known = frozenset().union(*(forms(part) for part in parts))
    counts = dict.fromkeys((2, 1, 3), 0)
    for title in titles:
        if title.level in counts and not known.isdisjoint(readings(title.text.value)):
            counts[title.level] += 1
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] > 1 else 2


def _near(wanted: str, text: str) -> bool:
    return len(wanted) > 4 and wanted[0] == text[:1] and SequenceMatcher(None, wanted, text).ratio() >= NEAR


def _wider(part: Part, text: str) -> bool:
    """`Infrastructure & Deployment` has the words of `Infrastructure`, `CORS` is the telling word of `CORS Policy`."""
    words = text.split()
    for title in (part.title, *part.synonyms):
        wanted = form(title).split()
        if len(wanted) < len(words) and any(
            words[start : start + len(wanted)] == wanted for start in (0, len(words) - len(wanted))
        ):
            return True
    return False


def _holder(
    part: Part, free: Sequence[Title], titles: Sequence[Title], document: SpecDocument, graph: Graph
) -> Title | None:
    """The first of some sections that holds what a part is about."""
    held = [at for sign in part.holds for at in places(sign, graph).get(document.path, ())]
    for title in free if held else ():
        start = title.text.span.start
        end = next((o.text.span.start for o in titles if o.text.span.start > start and o.level <= title.level), None)
        if any(start <= at and (end is None or at < end) for at in held):
            return title
    return None


def places(sign: Sign, graph: Graph) -> Mapping[str, Sequence[int]]:
    """By document, where the facts of a sign stand, in order."""
    known: dict[Sign, dict[str, list[int]]] = graph.view(_known)
    if sign not in known:
        read = attrgetter(sign.attribute) if sign.attribute else None
        found: dict[str, list[int]] = {}
        facts: tuple[Entity | Statement, ...] = graph.all(sign.noun)
        for fact in facts:
            if read is None or read(fact) == sign.value:
                found.setdefault(fact.span.source.path, []).append(fact.span.start)
        known[sign] = found
    return known[sign]


def _known(graph: Graph) -> dict[Sign, dict[str, list[int]]]:
    return {}


def first_of_kind(document: SpecDocument, graph: Graph) -> bool:
    """Whether the outline can be judged and this is the document at which to report what the kind lacks."""
    return bool(document.outline) and graph.of_kind(document.kind)[0] is document


def section(document: SpecDocument, part: str, graph: Graph | None = None) -> Title | None:
    """The heading of the section that stands for a part, given by its title in the outline."""
    return next((found.title for found in match(document, graph) if found.part.title == part), None)


def place(document: SpecDocument, part: Part, graph: Graph) -> Span:
    """Where a part that is missing should stand: the heading of the section before it, else the title."""
    index = document.outline.index(part)
    before = [
        found for found in match(document, graph) if found.index < index and found.how not in ("deeper", "content")
    ]
    return before[-1].title.text.span if before else document.span
