"""Who refers to what: for every declaration the places that name it, by document, with the row or sentence there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from backend_spec.model.entity import Entity, Ref, Where
from backend_spec.model.page import Diagram, SpecDocument, Title
from backend_spec.site.anchors import Place, entities
from backend_spec.site.html import Html, join, tag
from backend_spec.site.view import View
from backend_spec.site.weave.links import Link
from backend_spec.text import Source, Span

SHOWN, SHOWN_OF_ONE = 24, 8
"""How many places are shown, in all and of one document; the explorer has the rest."""
_WIDTH = 110

_CELLS = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LEAD = re.compile(r"^[\s>]*(?:[-+*]\s+|\d+[.)]\s+|#+\s+)?")
_ENDS = re.compile(r"[.!?]\s+(?=[A-Z`*])")


METHODS = ("GET /", "POST /", "PUT /", "PATCH /", "DELETE /", "HEAD /", "OPTIONS /")


_Group = tuple[str, int, tuple[tuple[str, str, str], ...]]
"""A document's title, how many uses stand in it, and of those that are shown the section, the words, the place."""


class Use(NamedTuple):
    """A place that refers to an entity: its document, where it is, the section that it stands in, the reference."""

    document: str
    place: Place
    context: str
    ref: Ref[Entity]


class Uses:
    """The uses of all entities. `links` are those that are woven in, which have ids."""

    def __init__(self, view: View, links: Iterable[Link]):
        self._view = view
        self._ids = {link.ref: link.mark.id for link in links}
        self._figures = _figures(view)
        self._sections = {document.path: _sections(document) for document in view.graph.documents}
        self._titles = {
            document.path: document.title.value if document.title else document.path
            for document in view.graph.documents
        }
        self.of: dict[Place, tuple[Use, ...]] = {}
        self._names: dict[Place, str] = {}
        self._rows: dict[tuple[str, int], str] = {}
        for entity in entities(view.graph):
            if found := tuple(self._uses(entity)):
                self.of[view.anchors[entity]] = found
                self._names[view.anchors[entity]] = entity.key

    def count(self) -> Mapping[Place, int]:
        return {place: len(uses) for place, uses in self.of.items()}

    def popover(self, place: Place, everything: Place | None) -> Html:
        """What a press on the count of uses shows. `everything` is where all of them are listed."""
        uses, name = self.of[place], self._names[place]
        by_document: dict[str, list[Use]] = {}
        for use in uses:
            by_document.setdefault(use.document, []).append(use)
        left = SHOWN
        groups: list[_Group] = []
        for document, found in by_document.items():
            shown = found[: min(left, SHOWN_OF_ONE)]
            left -= len(shown)
            items = tuple((use.context, self._excerpt(use.ref), use.place.href) for use in shown)
            groups.append((self._titles[document], len(found), items))
        made_of = "popover", name, place.anchor, everything.href if everything else None, tuple(groups)
        return self._view.again(made_of, lambda: _popover(*made_of[1:]))

    def _uses(self, entity: Entity) -> Iterator[Use]:
        seen: set[tuple[str, int]] = set()
        for ref in self._view.graph.uses(entity):
            path = ref.span.source.path
            figure = self._figure(ref)
            place = self._place(ref, figure)
            # One row or one diagram counts once, however often it says the name.
            line = -(figure.span.start + 1) if figure else ref.span.first.line
            if (path, line) not in seen:
                seen.add((path, line))
                yield Use(path, place, self._context(ref.span), ref)

    def _excerpt(self, ref: Ref[Entity]) -> str:
        """The row, sentence or line that a reference stands in, as text. Rows are told once for all that they name."""
        span = ref.span
        where = span.source.path, span.first.line
        if where not in self._rows:
            self._rows[where] = _once(span.source, (where[1], ref.where), lambda line: _row(line, ref.where))
        return self._rows[where] or _once(span.source, (where[1], span.start), lambda line: _sentence(span, line))

    def _context(self, span: Span) -> str:
        starts, titles = self._sections[span.source.path]
        index = bisect_right(starts, span.start) - 1
        return titles[index] if index >= 0 else ""

    def _place(self, ref: Ref[Entity], figure: Diagram | None) -> Place:
        if figure:
            return self._view.anchors[figure]
        page = self._view.place(ref.span)
        return page._replace(anchor=self._ids.get(ref, ""))

    def _figure(self, ref: Ref[Entity]) -> Diagram | None:
        """The diagram that a reference stands in."""
        if ref.where is not Where.DIAGRAM:
            return None
        starts, diagrams = self._figures[ref.span.source.path]
        index = bisect_right(starts, ref.span.start) - 1
        found = diagrams[index] if index >= 0 else None
        return found if found and ref.span.start < found.span.end else None


