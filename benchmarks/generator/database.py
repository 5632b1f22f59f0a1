"""`database_schema.md`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import diagrams
from generator.page import Page
from generator.world import Column, Part, Table


def write(page: Page, parts: Sequence[Part], *, whole: bool) -> None:
    owned = [(table, service) for part in parts for service in part.services for table in service.tables]
    tables = [table for table, _ in owned]
    page.section(2, "Overview")
    page.text(
        "Every service has a database of its own in PostgreSQL; no foreign key leaves it."
        if whole
        else f"The tables of the area {parts[0].title}. See the [main document](../database_schema.md) for the rules."
    )
    page.section(2, "ER Diagram")
    page.fence("mermaid", diagrams.entities(tables))
    page.section(2, "Table Definitions")
    for table in tables:
        _table(page, table)
    page.section(2, "Service Ownership")
    page.table("owners", ({"table": page.name(table.name), "owner": page.name(service.name),
                           "access": "Read and write by the owner only"} for table, service in owned))  # fmt: skip
    page.section(2, "Auto-Updated Timestamps")
    if whole:
        page.text("A trigger sets `updated_at`, so that no statement can forget it.")
        page.fence("sql", "CREATE OR REPLACE FUNCTION set_updated_at() RETURNS trigger AS $$\nBEGIN\n"
                          "  NEW.updated_at := now();\n  RETURN NEW;\nEND;\n$$ LANGUAGE plpgsql;")  # fmt: skip
    page.fence("sql", "\n".join(
        f"CREATE TRIGGER trg_{table.name}_updated BEFORE UPDATE ON {table.name}\n"
        "  FOR EACH ROW EXECUTE FUNCTION set_updated_at();" for table in tables if table.updated))  # fmt: skip


def _table(page: Page, table: Table) -> None:
    page.section(3, f"`{table.name}`" if page.style.variant % 2 else table.name)
    page.text(table.text)
    page.table("columns", ({
        "name": page.name(column.name), "type": page.name(column.sql), "null": page.truth(column.null),
        "default": page.name(column.default) if column.default else "—", "text": column.text}
        for column in table.columns))  # fmt: skip
    page.label("Constraints")
    page.bullets(f"`{name}`: {rule}" for name, rule in _constraints(table))
    if table.indexes:
        page.label("Indexes")
        page.bullets(f"`idx_{table.name}_{column}` on `{column}`" for column in table.indexes)
    page.label("DDL")
    page.fence("sql", _ddl(table))


def _constraints(table: Table) -> Iterator[tuple[str, str]]:
    yield f"pk_{table.name}", "`PRIMARY KEY (id)`"
    for column, parent in table.foreign:
        yield f"fk_{table.name}_{column}", f"`FOREIGN KEY ({column}) REFERENCES {parent} (id)`"
    for column in table.unique:
        yield f"uq_{table.name}_{column}", f"`UNIQUE ({column})`"
    for check in table.checks:
        yield f"ck_{table.name}_{check.split()[0]}", f"`CHECK ({check})`"


def _column(column: Column) -> str:
    null = "" if column.null else " NOT NULL"
    return f"  {column.name} {column.sql}{null}{' DEFAULT ' + column.default if column.default else ''}"


def _ddl(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    lines += [f"  CONSTRAINT {name} {rule.strip('`')}" for name, rule in _constraints(table)]
    indexes = [f"CREATE INDEX idx_{table.name}_{column} ON {table.name} ({column});" for column in table.indexes]
    return "\n".join([f"CREATE TABLE {table.name} (", ",\n".join(lines), ");", *indexes])
