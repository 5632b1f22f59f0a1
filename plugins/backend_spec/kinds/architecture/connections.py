"""The communication patterns table: who talks to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backend_spec.graph.names import bare
from backend_spec.kinds.architecture import conventions
from backend_spec.kinds.common import titles
from backend_spec.markdown import Inline, Table
from backend_spec.model.architecture import Connection, Service
from backend_spec.reading import Collector, Record, names
from backend_spec.text import Spanned

_ARROW = re.compile(r"\s*(?P<both><-+>|<=+>|↔|⇄|⇆|<->)\s*|\s*(?:-+>|=+>|→|⇒|➜|⟶)\s*")


def read(collector: Collector) -> set[str]:
    """State a connection per row, and return the names at its ends, as `graph.names.bare` has them.

    Outside of its section a table counts only if it tells protocol or security too.
    """
    ends: set[str] = set()
    inside: set[int] = set()
    for section in titles.sections(collector.document, conventions.NAMES["Communication Patterns"]):
        for table in section.tables():
            inside.add(table.span.start)
            if not _ends(collector, table, ends):
                _routes(collector, table)
    for table in collector.document.root.tables():
        if table.span.start not in inside:
            columns = conventions.CONNECTION_TABLE.match(table, collector.titles.get("architecture.communication"))
            if columns and ("protocol" in columns or "auth" in columns):
                _ends(collector, table, ends)
    return ends


def read_rest(collector: Collector, services: Iterable[Service]) -> None:
    """State the connections of tables elsewhere without protocol or security, if most rows name one of the services."""
    known = {bare(service.key) for service in services}
    for table in collector.document.root.tables():
        columns = conventions.CONNECTION_TABLE.match(table, collector.titles.get("architecture.communication"))
        if columns is None or not table.rows or collector.is_read(table.rows[0].span):
            continue
        named = [
            any(bare(name.value) in known for end in ("source", "target") for name in names(row.cells[columns[end]]))
            for row in table.rows
        ]
        if 2 * sum(named) > len(named):
            _ends(collector, table, set())


def _ends(collector: Collector, table: Table, ends: set[str]) -> bool:
    """Read a table with a column for each end, and add the names in it to `ends`."""
    records = collector.rows(table, conventions.CONNECTION_TABLE)
    for record in records:
        source, target = record.value("source"), record.value("target")
        if source and target:
            _state(collector, record, source, target)
            for column in ("source", "target"):
                ends.update(bare(name) for name in _refer(collector, record.cell(column)))
    return bool(records)


def _routes(collector: Collector, table: Table) -> None:
    """Read a table whose cells hold both ends: `gateway → auth-service`."""
    if not collector.matches(table, conventions.ROUTE_TABLE):
        return
    for record in collector.rows(table, conventions.ROUTE_TABLE):
        cell = record.cell("route")
        for source, target, both in _pairs(cell) if cell else ():
            _state(collector, record, source, target)
            if both:
                _state(collector, record, target, source)
        _refer(collector, cell)


def _state(collector: Collector, record: Record, source: Spanned[str], target: Spanned[str]) -> None:
    collector.state(Connection(record.span, source, target, record.value("protocol"), record.value("auth")))


def _refer(collector: Collector, cell: Inline | None) -> list[str]:
    return [collector.refer(Service, name, firm=False).key for name in (names(cell) if cell else ())]


def _pairs(cell: Inline) -> Iterator[tuple[Spanned[str], Spanned[str], bool]]:
    """The ends on both sides of each arrow in a cell, and whether the arrow points both ways."""
    raw, base = cell.raw, cell.span
    arrows = list(_ARROW.finditer(raw))
    bounds = [0, *(place for arrow in arrows for place in arrow.span()), len(raw)]
    ends = [
        titles.name(Spanned(raw[a:b], base.source.span(base.start + a, base.start + b)))
        for a, b in zip(bounds[::2], bounds[1::2], strict=True)
    ]
    for arrow, source, target in zip(arrows, ends, ends[1:], strict=False):
        if source and target:
            yield source, target, arrow["both"] is not None
