"""Rule: missing-ddl."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.database.roots import roots
from backend_spec.model.database import Table
from backend_spec.rule import rule


def _applies(table: Table, graph: Graph) -> bool:
    return (table.heading is not None or table.ddl is not None) and graph.view(_has_ddl)


def _has_ddl(graph: Graph) -> bool:
    return any(table.ddl or table.misnamed for table in graph.all(Table))


@rule(severity=Severity.ERROR, checklist=5, when=_applies)
def missing_ddl(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table is described but has no CREATE TABLE statement.

    The DDL is what gets executed; a table without it exists on paper only. The statement may stand in the table's
    section or anywhere else in the document. A schema that gives no DDL at all gets one finding from
    `schema-without-ddl` instead.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### 3.1 users

    | Column | Type | Nullable |
    | --- | --- | --- |
    | id | UUID | NO |

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    ```

    ### 3.2 «devices»

    | Column | Type | Nullable |
    | --- | --- | --- |
    | id | UUID | NO |

    ```sql
    CREATE INDEX idx_devices ON devices (id);
    ```
    ````

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Tables

    ### `«devices»`

    | Field | Type |
    | --- | --- |
    | `id` | `uuid` |

    #### DDL

    ```sql
    CREATE TABLE device (id UUID PRIMARY KEY);
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Tables

    ### User Sessions

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### devices

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ## Full DDL

    ```sql
    CREATE TABLE IF NOT EXISTS public.user_sessions (id UUID PRIMARY KEY);
    CREATE TABLE "devices" (id UUID PRIMARY KEY);
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## Tables

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |
    ````
    """
    if table.ddl is not None:
        return
    name = table.name.value
    labels = (Label(table.misnamed.span, f"this creates `{table.misnamed.value}`"),) if table.misnamed else ()
    yield Finding(
        table.name.span,
        f"the table `{name}` has no CREATE TABLE statement",
        labels=labels,
        help=f"let the statement create `{name}`, or rename the section"
        if labels
        else f"add a `sql` fence with CREATE TABLE {name} to its section",
        roots=roots(table),
    )
