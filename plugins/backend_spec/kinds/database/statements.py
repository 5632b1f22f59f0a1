"""What the places that describe a table say of its columns: the column table, the DDL, the ER diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from backend_spec.graph import Graph, names
from backend_spec.kinds.common.agreement import Authority
from backend_spec.model.database import Alteration, Column, Index, Listed, Table
from backend_spec.model.entity import Ref, Where
from backend_spec.model.page import Diagram
from backend_spec.notation import mermaid, sql

AnyColumn = Column | sql.Column | mermaid.ErAttribute

_OTHERWISE = re.compile(r"\b(?:ALTER|MODIFY|CHANGE|RENAME)\s+(?!TABLE\b)", re.IGNORECASE)
_ELLIPSIS = re.compile(r"\.\.\.|…")


@dataclass
class Described:
    """A table as its places describe it; columns by name without case and separators.

    `ddl` is None where there is no statement, or one that later statements change in ways that are not followed;
    `abridged` tells that the statement leaves columns out.
    """

    table: Table
    rows: dict[str, Column] | None
    ddl: dict[str, sql.Column] | None
    constraints: list[sql.Constraint]
    indexes: list[sql.CreateIndex]
    abridged: bool
    drawn: list[dict[str, mermaid.ErAttribute]] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)

    @cached_property
    def columns(self) -> frozenset[str]:
        """The columns of the table and of the statement."""
        return frozenset(name.casefold() for name in (*(self.rows or {}), *(self.ddl or {})))

    @property
    def place(self) -> str:
        return "column table" if self.table.heading else "DBML definition"

    @property
    def authority(self) -> Authority:
        return Authority.TABLE if self.table.heading else Authority.SCHEMA


def described(graph: Graph) -> Mapping[int, Described]:
    """Every table's description by the table's identity. A table that is declared twice is left out."""
    once = [table for table in graph.all(Table) if len(graph.definitions(Table, table.key)) == 1]
    altered: dict[int, list[sql.AlterTable]] = {}
    indexed: dict[int, list[sql.CreateIndex]] = {}
    for alteration in graph.all(Alteration):
        for table in graph.targets(alteration.table):
            altered.setdefault(id(table), []).append(alteration.change)
    for index in graph.all(Index):
        for table in graph.targets(index.table) if index.definition else ():
            indexed.setdefault(id(table), []).append(index.definition)  # type: ignore[arg-type]
    found: dict[int, Described] = {}
    for table in once:
        found[id(table)] = _table(table, altered.get(id(table), []), indexed.get(id(table), []))
    for entity in _entities(graph):
        targets = graph.targets(Ref(Table, entity.name.value, entity.name.span, Where.DIAGRAM))
        if len(targets) == 1 and id(targets[0]) in found and entity.attributes:
            found[id(targets[0])].drawn.append({form(one.name.value): one for one in entity.attributes})
    by_name = {one.table.key: one for one in found.values()}
    for item in graph.all(Listed):
        if item.table in by_name:
            by_name[item.table].listed.append(item)
    return found


def form(name: str) -> str:
    """A column's name as columns are matched: without case and separators."""
    return names.joined(name)


def of(table: Table, graph: Graph) -> Described | None:
    """A table's description; None for one that is declared twice."""
    return graph.view(described).get(id(table))


def _table(table: Table, changes: list[sql.AlterTable], indexes: list[sql.CreateIndex]) -> Described:
    rows = None
    if table.columns is not None:
        rows = {form(column.name.value): column for column in table.columns}
    ddl: dict[str, sql.Column] | None = None
    constraints: list[sql.Constraint] = []
    abridged = False
    if table.ddl and table.ddl.columns and not any(_OTHERWISE.search(change.span.text) for change in changes):
        ddl = {form(column.name.value): column for column in table.ddl.columns}
        constraints = [*table.ddl.constraints]
        for change in changes:
            constraints += change.constraints
            ddl.update({form(column.name.value): column for column in change.columns})
            for name in change.dropped:
                ddl.pop(form(name.value), None)
        abridged = _ELLIPSIS.search(table.ddl.span.text) is not None
    return Described(table, rows, ddl, constraints, indexes, abridged)


def _entities(graph: Graph) -> Iterator[mermaid.ErEntity]:
    """The entities of the ER diagrams in the schema's documents."""
    schemas = {document.path for document in graph.of_kind("database")}
    for diagram in graph.all(Diagram):
        if diagram.content.type == "er" and diagram.span.source.path in schemas:
            yield from diagram.content.entities
