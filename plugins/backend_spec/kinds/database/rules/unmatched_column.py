"""Rule: unmatched-column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import together
from backend_spec.kinds.database import matching, statements
from backend_spec.model.database import Table
from backend_spec.rule import rule

Found = tuple[int, tuple[str, ...], Finding]


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    found: list[Found] = []
    usual = graph.view(matching.usual)
    for identity, known in graph.view(statements.described).items():
        for name, finding in matching.unmatched(known, usual):
            if finding:
                key = (name, *(label.text for label in finding.labels)) if name else (str(identity), "renamed")
                found.append((identity, key, finding))
    return together(found)


def _applies(table: Table, graph: Graph) -> bool:
    known = statements.of(table, graph)
    return known is not None and bool(known.rows) + bool(known.ddl) + len(known.drawn) > 1


@rule(severity=Severity.WARNING, when=_applies)
def unmatched_column(table: Table, graph: Graph) -> Iterator[Finding]:
    """A column stands in one description of its table and is missing from another, or has another name there.

    What was added to the DDL alone is unknown to whoever reads the column table; what a diagram or a column table
    names and no statement creates does not exist.

    The ER diagram may leave columns out; a DDL with an ellipsis, and a column table with less than half of the
    columns, may as well. Columns that most column tables leave out (`created_at` and the like) are a convention. Names
    are compared without case and separators. Which place is right, the rule cannot know.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## ER Diagram

    ```mermaid
    erDiagram
        users {
            uuid id PK
            varchar e_mail
            varchar «nickname»
        }
    ```

    ## Table Definitions

    ### users

    | Column   | Type |
    | -------- | ---- |
    | id       | UUID |
    | email    | TEXT |
    | `«name»` | TEXT |

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email TEXT
    );
    ```

    ### posts

    | Column  | Type |
    | ------- | ---- |
    | id      | UUID |
    | «owner» | UUID |

    ```sql
    CREATE TABLE posts (
      id UUID PRIMARY KEY,
      owner_id UUID
    );
    ```

    ### «likes»

    | Column  | Type |
    | ------- | ---- |
    | id      | UUID |
    | post_id | UUID |

    ```sql
    CREATE TABLE likes (
      id UUID PRIMARY KEY,
      post_id UUID,
      user_id UUID
    );
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## ER Diagram

    ```mermaid
    erDiagram
        users {
            uuid id PK
        }
    ```

    ## Table Definitions

    ### users

    | Column   | Type |
    | -------- | ---- |
    | id       | UUID |
    | `email`  | TEXT |

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY
    );
    ALTER TABLE users ADD COLUMN email TEXT;
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    All tables have `created_at`.

    ## Table Definitions

    ### users

    | Column | Type |
    | ------ | ---- |
    | id     | UUID |
    | name   | TEXT |

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY, name TEXT, created_at TIMESTAMPTZ);
    ```

    ### posts

    | Column | Type |
    | ------ | ---- |
    | id     | UUID |
    | body   | TEXT |

    ```sql
    CREATE TABLE posts (
      id UUID PRIMARY KEY,
      -- ...
      created_at TIMESTAMPTZ
    );
    ```
    ````
    """
    yield from graph.view(_findings).get(id(table), ())
