"""Rule: undrawn-table."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import misspelt
from backend_spec.kinds.database.roots import roots
from backend_spec.model.database import Table
from backend_spec.model.entity import Ref, Where
from backend_spec.model.page import Diagram
from backend_spec.rule import rule


def _diagrams(graph: Graph) -> tuple[Diagram, ...]:
    """The schema's ER diagrams."""
    schemas = {document.path for document in graph.of_kind("database")}
    return tuple(
        diagram
        for diagram in graph.all(Diagram)
        if diagram.content.type == "er" and diagram.content.entities and diagram.span.source.path in schemas
    )


def _drawn(graph: Graph) -> frozenset[int]:
    """The identities of the tables that are entities of the schema's ER diagrams."""
    found: set[int] = set()
    for diagram in graph.view(_diagrams):
        for entity in diagram.content.entities:
            ref = Ref(Table, entity.name.value, entity.name.span, Where.DIAGRAM)
            found |= {id(table) for table in graph.targets(ref)}
    return frozenset(found)


def _applies(table: Table, graph: Graph) -> bool:
    """Where the ER diagrams are meant to be complete: they show at least half of the tables."""
    return len(graph.view(_drawn)) * 2 >= len(graph.all(Table)) and not misspelt.is_meant(table, graph)


@rule(severity=Severity.WARNING, when=_applies)
def undrawn_table(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table is missing from the ER diagram.

    The diagram is where people learn how the data hangs together. Judged only where the ER diagrams show at least half
    of the tables: a sketch of one area is no list of all.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## ER Diagram

    ```mermaid
    erDiagram
        users ||--o{ devices : has
    ```

    ## Table Definitions

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### devices

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### «sessions»

    | Column | Type |
    | --- | --- |
    | id | UUID |
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## ER Diagram

    ```mermaid
    erDiagram
        USER ||--o{ USER_DEVICE : has
    ```

    ## Table Definitions

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### user_devices

    | Column | Type |
    | --- | --- |
    | id | UUID |
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |
    ````
    """
    if id(table) in graph.view(_drawn):
        return
    diagram = graph.view(_diagrams)[0]
    yield Finding(
        table.name.span,
        f"the table `{table.name.value}` is missing from the ER diagram",
        labels=(Label(diagram.name.span, "the ER diagram is here"),),
        help=f"add `{table.name.value}` with its relations to the ER diagram",
        roots=roots(table),
    )
