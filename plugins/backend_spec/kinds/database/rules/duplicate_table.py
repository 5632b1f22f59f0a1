"""Rule: duplicate-table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.database import Table
from backend_spec.rule import rule

_DATABASE = re.compile(r"\b(?:databases?|schemas?)\b|(?:^|[\W_])db\b|数据库|데이터베이스", re.IGNORECASE)


def _separate(first: Table, second: Table) -> bool:
    """Whether two tables stand in different databases: in groups whose titles say so, in files of their own, or in
    schemas."""
    if first.span.source is not second.span.source:
        return True
    if first.group != second.group and (_DATABASE.search(first.group) or _DATABASE.search(second.group)):
        return True
    schemas = [table.ddl.schema.value if table.ddl and table.ddl.schema else "" for table in (first, second)]
    return schemas[0] != schemas[1]


@rule(severity=Severity.ERROR)
def duplicate_table(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table is defined more than once.

    Two definitions drift apart, and nobody knows which one holds. Tables of one name in several databases are allowed:
    in different files, in schemas, or grouped under headings that name a database. DDL that is repeated in an appendix
    is no second definition.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### 3.1 users

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### 3.2 «users»

    | Column | Type |
    | --- | --- |
    | id | BIGINT |
    ````

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    CREATE TABLE «users» (id BIGINT PRIMARY KEY);
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
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### Auth Database

    #### outbox

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### Chat Database

    #### outbox

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ## Appendix: full DDL

    ```sql
    CREATE TABLE outbox (id UUID PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS outbox (id UUID PRIMARY KEY);
    ```
    ````
    """
    for earlier in graph.definitions(Table, table.key):
        if earlier is table:
            return
        if not _separate(earlier, table):
            yield Finding(
                table.name.span,
                f"the table `{table.key}` is defined more than once",
                labels=(Label(earlier.name.span, "defined here"),),
                help="keep one definition, or give one of the tables another name",
            )
            return