def _popover(name: str, anchor: str, everything: str | None, groups: Iterable[_Group]) -> Html:
    told = []
    for title, count, items in groups:
        rest = count - len(items)
        lines = [
            tag("li", tag("a", tag("span", context, class_="spec-context") if context else None, excerpt, href=href))
            for context, excerpt, href in items
        ]
        if rest:
            more = f"and {rest} more"
            lines.append(tag("li", tag("a", more, href=everything) if everything else more))
        told += [tag("p", title, tag("span", str(count), class_="spec-count")), tag("ul", *lines)]
    return tag(
        "div",
        tag("p", "Referenced by", _copy(name), class_="spec-popover-title"),
        *told,
        id=f"uses:{anchor}",
        class_="spec-popover",
        popover=True,
        role="dialog",
        aria_label=f"References to {name}",
    )


def _copy(name: str) -> Html:
    """A button that copies a name: an endpoint's path, an error's code. It is of use with the script alone."""
    text = name.rpartition(" ")[2] if name.startswith(METHODS) else name
    return tag("button", f"Copy {text}", type="button", class_="spec-copy", data_spec_copy=text, hidden=True)


def _sections(document: SpecDocument) -> tuple[list[int], list[str]]:
    """Where sections begin, and their titles. A title that several sections bear ("Error Responses") says less than
    that of the section around."""
    known = Counter(title.text.value for title in document.titles)
    path: list[Title] = []
    starts, titles = [], []
    for title in document.titles:
        path = [*(outer for outer in path if outer.level < title.level), title]
        telling = [outer.text.value for outer in path[1:] if known[outer.text.value] == 1]
        starts.append(title.text.span.start)
        titles.append(telling[-1] if telling else "")
    return starts, titles


def _figures(view: View) -> dict[str, tuple[list[int], list[Diagram]]]:
    found: dict[str, tuple[list[int], list[Diagram]]] = {path: ([], []) for path in view.analysis.sources}
    for diagram in sorted(view.graph.all(Diagram), key=lambda diagram: diagram.span.order):
        starts, diagrams = found[diagram.span.source.path]
        starts.append(diagram.span.start)
        diagrams.append(diagram)
    return found


def _once(source: Source, told: tuple[int, Where | int], read: Callable[[str], str]) -> str:
    """What is read out of a line, once for a source that is published again and again."""
    if source.known is None:
        return read(source.line(told[0]))
    key = "use", told
    if key not in source.known:
        source.known[key] = read(source.line(told[0]))
    text: str = source.known[key]
    return text


def _row(line: str, where: Where) -> str:
    """A line of code or a table's row as text; nothing when it is neither."""
    if where in (Where.FENCE, Where.DIAGRAM):
        return _short(" ".join(line.split()))
    cells = _CELLS.split(line.strip().strip("|"))
    return _short(" · ".join(text for cell in cells if (text := _plain(cell)))) if len(cells) > 2 else ""


def _sentence(span: Span, line: str) -> str:
    """The sentence of a line around a span, as text."""
    at = span.first.column - 1
    start = max((match.end() for match in _ENDS.finditer(line) if match.end() <= at), default=0)
    stop = next((match.start() + 1 for match in _ENDS.finditer(line) if match.start() >= at), len(line))
    return _short(_plain(line[start:stop]))


def _plain(markdown: str) -> str:
    text = _LINK.sub(r"\1", _LEAD.sub("", markdown))
    return " ".join(text.replace("`", "").replace("**", "").replace("\\|", "|").split())


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1].rstrip() + "…"


def popovers(uses: Uses, places: Iterable[Place], everything: Place | None) -> Html:
    """The popovers of one page."""
    return join(uses.popover(place, everything and everything._replace(anchor=place.anchor)) for place in places)
