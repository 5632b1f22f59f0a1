"""Which parts of its outline a kind of document has, whatever their titles; whether it follows the outline at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from backend_spec.graph import Graph
from backend_spec.kinds.common import outline
from backend_spec.kinds.common.outline import places
from backend_spec.model.page import Part, Sign, SpecDocument


def missing(document: SpecDocument, graph: Graph) -> tuple[Part, ...]:
    """The required parts that no document of the kind has; a kind may be split over several files."""
    present = graph.view(_present)[document.kind, document.outline]
    return tuple(
        part
        for index, part in enumerate(document.outline)
        if index not in present
        and not part.optional
        and not part.repeated
        and (not part.beside or graph.has(part.beside))
    )


def asked(part: Part, document: SpecDocument, graph: Graph) -> bool:
    """Whether a rule of the kind's own reports that a part is missing."""
    return any(path == document.kind for sign in part.asked for path in _kinds_with(sign, graph))


def _kinds_with(sign: Sign, graph: Graph) -> Iterator[str]:
    held = places(sign, graph)
    return (document.kind for document in graph.documents if document.path in held)


def follows(document: SpecDocument, graph: Graph) -> bool:
    """Whether the documents of this one's kind have the outline's own titles, rather than a house style's.

    In a house style most of the sections that can be recognised have other titles. There sections are not asked for by
    name or order; what the outline wants counts wherever it is said.
    """
    return graph.view(_following)[document.kind, document.outline]


_Kinds = Mapping[tuple[str, tuple[Part, ...]], list[SpecDocument]]


def _by_outline(graph: Graph) -> _Kinds:
    found: dict[tuple[str, tuple[Part, ...]], list[SpecDocument]] = {}
    for document in graph.documents:
        found.setdefault((document.kind, document.outline), []).append(document)
    return found


def _following(graph: Graph) -> Mapping[tuple[str, tuple[Part, ...]], bool]:
    following = {}
    for key, documents in graph.view(_by_outline).items():
        how = [found.how for document in documents for found in outline.match(document, graph) if found.how != "wider"]
        following[key] = 2 * sum(one in ("exact", "near") for one in how) >= len(how) > 0
    return following


def _present(graph: Graph) -> Mapping[tuple[str, tuple[Part, ...]], set[int]]:
    """By kind and outline, which of its parts some document has."""
    found: dict[tuple[str, tuple[Part, ...]], set[int]] = {}
    for key, documents in graph.view(_by_outline).items():
        present = found.setdefault(key, set())
        for document in documents:
            present.update(part.index for part in outline.match(document, graph))
            present.update(_opening(document, graph))
        for index, part in enumerate(key[1]):
            if index not in present and any(_elsewhere(part, documents, graph)):
                present.add(index)
    return found


def _opening(document: SpecDocument, graph: Graph) -> Iterator[int]:
    """The parts whose content stands before the first section: an introduction under the title, a diagram."""
    starts = [title.text.span.start for title in document.titles if title.text is not document.title]
    for index, part in enumerate(document.outline):
        for sign in part.holds:
            found_at = places(sign, graph).get(document.path, ())
            if bisect_left(found_at, starts[0]) if starts else found_at:
                yield index


def _elsewhere(part: Part, documents: Sequence[SpecDocument], graph: Graph) -> Iterator[bool]:
    """Whether other kinds of documents have what a part is about; in a house style, whether these have it anywhere."""
    for sign in part.holds:
        if sign.anywhere:
            yield bool(places(sign, graph))
    if not follows(documents[0], graph):
        for document in documents:
            yield any(document.path in places(sign, graph) for sign in part.holds)
            yield (
                bool(part.words)
                and re.search(part.words, document.span.source.text, re.IGNORECASE | re.DOTALL) is not None
            )
