"""Nouns of the database schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.notation import sql
from backend_spec.text import Span, Spanned


@dataclass(frozen=True, slots=True)
class Column(Statement):
    """A row of a table's column table."""

    name: Spanned[str]
    type: Spanned[str] | None = None
    nullable: bool | None = None
    default: Spanned[str] | None = None
    text: Spanned[str] | None = None
    """The description."""


@dataclass(frozen=True, slots=True)
class Table(Entity):
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


@dataclass(frozen=True, slots=True)
class Ownership(Statement):
    """A row of the service ownership table."""

    table: Ref[Table]
    owners: tuple[Ref[Service], ...]
    access: Spanned[str] | None = None
    others: tuple[Ref[Service], ...] = ()
    """Services that use the table without owning it."""


@dataclass(frozen=True, slots=True)
class ForeignKey(Statement):
    """A foreign key, stated in DDL or in a constraints list."""

    table: str
    target: Ref[Table]


@dataclass(frozen=True, slots=True)
class Trigger(Statement):
    """A CREATE TRIGGER statement on a table."""

    name: Spanned[str]
    table: Ref[Table]


@dataclass(frozen=True, slots=True)
class Index(Statement):
    """A CREATE INDEX statement on a table."""

    name: Spanned[str]
    table: Ref[Table]


@dataclass(frozen=True, slots=True)
class Derived(Statement):
    """A view, a partition or a temporary table: statements may name it, but it is no table of the schema."""

    name: Spanned[str]
