"""Rule: unowned-table."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import misspelt
from backend_spec.kinds.database.roots import roots
from backend_spec.model.database import Ownership, Table
from backend_spec.rule import rule


def _owned(graph: Graph) -> frozenset[int]:
    """The identities of the tables that ownership rows name."""
    return frozenset(id(table) for row in graph.all(Ownership) for table in graph.targets(row.table))


def _applies(table: Table, graph: Graph) -> bool:
    return bool(graph.view(_owned)) and not graph.view(_has_patterns) and not misspelt.is_meant(table, graph)


def _has_patterns(graph: Graph) -> bool:
    """Whether a row stands for tables that it does not name: `message_*`, "all others"."""
    return any(not row.table.firm for row in graph.all(Ownership))


@rule(severity=Severity.WARNING, when=_applies)
def unowned_table(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table is missing from the service ownership table.

    A table that nobody owns is one that everybody changes. Not judged where the ownership table has a row for a pattern
    such as `message_*`.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### «devices»

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ## Service Ownership

    | Table | Primary Service | Access |
    | --- | --- | --- |
    | users | auth-service | Read/Write |
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    CREATE TABLE devices (id UUID PRIMARY KEY);
    ```

    ## Service Ownership

    | Service | Tables |
    | --- | --- |
    | auth-service | `users`, `devices` |
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    CREATE TABLE message_bodies (id UUID PRIMARY KEY);
    ```

    ## Service Ownership

    | Table | Owner |
    | --- | --- |
    | users | auth-service |
    | `message_*` | message-service |
    ````
    """
    if id(table) in graph.view(_owned):
        return
    first = graph.all(Ownership)[0]
    yield Finding(
        table.name.span,
        f"the table `{table.name.value}` has no row in the ownership table",
        labels=(Label(first.span, "the ownership table is here"),),
        help=f"add a row that names the service that owns `{table.name.value}`",
        roots=roots(table),
    )
