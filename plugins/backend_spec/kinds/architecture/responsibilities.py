"""Who is responsible for what: a sub-section, a list or a table row per service."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backend_spec.graph.names import bare
from backend_spec.kinds.architecture import conventions
from backend_spec.kinds.common import titles
from backend_spec.markdown import Heading, Item, Paragraph, Section
from backend_spec.model.architecture import Responsibilities, Service
from backend_spec.model.entity import Ref, Where
from backend_spec.reading import Collector
from backend_spec.text import Span, Spanned

_SUBTITLE = re.compile(r"\s+[–—-]\s+|\s*[:：]\s+")
_AND = re.compile(r"\s*(?:,|&|\band\b|\s/\s)\s*")


def read(collector: Collector) -> bool:
    """State the responsibilities of each service; False where there is no section for them."""
    found = False
    for section in titles.sections(collector.document, conventions.NAMES["Service Responsibilities"]):
        found = True
        for inner in section.sections:
            _section(collector, inner)
        if not section.sections:
            _own(collector, section)
    return found


def read_rest(collector: Collector, services: Iterable[Service]) -> None:
    """State those of a section with another title, most of whose sub-sections are called like services."""
    known = {bare(service.key) for service in services}
    for section in collector.document.root.walk():
        headings = [inner.heading for inner in section.sections if inner.heading]
        named = sum(any(bare(name.value) in known for name in _heading_names(heading)) for heading in headings)
        if section.level > 1 and named > 1 and 2 * named > len(headings):
            for inner in section.sections:
                _section(collector, inner)
            return


def _section(collector: Collector, section: Section) -> None:
    """A service's sub-section; one that only groups others is passed through."""
    if section.sections and not section.blocks:
        for inner in section.sections:
            _section(collector, inner)
        return
    assert section.heading is not None
    items = sum(isinstance(block, Item) for block in section.every())
    if not items:
        items = sum(isinstance(block, Paragraph) for block in section.every())
    for name in _heading_names(section.heading):
        _state(collector, section.heading.span, name, items, Where.HEADING)


def _own(collector: Collector, section: Section) -> None:
    """What stands right under the section's heading: a table, a bold line above each list, or one list."""
    for block in section.blocks:
        if isinstance(block, Paragraph | Item):
            name = titles.leading(block.content)
            bold = isinstance(block, Paragraph) and name and titles.form(block.content.plain) == titles.form(name.value)
            listed = isinstance(block, Item) and block.depth == 0
            if name and (bold or listed):
                _state(collector, block.span, name, 1, Where.PROSE)
    for table in section.tables():
        for record in collector.rows(table, conventions.DUTY_TABLE):
            cell = record.cell("name")
            name = titles.declared(cell) if cell else None
            if name:
                _state(collector, record.span, name, 1, Where.TABLE)


def _heading_names(heading: Heading) -> list[Spanned[str]]:
    if heading.content.codes:
        return list(heading.content.codes)
    title = heading.title
    cut = _SUBTITLE.search(title.value)
    if cut and title.value == title.span.text:
        title = Spanned(
            title.value[: cut.start()], title.span.source.span(title.span.start, title.span.start + cut.start())
        )
    name = titles.name(title)
    return [name] if name else []


def _state(collector: Collector, span: Span, name: Spanned[str], items: int, where: Where) -> None:
    """State it. "Media & Notification" may be one service or two: the parts count where the whole is none."""
    parts: list[Ref[Service]] = []
    bounds = [0, *(place for match in _AND.finditer(name.value) for place in match.span()), len(name.value)]
    if len(bounds) > 2 and name.value == name.span.text:
        for start, end in zip(bounds[::2], bounds[1::2], strict=True):
            if start < end:
                place = name.span.source.span(name.span.start + start, name.span.start + end)
                parts.append(collector.refer(Service, Spanned(place.text, place), where, firm=False))
    whole = collector.refer(Service, name, where, firm=not parts)
    collector.state(Responsibilities(span, whole, items, tuple(parts)))
