"""The diagrams of a document: their names, what they illustrate, and diagrams that are not Mermaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from backend_spec.kinds.common import conventions
from backend_spec.markdown import Document, Fence, Inline, Item, Paragraph, Section
from backend_spec.model.page import Diagram, ForeignDiagram
from backend_spec.notation import http
from backend_spec.reading import Collector, normal
from backend_spec.text import Spanned

_LABEL = re.compile(r"^(?:[\w /&()-]{0,30}[:：]\s*)?$")


class Placed(NamedTuple):
    """A Mermaid fence with its diagram's name, what it illustrates, and its level-2 section's title."""

    fence: Fence
    name: str
    owner: str
    section: str


def placed(document: Document) -> tuple[Placed, ...]:
    """Every Mermaid fence of a document, in order."""
    found: list[Placed] = []
    for path, fence, endpoint in _fences(document):
        name = f"{document.path}#{len(found) + 1}"
        titled = [section for section in path if section.heading and section.heading is not document.title]
        # Where every section stands at level 1, the first one is taken for the title.
        top = titled[0].title if titled else path[-1].title
        found.append(Placed(fence, name, endpoint or _owner(titled) or path[-1].title, top))
    return tuple(found)


def read(collector: Collector) -> None:
    """State every diagram, and read its facts for the ledger."""
    for place in placed(collector.document):
        content = collector.diagram(place.fence)
        span = place.fence.span
        name = Spanned(place.name, content.header or place.fence.opening)
        collector.state(Diagram(name, span, content, place.owner, place.section))
        if not content.unread and content.type != "unknown":
            collector.read(span)
    for fence in collector.document.root.fences():
        language = conventions.FOREIGN_LANGUAGES.get(fence.language)
        if language is None and fence.body.text.lstrip().startswith("@startuml"):
            language = "PlantUML"
        if language:
            collector.state(ForeignDiagram(fence.opening, language))


def _owner(path: list[Section]) -> str:
    """The title of the innermost section that is more than "Sequence Diagram"; the outermost one's own title."""
    for section in reversed(path[1:]):
        if not conventions.DIAGRAM_TITLE.fullmatch(normal(section.title)):
            return section.title
    return path[0].title if path else ""


def _fences(document: Document) -> Iterator[tuple[list[Section], Fence, str]]:
    """The Mermaid fences with the sections around them, outermost first, and the endpoint declared before them."""
    # A stack, not recursion, keeps the order of the document: a section's blocks come before its sections.
    pending: list[tuple[list[Section], str]] = [([document.root], "")]
    while pending:
        path, endpoint = pending.pop()
        section = path[-1]
        if section.heading:
            endpoint = _declared(section.heading.content) or ("" if _names_more(section) else endpoint)
        for block in section.blocks:
            if isinstance(block, Paragraph | Item):
                endpoint = _declared(block.content) or endpoint
            elif isinstance(block, Fence) and block.language == "mermaid":
                yield path, block, endpoint
        pending += [([*path, inner], endpoint) for inner in reversed(section.sections)]


def _names_more(section: Section) -> bool:
    """Whether a section is about something of its own, so that an endpoint declared above is not its subject."""
    return section.level <= 2


def _declared(content: Inline) -> str:
    """The endpoint that a line declares: `METHOD /path` and nothing else but a label before it."""
    text = content.plain.strip()
    if "/" not in text or len(text) > 300:
        return ""
    mentions = http.find(text)
    if len(mentions) != 1 or text[mentions[0].end :].strip(" `*.)") or not _LABEL.match(text[: mentions[0].start]):
        return ""
    return f"{mentions[0].method} {mentions[0].path}"
