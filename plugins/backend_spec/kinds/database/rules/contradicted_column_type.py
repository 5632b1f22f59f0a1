"""Rule: contradicted-column-type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement, together
from backend_spec.kinds.database import statements, types
from backend_spec.model.database import Table
from backend_spec.rule import rule

Claims = list[Claim[types.Type]]


def _claims(known: statements.Described) -> Iterator[tuple[str, Claims]]:
    """What each column's type is in each place that gives it."""
    found: dict[str, tuple[str, Claims]] = {}
    for key, defined in (known.ddl or {}).items():
        if defined.type.value:
            claim = Claim(types.read(defined.type.value), f"`{defined.type.value}`", defined.type.span, "DDL",
                          Authority.SCHEMA)  # fmt: skip
            found.setdefault(key, (defined.name.value, []))[1].append(claim)
    rows = known.rows or {}
    loose = any(row.type and types.is_word(row.type.value) for row in rows.values())
    for key, row in rows.items():
        if row.type:
            value = types.read(row.type.value, loose)
            claim = Claim(value, f"`{row.type.value}`", row.type.span, known.place, known.authority)
            found.setdefault(key, (row.name.value, []))[1].append(claim)
    for drawn in known.drawn:
        for key, attribute in drawn.items():
            value = types.read(attribute.type.value, True)
            claim = Claim(value, f"`{attribute.type.value}`", attribute.type.span, "ER diagram", Authority.DIAGRAM)
            found.setdefault(key, (attribute.name.value, []))[1].append(claim)
    yield from found.values()


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    found = []
    for identity, known in graph.view(statements.described).items():
        for column, claims in _claims(known):
            fact = f"the type of `{known.table.key}.{column}`"
            finding = disagreement(fact, claims, types.agree)
            if finding:
                found.append((identity, tuple(sorted((claim.text, claim.place) for claim in claims)), finding))
    return together(found)


def _applies(table: Table, graph: Graph) -> bool:
    known = statements.of(table, graph)
    return known is not None and bool(known.rows) + bool(known.ddl) + len(known.drawn) > 1


@rule(severity=Severity.ERROR, when=_applies)
def contradicted_column_type(table: Table, graph: Graph) -> Iterator[Finding]:
    """A column has one type in one place and another type elsewhere.

    The column table, the DDL and the ER diagram are read by different people: one writes the migration, one the code
    that reads it. A type that differs becomes a column that cuts values off or a query that compares unlike things.

    Types are compared by family, so that the spellings of PostgreSQL, MySQL and SQLite and the short forms are equal
    (`INT` and `INTEGER`, `TIMESTAMP WITH TIME ZONE` and `TIMESTAMPTZ`, `BOOLEAN` and `TINYINT(1)`), and lengths only
    where both places give one. Diagrams, and column tables that write words such as `string`, are compared by the
    sort of value only. Types that are not known, such as names of enumerations, agree with everything. Many columns
    with the same difference are one finding. Which place is right, the rule cannot know.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## ER Diagram

    ```mermaid
    erDiagram
        users {
            uuid id PK
            «int» email
            varchar bio
        }
    ```

    ## Table Definitions

    ### users

    | Column | Type           |
    | ------ | -------------- |
    | id     | UUID           |
    | email  | VARCHAR(255)   |
    | bio    | `«VARCHAR(80)»` |

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email VARCHAR(255),
      bio VARCHAR(800)
    );
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## ER Diagram

    ```mermaid
    erDiagram
        USER {
            string id PK
            string email
            datetime created_at
            int age
            bool active
        }
    ```

    ## Table Definitions

    ### users

    | Column     | Type                     |
    | ---------- | ------------------------ |
    | id         | UUID                     |
    | email      | character varying(255)   |
    | created_at | TIMESTAMP WITH TIME ZONE |
    | age        | INT                      |
    | active     | BOOLEAN                  |

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email VARCHAR(255),
      created_at TIMESTAMPTZ NOT NULL,
      age INTEGER,
      active TINYINT(1)
    );
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type        |
    | ------ | ----------- |
    | id     | string      |
    | age    | integer     |
    | status | ENUM        |

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      age BIGINT,
      status user_status NOT NULL
    );
    ```
    ````
    """
    yield from graph.view(_findings).get(id(table), ())
