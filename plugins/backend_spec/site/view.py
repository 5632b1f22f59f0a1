"""What makers of pages ask: the graph, and how an entity is shown and linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from backend_spec.graph import Graph
from backend_spec.model.entity import Entity, Ref
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import Endpoint
from backend_spec.project import Analysis
from backend_spec.site.again import Again
from backend_spec.site.anchors import Anchors, Place
from backend_spec.site.html import Content, Html, join, tag
from backend_spec.text import Span


class View:
    """An analysis, seen by those who publish it. `again` has pieces of its last version."""

    def __init__(self, analysis: Analysis, again: Again | None = None):
        self.analysis = analysis
        self.again = again or Again()
        self.folder = analysis.config.pages.folder or "reference"
        self.narrow: dict[int, Html] = {}
        """Links for narrow places by the entity's `id`, which pages show again and again."""
        self._links: dict[int, Html] = {}

    @property
    def graph(self) -> Graph:
        return self.analysis.graph

    @cached_property
    def anchors(self) -> Anchors:
        return Anchors(self.graph, self.analysis.config.folder)

    def page(self, name: str, anchor: str = "") -> Place:
        """A place on the generated page of this name."""
        return Place(f"{self.folder}/{name}.md", anchor)

    def link(self, entity: Entity, text: Content = None) -> Html:
        """A link to where an entity is declared. The text is its name as people read it, unless given."""
        if text is None:
            if id(entity) not in self._links:
                self._links[id(entity)] = self.link(entity, name(entity))
            return self._links[id(entity)]
        return tag("a", text, href=self.anchors[entity].href, class_=f"spec-ref spec-to-{entity.kind}")

    def refer(self, ref: Ref[Entity]) -> Html:
        """A link to what a reference means; its text, as it is written, where it means nothing."""
        target = self.graph.resolve(ref)
        return self.link(target) if target else tag("span", ref.key, class_="spec-unresolved")

    def links(self, entities: Iterable[Entity]) -> Html:
        """A list of links in the order given, each entity once; an em dash for none."""
        unique = {id(entity): entity for entity in entities}
        if not unique:
            return tag("span", "—", class_="spec-none")
        return tag("ul", (tag("li", self.link(entity)) for entity in unique.values()), class_="spec-list")

    def targets(self, refs: Iterable[Ref[Entity]]) -> list[Entity]:
        """What references mean, in order, each entity once; those that mean nothing are left out."""
        found = (self.graph.resolve(ref) for ref in refs)
        return list({id(entity): entity for entity in found if entity}.values())

    def place(self, span: Span) -> Place:
        """The page that a span stands on."""
        return Place(self.anchors.page(span.source.path))


def name(entity: Entity) -> Html:
    """An entity's name as people read it, as inline code: an endpoint with its method set apart, an error with its
    name beside its code."""
    if isinstance(entity, Endpoint):
        return endpoint(entity)
    if isinstance(entity, ErrorCode) and entity.code and entity.label:
        return tag("code", entity.code.value, " ", tag("span", entity.label.value, class_="spec-name"))
    return tag("code", entity.key)


def endpoint(entity: Endpoint) -> Html:
    """An endpoint: its method as a badge, its path with the parameters set apart."""
    return tag("code", method(entity.method.value), " ", path(entity.path.value), class_="spec-endpoint")


def method(written: str) -> Html:
    """An HTTP method as a badge."""
    return tag("span", written, class_="spec-method", data_method=written)


def path(written: str) -> Html:
    """A path with its parameters set apart. The text stays as it is written."""
    pieces: list[Content] = []
    for number, part in enumerate(written.split("/")):
        pieces.append("/" if number else None)
        parameter = part.startswith((":", "{", "<")) and len(part) > 1
        pieces.append(tag("span", part, class_="spec-parameter") if parameter else part)
    return join(pieces)


def plain(span: Span | None, limit: int = 240) -> str:
    """A span's text without Markdown marks, on one line, shortened after `limit` characters."""
    if span is None:
        return ""
    text = " ".join(span.text.replace("`", "").replace("**", "").replace("\\|", "|").split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def table(
    heads: Sequence[Content], rows: Iterable[Sequence[Content]], *, caption: str, filters: str | None = None
) -> Html:
    """A table. `caption` names it for screen readers; `filters` tells the script to make it sortable and which columns
    to offer as filters (their numbers from 0, separated by spaces; an empty text for none)."""
    body = [tag("tr", *(tag("td", cell) for cell in row)) for row in rows]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", caption, class_="spec-hidden"),
            tag("thead", tag("tr", *(tag("th", head, scope="col") for head in heads))),
            tag("tbody", *body),
            data_spec_table=filters,
        ),
        class_="spec-table",
        tabindex=0,
        role="region",
        aria_label=caption,
    )
