"""The tables of services and of infrastructure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from backend_spec.graph.names import bare
from backend_spec.graph.parties import family_of
from backend_spec.kinds.architecture import conventions
from backend_spec.kinds.common import titles
from backend_spec.markdown import Item, Section, Table
from backend_spec.model.architecture import Component, Service
from backend_spec.reading import Collector, Record, Shape, normal
from backend_spec.text import Spanned


def read(collector: Collector, drawn: Collection[str]) -> list[Service]:
    """State a service per row of the Services table.

    A further table in that section which only names services again ("Service, Port") refers to them. Where there is
    neither table nor section, a list of names that are `drawn` (nodes of the diagram, ends of connections) will do.
    """
    found = _records(collector, "Services", conventions.SERVICE_TABLE)
    stated = _listed(collector) if not found else []
    if not found and not stated:
        found = _anywhere(collector, conventions.SERVICE_TABLE_ANYWHERE)
    if not found and not stated:
        stated = _listed_anywhere(collector, drawn)
    known: set[str] = set()
    for records in found:
        names = [(record, titles.declared(cell)) for record in records if (cell := record.cell("name"))]
        again = bool(known) and all(name is None or normal(name.value) in known for _, name in names)
        for record, name in names:
            if name is None or _divides(record):
                continue
            if again or not (record.has("type") or record.has("role")):
                collector.refer(Service, name, firm=False)
                continue
            known.add(normal(name.value))
            service = Service(name, record.span, record.value("type"), record.value("role"))
            stated.append(collector.state(service))
    return stated


def read_components(collector: Collector) -> None:
    """State a component per row of the Infrastructure table."""
    found = _records(collector, "Infrastructure", conventions.COMPONENT_TABLE)
    found = found or _anywhere(collector, conventions.COMPONENT_TABLE_ANYWHERE)
    if not found:
        _listed_components(collector)
    for records in found:
        for record in records:
            cell = record.cell("name")
            name = titles.declared(cell) if cell else None
            if name and not _divides(record):
                component = Component(name, record.span, record.value("technology"), record.value("purpose"))
                collector.state(component)


def _records(collector: Collector, part: str, shape: Shape) -> list[list[Record]]:
    """The rows of the tables of this shape in the sections of a part, table by table."""
    return [
        records
        for section in titles.sections(collector.document, conventions.NAMES[part])
        for table in section.tables()
        if _fits(collector, table, part) and (records := collector.rows(table, shape))
    ]


def _fits(collector: Collector, table: Table, part: str) -> bool:
    """Whether a table is not one of infrastructure that stands among the services."""
    return (
        part != "Services"
        or collector.matches(table, conventions.SERVICE_TABLE_ANYWHERE)
        or not collector.matches(table, conventions.COMPONENT_TABLE_ANYWHERE)
    )


def _anywhere(collector: Collector, shape: Shape) -> list[list[Record]]:
    """The rows of the first table of this shape that no other part has read."""
    for table in collector.document.root.tables():
        if table.rows and not collector.is_read(table.rows[0].span) and (records := collector.rows(table, shape)):
            return [records]
    return []


def _divides(record: Record) -> bool:
    """Whether a row only heads those below it: one cell is bold, all others are empty."""
    filled = [cell for cell in record.row.cells if cell]
    return len(record.row.cells) > 1 and len(filled) == 1 and bool(filled[0].strong)


def _listed(collector: Collector) -> list[Service]:
    """Services given as a list ("- **auth-service**: signs tokens") where there is no table."""
    found = []
    for section in titles.sections(collector.document, conventions.NAMES["Services"]):
        for item in _items(section):
            name = titles.leading(item.content)
            if name:
                found.append(collector.state(Service(name, item.span)))
    return found


def _listed_anywhere(collector: Collector, drawn: Collection[str]) -> list[Service]:
    """Services given as a list under a title of its own: most of its names are drawn, and they are no stores."""
    for section in collector.document.root.walk():
        if section.level > 1 and titles.part_of(section.title, conventions.OUTLINE) is None:
            named = [(item, name) for item in _items(section) if (name := titles.leading(item.content))]
            known = sum(bare(name.value) in drawn and not family_of(name.value) for _, name in named)
            if len(named) > 1 and 2 * known > len(named):
                return [collector.state(Service(name, item.span)) for item, name in named]
    return []


_NAMED = re.compile(r"(?P<name>[^\s:：–—(][^:：–—(]{0,40}?)\s*(?:[:：–—]|\s-\s|\()")


def _listed_components(collector: Collector) -> None:
    """Infrastructure given as a list ("- PostgreSQL 16: accounts"): in its section, or where most names are stores'."""
    for section, part in titles.parts(collector.document, conventions.OUTLINE):
        if part is conventions.INFRASTRUCTURE and (found := list(_components(section))):
            for component in found:
                collector.state(component)
            return
    for section in collector.document.root.walk():
        found = list(_components(section)) if section.level > 1 else []
        if len(found) > 1 and 2 * sum(bool(family_of(one.name.value)) for one in found) > len(found):
            for component in found:
                collector.state(component)
            return


def _components(section: Section) -> Iterator[Component]:
    for item in _items(section):
        name = titles.leading(item.content)
        match = _NAMED.match(item.content.raw)
        if name is None and match:
            start = item.content.span.start
            name = titles.name(Spanned(match["name"], item.span.source.span(start, start + match.end("name"))))
        if name:
            yield Component(name, item.span)


def _items(section: Section) -> Iterator[Item]:
    if any(isinstance(block, Table) for block in section.every()):
        return
    yield from (block for block in section.blocks if isinstance(block, Item) and block.depth == 0)
