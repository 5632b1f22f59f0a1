"""What a database schema says: tables, who owns them, foreign keys, indexes, triggers, conventions."""

from __future__ import annotations

import re

from msgspec.structs import replace

from backend_spec.kinds.database import dbml, naming
from backend_spec.kinds.database.conventions import OWNERSHIP, SETTINGS, TRIGGERS
from backend_spec.kinds.database.scripts import Scripts
from backend_spec.kinds.database.tables import Tables
from backend_spec.markdown import Inline, Section
from backend_spec.markdown import Table as Grid
from backend_spec.model.architecture import Service
from backend_spec.model.database import Ownership, Table, Trigger
from backend_spec.model.entity import Ref, Where
from backend_spec.model.page import Setting
from backend_spec.reading import Collector, Record, is_group, names, normal, says_nothing
from backend_spec.text import Spanned

_TABLE_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?")
_SERVICE_NAME = re.compile(r"[\w-]+|.*\b(?:service|gateway|svc)", re.IGNORECASE)


def extract(collector: Collector) -> None:
    """State what the document says. A table's section and its DDL are one table; what only DDL or DBML gives is one
    too."""
    scripts = Scripts(collector)
    tables = Tables(collector, scripts).found
    known = {naming.folded(table.name.value) for table in tables}
    models = filter(dbml.is_dbml, collector.document.root.fences())
    modelled = [table for fence in models for table in dbml.read(collector, fence)]
    for table in modelled:
        if naming.folded(table.name.value) not in known:
            known.add(naming.folded(table.name.value))
            ddl = scripts.claim(table.name.value, True, [])
            collector.state(replace(table, ddl=ddl, primary_key=scripts.primary_key(ddl)))
    for one in scripts.created:
        if not one.claimed and naming.folded(one.table.name.value) not in known:
            created = one.table
            place = collector.document.source.span(created.span.start, created.span.end)
            primary = scripts.primary_key(created)
            collector.state(Table(created.name, place, ddl=created, primary_key=primary))
    scripts.state()
    for section in collector.document.root.walk():
        for block in section.blocks:
            if isinstance(block, Grid) and not any(collector.is_read(row.span) for row in block.rows):
                _grid(collector, block, section)


def _grid(collector: Collector, grid: Grid, section: Section) -> None:
    if collector.matches(grid, OWNERSHIP):
        for record in collector.rows(grid, OWNERSHIP):
            _ownership(collector, record)
    elif collector.matches(grid, TRIGGERS):
        for record in collector.rows(grid, TRIGGERS):
            name, cell = record.value("name"), record.cell("table")
            for table in _tables(collector, cell) if name and cell else ():
                if name:
                    collector.state(Trigger(record.span, name, table))
    elif section.level > 1 and len(grid.head.cells) == 2 and _names_tables(collector, grid):
        for row in grid.rows:
            for written in names(row.cells[0]):
                collector.refer(Table, written, Where.TABLE, firm=False)
            _setting(collector, Record(row, {"name": 0, "value": 1}), section.title)
    elif section.level > 1:
        columns = SETTINGS.match(grid, collector.titles.get(SETTINGS.name))
        for row in grid.rows if columns and columns["name"] == 0 else ():
            _setting(collector, Record(row, {"name": 0, "value": 1}), section.title)


def _names_tables(collector: Collector, grid: Grid) -> bool:
    """Whether a grid says something of tables by their names: how long their rows are kept, how large they grow."""
    title = normal(grid.head.cells[0].plain)
    return title in {normal(known) for known in OWNERSHIP.columns["table"]}


def _setting(collector: Collector, record: Record, section: str) -> None:
    name = record.cell("name")
    if name and not says_nothing(name.plain):
        collector.state(Setting(record.span, name.value, record.value("value"), section))
        collector.read(record.span)


def _ownership(collector: Collector, record: Record) -> None:
    """A row of the ownership table; one statement for each table that it names."""
    cell, owner, others = record.cell("table"), record.cell("owner"), record.cell("others")
    owners = tuple(
        _service(collector, name, True) for name in (names(owner, slash=True) if owner else ()) if _is_one(name)
    )
    users = tuple(
        _service(collector, name, "service" in name.value.casefold())
        for name in (names(others, slash=True) if others else ())
        if _is_one(name) and _SERVICE_NAME.fullmatch(name.value)
    )
    for table in _tables(collector, cell) if cell else ():
        collector.state(Ownership(record.span, table, owners, record.value("access"), users))


def _is_one(name: Spanned[str]) -> bool:
    return not is_group(name.value)


def _service(collector: Collector, name: Spanned[str], firm: bool) -> Ref[Service]:
    return collector.refer(Service, name, Where.TABLE, firm=firm)


def _tables(collector: Collector, cell: Inline) -> list[Ref[Table]]:
    """The tables that a cell names. A pattern (`message_*`) or words ("all others") name none for certain."""
    return [
        collector.refer(Table, name, Where.TABLE, firm=_TABLE_NAME.fullmatch(name.value) is not None)
        for name in names(cell, slash=True)
        if not is_group(name.value)
    ]
