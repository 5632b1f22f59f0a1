"""Rule: undefined-index."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.database import named, statements
from backend_spec.model.database import Index, Table
from backend_spec.rule import rule


def _indexed(graph: Graph) -> bool:
    """Whether the DDL creates indexes at all; else they are created elsewhere."""
    return any(index.definition for index in graph.all(Index))


def _applies(table: Table, graph: Graph) -> bool:
    known = statements.of(table, graph)
    return known is not None and known.ddl is not None and not known.abridged and bool(known.listed)


@rule(severity=Severity.WARNING, when=_applies)
def undefined_index(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table's list names an index or a constraint that the DDL does not create.

    Whoever runs the DDL has no such index; whoever reads the list thinks that queries and rows are safe.

    Judged are names, for constraints only where the table's DDL names its constraints, and for indexes only where the
    schema's DDL creates indexes at all. Names that a database makes up by itself (`users_email_key`) are left alone.
    An index under another name and with the same columns is shown beside it.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    **Constraints**

    - `pk_users`: `PRIMARY KEY (id)`
    - `«uq_users_email»`: `UNIQUE (email)`

    **Indexes**

    - `«idx_users_org_id»` on `org_id`

    ```sql
    CREATE TABLE users (
      id UUID,
      org_id UUID,
      email TEXT,
      CONSTRAINT pk_users PRIMARY KEY (id)
    );
    CREATE INDEX idx_users_org ON users (org_id);
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    **Constraints**

    - `pk_users`: `PRIMARY KEY (id)`
    - `users_email_key`: `UNIQUE (email)`
    - `org_id` references `orgs(id)`

    **Indexes**

    - None besides `uq_users_name`

    ```sql
    CREATE TABLE users (
      id UUID,
      org_id UUID,
      email TEXT UNIQUE,
      name TEXT,
      CONSTRAINT pk_users PRIMARY KEY (id)
    );
    CREATE UNIQUE INDEX uq_users_name ON users (name);
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    **Indexes**

    - `idx_users_email` on `email`

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email TEXT
    );
    ```
    ````
    """
    known = statements.of(table, graph)
    if known is None or table.ddl is None:
        return
    created, all_ = named.made(known), graph.view(named.everywhere)
    constrained = any(made.sort == "constraints" for made in created.values())
    listed = {name.value.casefold() for item in known.listed for name in named.names(item, known)}
    for item in known.listed:
        if not (constrained if item.sort == "constraints" else graph.view(_indexed)):
            continue
        for name in named.names(item, known):
            if name.value.casefold() in all_ or named.is_default(name.value, known):
                continue
            what = "index" if item.sort == "indexes" else "constraint"
            columns = named.columns(item)
            like = [made for made in created.values()
                    if columns and made.columns == columns and made.name.value.casefold() not in listed]  # fmt: skip
            if len(like) == 1:
                label = Label(like[0].name.span, f"the DDL says `{like[0].name.value}`")
                advice = f"write `{like[0].name.value}` here, or rename it in the DDL"
            else:
                label = Label(table.ddl.name.span, "the DDL of the table is here")
                advice = f"add the {what} to the DDL, or remove it from the list"
            message = f"the DDL of `{table.key}` creates no {what} `{name.value}`"
            yield Finding(name.span, message, (label,), advice)
