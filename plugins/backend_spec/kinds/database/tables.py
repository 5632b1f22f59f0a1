"""Sections that define a table each, at any depth."""

from __future__ import annotations

import re

from backend_spec.kinds.database import columns, listing, naming, sections
from backend_spec.kinds.database.conventions import DEFINES, NO_TABLE, OUTLINE
from backend_spec.kinds.database.scripts import Created, Scripts
from backend_spec.markdown import Item, Paragraph, Section
from backend_spec.markdown import Table as Grid
from backend_spec.markdown.labels import Labelled, labelled
from backend_spec.model.architecture import Service
from backend_spec.model.database import Column, Index, Table
from backend_spec.model.entity import Ref, Where
from backend_spec.notation import sql
from backend_spec.reading import Collector, is_group, normal
from backend_spec.text import Span, Spanned

_LISTS = ("constraints", "indexes")
_OWNER = re.compile(r"[A-Za-z][\w-]*(?: [A-Za-z][\w-]*)*")
_OUTLINE = {normal(title) for part in OUTLINE for title in (part.title, *part.synonyms)}


class Tables:
    """The tables that have sections of their own, in document order."""

    def __init__(self, collector: Collector, scripts: Scripts) -> None:
        self._collector = collector
        self._scripts = scripts
        self.found: list[Table] = []
        self._visit(collector.document.root, (), False)

    def _visit(self, section: Section, trail: tuple[Section, ...], defining: bool) -> None:
        """`defining` tells that a section around this one says that its sub-sections are tables."""
        if section.heading and self._define(section, trail, defining):
            return
        defining = defining or (section.level > 1 and DEFINES.search(section.title) is not None)
        inner_trail = (*trail, section) if section.heading else trail
        for virtual in sections.by_labels(self._collector, section):
            self._define(virtual, inner_trail, True)
        for inner in section.sections:
            self._visit(inner, inner_trail, defining)

    def _define(self, section: Section, trail: tuple[Section, ...], defining: bool) -> bool:
        """State the table that a section defines; False when it defines none."""
        heading = section.heading
        named = naming.in_heading(heading) if heading else None
        if heading is None or named is None:
            return False
        if not heading.content.codes and (sections.recognise(section.title) or normal(section.title) in _OUTLINE):
            return False
        name, exact = named
        parts = labelled(sections.pruned(section), sections.recognise)
        grid = self._column_table(parts)
        own = self._scripts.within(section.span)
        if NO_TABLE.search(heading.title.value) and not exact:
            return False
        if grid and not exact and not (defining or columns.is_telling(grid) or _creates(own, name.value, exact)):
            return False  # fields of something else
        if not (grid or _creates(own, name.value, exact)) and not self._is_leaf(section, trail, exact, defining):
            return False
        if grid and not exact and any(self._is_table(inner) for inner in section.sections):
            return False  # a group of tables with a table of common columns before them
        if not grid and _is_view(self._collector, section):
            return False
        self._state(section, trail, name, exact, parts, grid, own)
        return True

    def _is_table(self, section: Section) -> bool:
        if sections.recognise(section.title):
            return False
        return self._column_table(labelled(sections.pruned(section), sections.recognise)) is not None

    def _is_leaf(self, section: Section, trail: tuple[Section, ...], exact: bool, defining: bool) -> bool:
        """Whether a section can only be a table's although no columns are given: it stands where tables are defined,
        is named by an identifier and has content but no sections of its own."""
        telling = bool(section.heading and section.heading.content.codes) or (
            exact and (section.title.strip() == section.title.strip().lower())
        )
        deep = bool(trail) and trail[-1].level > 1 and section.level > 2
        return defining and deep and telling and bool(section.blocks) and not section.sections

    def _column_table(self, parts: list[Labelled]) -> Grid | None:
        for part in parts:
            for block in part.blocks if part.name in ("", "columns", "description", "owner") else ():
                if isinstance(block, Grid) and columns.is_column_table(self._collector, block):
                    return block
        return None

    def _state(
        self,
        section: Section,
        trail: tuple[Section, ...],
        name: Spanned[str],
        exact: bool,
        parts: list[Labelled],
        grid: Grid | None,
        own: list[Created],
    ) -> None:
        ddl = self._scripts.claim(name.value, exact, own)
        if ddl and not exact:
            alike = naming.form(name.value) == naming.form(ddl.name.value)
            name = Spanned(ddl.name.value, name.span) if alike else ddl.name
        misnamed: sql.CreateTable | None = None
        free = [one for one in own if not one.claimed]
        if ddl is None and len(free) == 1:
            free[0].claimed = True
            misnamed = free[0].table
        rows: tuple[Column, ...] | None = None
        if grid:
            rows = columns.read(self._collector, grid, name.value)
        elif any(part.name == "columns" for part in parts):
            rows = _listed(parts)
        self._constraints(parts, name.value)
        assert section.heading
        table = Table(
            name,
            section.heading.span,
            description=_description(parts),
            columns=rows,
            constraints=_place(parts, "constraints") or _column(grid, "constraints", "constraint", "key", "keys"),
            indexes=_place(parts, "indexes"),
            ddl=ddl,
            heading=section.heading.span,
            group=trail[-1].title if trail and trail[-1].level > 2 else "",
            misnamed=misnamed.name if misnamed else None,
            primary_key=self._scripts.primary_key(ddl),
            owners=self._owners(parts),
        )
        self._collector.state(table)
        self.found.append(table)
        if ddl:
            self._collector.refer(Table, ddl.name, Where.FENCE, firm=False)

    def _constraints(self, parts: list[Labelled], name: str) -> None:
        """Foreign keys in constraint lists, and lists and tables of indexes and constraints."""
        for part in parts:
            for block in part.blocks:
                if isinstance(block, Item | Paragraph) and part.name in ("constraints", "other", "indexes"):
                    columns.foreign_keys(self._collector, block.content, name, Where.CODE)
                    if isinstance(block, Item) and part.name in _LISTS:
                        listing.item(self._collector, block.content, name, part.name)
                elif isinstance(block, Grid) and part.name in ("constraints", "indexes", "other", ""):
                    first = normal(block.head.cells[0].plain) if block.head.cells else ""
                    if part.name in _LISTS or first.startswith(("index", "constraint", "foreign")):
                        indexes = first.startswith("index") or part.name == "indexes"
                        _rows(self._collector, block, name, indexes)
                        listing.rows(self._collector, block, name, "indexes" if indexes else "constraints")

    def _owners(self, parts: list[Labelled]) -> tuple[Ref[Service], ...]:
        """The services beside a label such as "Owner"; remarks behind the first ones are left out."""
        value = next((part.value for part in parts if part.name == "owner" and part.value), None)
        found = []
        for match in _OWNER.finditer(re.split(r"[(;.]|\s[-–—]\s", value.value)[0]) if value else ():
            at = value.span.text.find(match[0]) if value else -1
            if value and at >= 0 and not is_group(match[0]):
                place = value.span.source.span(value.span.start + at, value.span.start + at + len(match[0]))
                found.append(self._collector.refer(Service, Spanned(match[0], place), Where.PROSE, firm=False))
        return tuple(found)


