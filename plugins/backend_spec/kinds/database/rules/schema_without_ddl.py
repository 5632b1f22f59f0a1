"""Rule: schema-without-ddl."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.database import Table
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule


def _applies(document: SpecDocument, graph: Graph) -> bool:
    return document.kind == "database" and graph.of_kind("database")[0] is document and graph.view(_has_sections)


def _has_sections(graph: Graph) -> bool:
    return any(table.heading for table in graph.all(Table))


@rule(severity=Severity.WARNING, checklist=5, when=_applies)
def schema_without_ddl(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A database schema describes tables but gives no DDL for any of them.

    The specification catalogue asks for the full DDL of each table: column tables leave out what the database needs to
    know (lengths, actions of foreign keys, checks). A team may keep its DDL in migrations, so this is a warning.

    ````md bad
    <!-- database_schema.md -->
    # «Database Schema»

    ## Tables

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### devices

    | Column | Type |
    | --- | --- |
    | id | UUID |
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
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ```dbml
    Table users {
      id uuid [pk]
    }
    ```
    ````
    """
    tables = graph.all(Table)
    if any(table.ddl or table.misnamed for table in tables):
        return
    number = sum(table.heading is not None for table in tables)
    yield Finding(
        document.span,
        f"none of the {number} tables has a CREATE TABLE statement" if number > 1 else "the schema gives no DDL",
        help="add a `sql` fence with the CREATE TABLE statement to each table's section",
    )
