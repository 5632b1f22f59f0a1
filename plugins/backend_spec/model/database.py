"""Nouns of the database schema."""

from __future__ import annotations

from typing import ClassVar

from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.notation import sql
from backend_spec.text import Span, Spanned


class Column(Statement, frozen=True):
    """A row of a table's column table."""

    name: Spanned[str]
    type: Spanned[str] | None = None
    nullable: bool | None = None
    default: Spanned[str] | None = None
    text: Spanned[str] | None = None
    """The description."""
    default_place: Span | None = None
    """The cell for the default, where the table has such a column."""
    keys: tuple[str, ...] = ()
    """PK, UK, FK as the cell for constraints says."""


class Table(Entity, frozen=True):
    """A database table. A part that the document does not give is None; `ddl` is its CREATE TABLE statement.

    `heading` is that of the table's section; a table without one stands in DDL or DBML only. `group` is the title of
    the section around it, such as a database's name. `misnamed` is the name in the section's only CREATE TABLE
    statement when that creates another table.
    """

    kind: ClassVar[str] = "table"

    description: Span | None = None
    columns: tuple[Column, ...] | None = None
    constraints: Span | None = None
    indexes: Span | None = None
    ddl: sql.CreateTable | None = None
    heading: Span | None = None
    group: str = ""
    misnamed: Spanned[str] | None = None
    primary_key: bool | None = None
    """Whether the DDL, with what ALTER TABLE adds, gives a primary key; None where that cannot be told."""
    owners: tuple[Ref[Service], ...] = ()
    """The services that the table's section names as its owners."""

    def attributes(self) -> dict[str, object]:
        if self.columns:
            return {
                "columns": [
                    {"name": c.name.value, "type": c.type and c.type.value, "nullable": c.nullable}
                    for c in self.columns
                ]
            }
        columns = self.ddl.columns if self.ddl else ()
        return {"columns": [{"name": c.name.value, "type": c.type.value, "nullable": c.nullable} for c in columns]}


class Ownership(Statement, frozen=True):
    """A row of the service ownership table."""

    table: Ref[Table]
    owners: tuple[Ref[Service], ...]
    access: Spanned[str] | None = None
    others: tuple[Ref[Service], ...] = ()
    """Services that use the table without owning it."""


class ForeignKey(Statement, frozen=True):
    """A foreign key, stated in DDL or in a constraints list."""

    table: str
    target: Ref[Table]


class Trigger(Statement, frozen=True):
    """A CREATE TRIGGER statement on a table."""

    name: Spanned[str]
    table: Ref[Table]


class Index(Statement, frozen=True):
    """A CREATE INDEX statement on a table, or a row of a table of indexes: that has no `definition`."""

    name: Spanned[str]
    table: Ref[Table]
    definition: sql.CreateIndex | None = None


class Listed(Statement, frozen=True):
    """An item of a table's list of indexes or of constraints (`sort`).

    `names` are the identifiers that it begins with. `columns` are those that it gives, None where it gives none or
    an expression; `rule` is `primary key`, `unique`, `foreign key`, `check` or "" as far as its text says.
    """

    table: str
    sort: str
    names: tuple[Spanned[str], ...]
    columns: Spanned[tuple[str, ...]] | None
    rule: str
    text: Spanned[str]


class Alteration(Statement, frozen=True):
    """An ALTER TABLE statement."""

    table: Ref[Table]
    change: sql.AlterTable


class ValueType(Statement, frozen=True):
    """An enumeration type that the DDL creates."""

    name: Spanned[str]
    values: tuple[Spanned[str], ...]


class Derived(Statement, frozen=True):
    """A view, a partition or a temporary table: statements may name it, but it is no table of the schema."""

    name: Spanned[str]
