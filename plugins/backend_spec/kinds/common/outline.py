"""A document's sections against the outline that its kind prescribes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from backend_spec.graph import Graph
from backend_spec.kinds.common.titles import form, forms
from backend_spec.model.page import Part, SpecDocument, Title

NEAR = 0.86
"""How alike two titles are of which one is a misspelling of the other (difflib's ratio)."""


@dataclass(frozen=True, slots=True)
class Match:
    """A section that stands for a part of the outline.

    `how`: `exact`, `synonym`, `near` (a misspelling), `wider` (the title has the part's words and more), or `deeper`
    (it stands at another level than the sections).
    """

    index: int
    part: Part
    title: Title
    how: str


def applies(document: SpecDocument, graph: Graph) -> bool:
    """Whether there is an outline to judge the document by."""
    return bool(document.outline)


def match(document: SpecDocument) -> tuple[Match, ...]:
    """The parts that a document has, in the outline's order."""
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
        ("deeper", titles, lambda part, text: text in forms(part)),
    )
    for how, candidates, fits in steps:
        for index, part in parts:
            if index in found:
                continue
            for title in candidates:
                if id(title) not in taken and fits(part, form(title.text.value)):
                    found[index] = Match(index, part, title, how)
                    taken.add(id(title))
                    break
    return tuple(found[index] for index in sorted(found))


def _level(titles: list[Title], parts: list[Part]) -> int:
    """The level of the sections: 2, unless more parts, and several, are found at another."""
    known = frozenset().union(*(forms(part) for part in parts))
    counts = dict.fromkeys((2, 1, 3), 0)
    for title in titles:
        if title.level in counts and form(title.text.value) in known:
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


def missing(document: SpecDocument, graph: Graph) -> tuple[Part, ...]:
    """The required parts that no document of the kind has; a kind may be split over several files."""
    present = graph.view(_present)[document.kind, document.outline]
    return tuple(
        part
        for index, part in enumerate(document.outline)
        if index not in present and not part.optional and not part.repeated
    )


def _present(graph: Graph) -> Mapping[tuple[str, tuple[Part, ...]], set[int]]:
    """By kind and outline, which of its parts some document has."""
    found: dict[tuple[str, tuple[Part, ...]], set[int]] = {}
    for document in graph.documents:
        found.setdefault((document.kind, document.outline), set()).update(part.index for part in match(document))
    return found


def first_of_kind(document: SpecDocument, graph: Graph) -> bool:
    """Whether the outline can be judged and this is the document at which to report what the kind lacks."""
    return bool(document.outline) and graph.of_kind(document.kind)[0] is document


def section(document: SpecDocument, part: str) -> Title | None:
    """The heading of the section that stands for a part, given by its title in the outline."""
    return next((found.title for found in match(document) if found.part.title == part), None)
