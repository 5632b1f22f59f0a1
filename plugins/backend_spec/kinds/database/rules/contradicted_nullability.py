"""Rule: contradicted-nullability."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement, together
from backend_spec.kinds.database import statements
from backend_spec.model.database import Table
from backend_spec.rule import rule

_EXPLICIT = re.compile(r"(?<!not )\bnull\b", re.IGNORECASE)
"""What a DBML column has that is nullable on purpose; without any setting it is so by default only."""
_COMMENT = re.compile(r"\b(?P<no>not[ _-]?null(?:able)?|required)\b|\b(?P<yes>null(?:able)?|optional)\b", re.IGNORECASE)


def _claims(known: statements.Described) -> Iterator[tuple[str, list[Claim[bool]]]]:
    for key, defined in (known.ddl or {}).items():
        claims = [_claim(defined.nullable, defined, "DDL", Authority.SCHEMA)]
        row = (known.rows or {}).get(key)
        silent = row is not None and known.table.heading is None and not _EXPLICIT.search(row.span.text)
        if row and row.nullable is not None and not (row.nullable and silent):
            claims.append(_claim(row.nullable, row, known.place, known.authority))
        for drawn in known.drawn:
            attribute = drawn.get(key)
            said = _COMMENT.search(attribute.comment.value) if attribute and attribute.comment else None
            if attribute and said:
                claims.append(_claim(said["no"] is None, attribute, "ER diagram", Authority.DIAGRAM))
        yield defined.name.value, claims


def _claim(nullable: bool, column: statements.AnyColumn, place: str, authority: Authority) -> Claim[bool]:
    return Claim(nullable, "nullable" if nullable else "not nullable", column.name.span, place, authority)


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    found = []
    for identity, known in graph.view(statements.described).items():
        for column, claims in _claims(known):
            finding = disagreement(f"`{known.table.key}.{column}`", claims)
            if finding:
                key = (column if claims[0].value else "", tuple((claim.text, claim.place) for claim in claims))
                found.append((identity, key, finding))
    return together(found)


def _applies(table: Table, graph: Graph) -> bool:
    known = statements.of(table, graph)
    return known is not None and bool(known.ddl) and bool(known.rows or known.drawn)


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_nullability(table: Table, graph: Graph) -> Iterator[Finding]:
    """A column may be null in one place and not in another.

    Whoever writes the code reads the column table, whoever writes the migration copies the DDL: then inserts fail
    for rows that the code thinks are complete, or the code meets a null that it was promised never to see.

    A column of the primary key, a serial and an identity column are not nullable without saying so. A column table
    that says `Required: No` of a column with a default is not understood as "nullable", nor is a DBML column without
    any setting. Many columns with the same difference are one finding. Which place is right, the rule cannot know.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column    | Type        | Nullable |
    | --------- | ----------- | -------- |
    | id        | UUID        | No       |
    | `«email»` | VARCHAR(80) | Yes      |
    | «phone»   | VARCHAR(20) | No       |

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email VARCHAR(80) NOT NULL,
      phone VARCHAR(20)
    );
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type        | Nullable |
    | ------ | ----------- | -------- |
    | id     | BIGSERIAL   | No       |
    | email  | VARCHAR(80) | NOT NULL |
    | phone  | VARCHAR(20) | ✓        |

    ```sql
    CREATE TABLE users (
      id BIGSERIAL,
      email VARCHAR(80) NOT NULL,
      phone VARCHAR(20),
      PRIMARY KEY (id)
    );
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column     | Type        | Required | Default |
    | ---------- | ----------- | -------- | ------- |
    | id         | UUID        | Yes      |         |
    | created_at | TIMESTAMPTZ | No       | now()   |

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      created_at TIMESTAMPTZ NOT NULL DEFAULT now()
    );
    ```
    ````
    """
    yield from graph.view(_findings).get(id(table), ())
