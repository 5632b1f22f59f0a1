"""The nearest place before a span that can be linked to, and the headings that a span stands under."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from backend_spec.graph import Graph
from backend_spec.model.entity import Entity
from backend_spec.model.page import SpecDocument, Title
from backend_spec.site.anchors import Place, entities
from backend_spec.site.view import View
from backend_spec.text import Span


class Sections:
    """The headings of one document by place."""

    def __init__(self, document: SpecDocument):
        self.document = document
        self._titles = document.titles
        self._starts = [title.text.span.start for title in document.titles]
        self._parents: list[int] = []
        open_: list[int] = []
        for index, title in enumerate(document.titles):
            while open_ and document.titles[open_[-1]].level >= title.level:
                open_.pop()
            self._parents.append(open_[-1] if open_ else -1)
            open_.append(index)

    def around(self, span: Span) -> Iterator[Title]:
        """The headings that a span stands under, the innermost first."""
        index = bisect_right(self._starts, span.start) - 1
        while index >= 0:
            yield self._titles[index]
            index = self._parents[index]


def sections(graph: Graph) -> dict[str, Sections]:
    """Each document's headings, by path; ask for it by `graph.view(sections)`."""
    return {document.path: Sections(document) for document in graph.documents}


def _declared(graph: Graph) -> dict[str, tuple[list[int], list[Entity]]]:
    found: dict[str, list[Entity]] = {}
    for entity in entities(graph):
        found.setdefault(entity.span.source.path, []).append(entity)
    for own in found.values():
        own.sort(key=lambda entity: entity.name.span.start)
    return {path: ([entity.name.span.start for entity in own], own) for path, own in found.items()}


def before(view: View, span: Span) -> Place:
    """The place of the entity that is declared last before a span (or begins with it), else the page."""
    starts, own = view.graph.view(_declared).get(span.source.path, ([], []))
    index = bisect_right(starts, span.start)
    return view.anchors[own[index - 1]] if index else view.place(span)


def title_of(view: View, span: Span) -> str:
    """The heading that a span stands under; empty where there is none."""
    found = view.graph.view(sections).get(span.source.path)
    return next((title.text.value for title in found.around(span)), "") if found else ""
