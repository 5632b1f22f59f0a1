"""What an SQL script defines, each name with its place. Names have no quotes and keep their letter case."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from backend_spec.text import Span, Spanned

ConstraintKind = Literal["primary key", "unique", "foreign key", "check", "exclude"]


class Reference(Struct, frozen=True):
    """What a foreign key points to. `columns` is empty where the table's primary key is meant."""

    table: Spanned[str]
    columns: tuple[Spanned[str], ...]
    schema: Spanned[str] | None


class Column(Struct, frozen=True):
    """A column. `type` is as written, `VARCHAR(255)` or `TIMESTAMP WITH TIME ZONE` (empty where SQLite omits it).

    `nullable`, `primary_key` and `unique` count table constraints too: a column of the primary key is not nullable,
    one that alone has a unique constraint is unique. `default`, `check` are the expressions as written.
    """

    name: Spanned[str]
    type: Spanned[str]
    nullable: bool
    default: Spanned[str] | None
    primary_key: bool
    unique: bool
    references: Reference | None
    check: Spanned[str] | None
    span: Span


class Constraint(Struct, frozen=True):
    """A constraint of a table; `name` is None where the database makes one up.

    `expression` is a check's condition without its parentheses, or what follows EXCLUDE.
    """

    kind: ConstraintKind
    name: Spanned[str] | None
    columns: tuple[Spanned[str], ...]
    references: Reference | None
    expression: Spanned[str] | None
    span: Span


class CreateTable(Struct, frozen=True):
    """A table. `partition_of` names the partitioned table it is a part of; that one has the columns."""

    name: Spanned[str]
    schema: Spanned[str] | None
    columns: tuple[Column, ...]
    constraints: tuple[Constraint, ...]
    partition_of: Spanned[str] | None
    span: Span


class CreateIndex(Struct, frozen=True):
    """An index, also one that stands inside of a table (MySQL). `columns` are plain ones, `expressions` all others."""

    name: Spanned[str] | None
    table: Spanned[str]
    schema: Spanned[str] | None
    columns: tuple[Spanned[str], ...]
    expressions: tuple[Spanned[str], ...]
    unique: bool
    method: Spanned[str] | None
    where: Spanned[str] | None
    span: Span


class Trigger(Struct, frozen=True):
    """A trigger. `function` is None where the statements stand in the trigger itself (MySQL, SQLite)."""

    name: Spanned[str]
    table: Spanned[str] | None
    function: Spanned[str] | None
    span: Span


class Function(Struct, frozen=True):
    """A function or procedure; `returns` is the type as written."""

    name: Spanned[str]
    schema: Spanned[str] | None
    returns: Spanned[str] | None
    span: Span


class TypeDefinition(Struct, frozen=True):
    """A type or domain; `values` are an enumeration's labels (span between the quotes), else empty."""

    name: Spanned[str]
    schema: Spanned[str] | None
    values: tuple[Spanned[str], ...]
    span: Span


class View(Struct, frozen=True):
    name: Spanned[str]
    schema: Spanned[str] | None
    span: Span


class AlterTable(Struct, frozen=True):
    """ALTER TABLE: the columns and constraints it adds, the columns it drops. Other actions are not modelled."""

    table: Spanned[str]
    schema: Spanned[str] | None
    columns: tuple[Column, ...]
    constraints: tuple[Constraint, ...]
    dropped: tuple[Spanned[str], ...]
    span: Span


class SqlScript(Struct, frozen=True):
    """What a fence says. `other` are statements that are SQL but define nothing of the above, `unread` the rest."""

    tables: tuple[CreateTable, ...]
    indexes: tuple[CreateIndex, ...]
    triggers: tuple[Trigger, ...]
    functions: tuple[Function, ...]
    types: tuple[TypeDefinition, ...]
    views: tuple[View, ...]
    alters: tuple[AlterTable, ...]
    other: tuple[Span, ...]
    unread: tuple[Span, ...]