def _rows(collector: Collector, grid: Grid, name: str, indexes: bool) -> None:
    for row in grid.rows:
        collector.read(row.span)
        for cell in row.cells:
            columns.foreign_keys(collector, cell, name, Where.TABLE)
        if indexes and row.cells and row.cells[0]:
            target = Ref(Table, name, row.cells[0].value.span, Where.TABLE, False)
            collector.state(Index(row.span, row.cells[0].value, target))


def _creates(own: list[Created], name: str, exact: bool) -> bool:
    """Whether a section's DDL creates the table that its heading names."""
    if exact:
        return any(naming.folded(one.table.name.value) == naming.folded(name) for one in own)
    return any(naming.form(one.table.name.value) == naming.form(name) for one in own)


def _is_view(collector: Collector, section: Section) -> bool:
    scripts = [collector.sql(fence) for fence in section.fences("sql", "postgresql", "postgres", "mysql")]
    return any(script.views for script in scripts) and not any(script.tables for script in scripts)


def _listed(parts: list[Labelled]) -> tuple[Column, ...]:
    """Columns given as a list: "- `id` UUID, primary key"."""
    items = [block for part in parts if part.name == "columns" for block in part.blocks if isinstance(block, Item)]
    return tuple(Column(item.span, item.content.codes[0]) for item in items if item.content.codes)


def _description(parts: list[Labelled]) -> Span | None:
    for part in parts:
        if part.name == "description":
            return part.value.span if part.value else part.label
        for block in part.blocks if part.name == "" else ():
            if isinstance(block, Paragraph | Item) and sections.recognise(block.content.plain.rstrip(":：")) is None:
                return block.span
    return None


def _place(parts: list[Labelled], name: str) -> Span | None:
    return next((part.label for part in parts if part.name == name), None)


def _column(grid: Grid | None, *titles: str) -> Span | None:
    cells = grid.head.cells if grid else ()
    return next((cell.span for cell in cells if normal(cell.plain) in titles), None)
