"""Rule: missing-table-part."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.database import Table
from backend_spec.rule import rule


def _applies(table: Table, graph: Graph) -> bool:
    return table.heading is not None and bool(table.columns)


def _usual(graph: Graph) -> tuple[str, ...]:
    """The parts that at least half of the tables with sections have."""
    tables = [table for table in graph.all(Table) if table.heading and table.columns]
    parts = []
    for part in ("description", "constraints"):
        having = sum(getattr(table, part) is not None for table in tables)
        if having and having * 2 >= len(tables):
            parts.append(part)
    return tuple(parts)


@rule(severity=Severity.WARNING, when=_applies)
def missing_table_part(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table's section lacks a part that the other tables' sections have.

    The specification catalogue asks for a description, a column table, constraints, and DDL. Description and
    constraints are asked for where at least half of the tables have them, so that a team with another habit is left in
    peace. Columns and DDL have rules of their own; indexes are optional.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    Everybody who has an account.

    | Column | Type |
    | --- | --- |
    | id | UUID |

    **Constraints**

    - PRIMARY KEY (id)

    ### «devices»

    | Column | Type |
    | --- | --- |
    | id | UUID |

    **Constraints**

    - PRIMARY KEY (id)

    ### «sessions»

    One row for each login.

    | Column | Type |
    | --- | --- |
    | id | UUID |
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    **Description:** everybody who has an account.

    | Column | Type |
    | --- | --- |
    | id | UUID |

    #### Constraints

    - PRIMARY KEY (id)

    ### devices

    A person's devices.

    | Column | Type |
    | --- | --- |
    | id | UUID |

    Constraints:

    - PRIMARY KEY (id)
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type | Constraints |
    | --- | --- | --- |
    | id | UUID | PK |

    ### devices

    | Column | Type | Constraints |
    | --- | --- | --- |
    | id | UUID | PK |
    ````
    """
    missing = [part for part in graph.view(_usual) if getattr(table, part) is None]
    if missing:
        what = {"description": "description", "constraints": "list of constraints"}
        parts = " and no ".join(what[part] for part in missing)
        yield Finding(
            table.name.span,
            f"the section of the table `{table.name.value}` has no {parts}",
            help=f"add the {' and the '.join(what[part] for part in missing)}, as the other tables have",
        )
