"""Rule: missing-column-table."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.database import Table
from backend_spec.rule import rule


def _applies(table: Table, graph: Graph) -> bool:
    return graph.view(_describes)


def _describes(graph: Graph) -> bool:
    """Whether the schema describes its tables in column tables: most of those with a section have one."""
    sections = [table for table in graph.all(Table) if table.heading]
    return sum(bool(table.columns) for table in sections) * 2 >= max(len(sections), 1)


@rule(severity=Severity.WARNING, when=_applies)
def missing_column_table(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table has no column table.

    Readers look up a column's type, nullability and meaning there; the DDL alone tells no meaning. Judged where most of
    the schema's tables have one; a schema that is DDL or DBML throughout follows another convention.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### «devices»

    ```sql
    CREATE TABLE devices (id UUID PRIMARY KEY);
    ```
    ````

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Tables

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    CREATE TABLE «user_roles» (user_id UUID REFERENCES users(id));
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

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    CREATE TABLE users_2024 PARTITION OF users FOR VALUES FROM (1) TO (2);
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    CREATE TABLE devices (id UUID PRIMARY KEY);
    ```
    ````
    """
    if table.columns:
        return
    where = "to its section" if table.heading else f"in a section for `{table.name.value}`"
    yield Finding(
        table.name.span,
        f"the table `{table.name.value}` has no column table",
        help=f"add a table with Column, Type, Nullable, Default and Description {where}",
    )
