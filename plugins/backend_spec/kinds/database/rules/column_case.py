"""Rule: column-case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.database import Table
from backend_spec.rule import rule
from backend_spec.text import Spanned

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_SNAKE = re.compile(r"_?[a-z][a-z0-9]*(?:_[a-z0-9]+)*_?")


def _names(table: Table) -> list[Spanned[str]]:
    """The columns' names, each once: as the column table writes it, else the DDL."""
    found: dict[str, Spanned[str]] = {}
    names = [column.name for column in table.columns or ()]
    names += [column.name for column in table.ddl.columns] if table.ddl else []
    for name in names:
        if _NAME.fullmatch(name.value):
            found.setdefault(name.value, name)
    return list(found.values())


def _prevails(graph: Graph) -> bool:
    """Whether most of the schema's column names are snake_case."""
    names = [name.value for table in graph.all(Table) for name in _names(table)]
    return sum(_SNAKE.fullmatch(name) is not None for name in names) * 2 > len(names)


def _applies(table: Table, graph: Graph) -> bool:
    return bool(_names(table)) and graph.view(_prevails)


@rule(severity=Severity.WARNING, when=_applies)
def column_case(table: Table, graph: Graph) -> Iterator[Finding]:
    """A column's name is not snake_case.

    The specification catalogue writes columns in snake_case; an SQL name in mixed case must be quoted everywhere. A
    schema most of whose columns are written otherwise follows another convention and is not judged.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Tables

    ### users

    | Column | Type |
    | --- | --- |
    | `user_id` | UUID |
    | `«displayName»` | TEXT |
    | `created_at` | TIMESTAMPTZ |
    ````

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (user_id UUID PRIMARY KEY, "«CreatedAt»" TIMESTAMPTZ, deleted_at TIMESTAMPTZ);
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Tables

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |
    | display_name | TEXT |
    | sha256_hash | TEXT |
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## Tables

    ### users

    | Column | Type |
    | --- | --- |
    | userId | UUID |
    | displayName | TEXT |
    | createdAt | TIMESTAMPTZ |
    ````
    """
    for name in _names(table):
        if not _SNAKE.fullmatch(name.value):
            snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name.value).lower()
            yield Finding(
                name.span,
                f"the column `{name.value}` of `{table.key}` is not snake_case",
                help=f"call it `{re.sub('_+', '_', snake)}`",
            )
