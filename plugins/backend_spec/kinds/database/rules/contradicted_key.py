"""Rule: contradicted-key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement
from backend_spec.kinds.database import statements
from backend_spec.model.database import Table
from backend_spec.rule import rule
from backend_spec.text import Spanned

_TOLD = re.compile(r"(?:composite |(?:a )?part of (?:the )?(?:composite )?)?primary key\b(?!\s+of\b)", re.IGNORECASE)


def _primary(known: statements.Described) -> Iterator[Claim[frozenset[str]]]:
    """The primary key as each place that gives one has it."""
    defined = [one for one in (known.ddl or {}).values() if one.primary_key]
    named = [name for one in known.constraints if one.kind == "primary key" for name in one.columns]
    if columns := [*(column.name for column in defined), *named]:
        yield _key(columns, "DDL", Authority.SCHEMA)
    rows = [row for row in (known.rows or {}).values()
            if "PK" in row.keys or (row.text and _TOLD.match(row.text.value))]  # fmt: skip
    if rows:
        yield _key([row.name for row in rows], known.place, known.authority)
    for item in known.listed:
        given = item.columns
        if item.rule == "primary key" and given:
            yield _key([Spanned(name, given.span) for name in given.value], "constraints list", Authority.LIST)
    for drawn in known.drawn:
        if keyed := [attribute.name for attribute in drawn.values() if "PK" in attribute.keys]:
            yield _key(keyed, "ER diagram", Authority.DIAGRAM)


def _key(columns: list[Spanned[str]], place: str, authority: Authority) -> Claim[frozenset[str]]:
    names = list(dict.fromkeys(column.value.casefold() for column in columns))
    value = frozenset(statements.form(name) for name in names)
    return Claim(value, ", ".join(f"`{name}`" for name in names), columns[0].span, place, authority)


def _unique(known: statements.Described) -> Iterator[tuple[str, list[Claim[bool]]]]:
    """Columns that the DDL and another place differ about. A column in a unique key of several may be marked or not."""
    ddl = known.ddl or {}
    several: set[str] = set()
    for constraint in known.constraints:
        if constraint.kind in ("unique", "primary key", "exclude"):
            several |= {statements.form(name.value) for name in constraint.columns}
    for index in known.indexes:
        if index.unique:
            several |= {statements.form(name.value) for name in index.columns}
    several |= {key for index in known.indexes if index.unique and index.expressions for key in ddl}
    marked = any("UK" in row.keys for row in (known.rows or {}).values())
    for key, column in ddl.items():
        if column.primary_key or (key in several and not column.unique):
            continue
        claims = [_mark(column.unique, column.name, "DDL", Authority.SCHEMA)]
        row = (known.rows or {}).get(key)
        if row and ("UK" in row.keys or (column.unique and marked and not row.keys)):
            claims.append(_mark("UK" in row.keys, row.name, known.place, known.authority))
        for drawn in known.drawn:
            attribute = drawn.get(key)
            marks = any("UK" in one.keys for one in drawn.values())
            if attribute and ("UK" in attribute.keys or (column.unique and marks and not attribute.keys)):
                claims.append(_mark("UK" in attribute.keys, attribute.name, "ER diagram", Authority.DIAGRAM))
        yield column.name.value, claims


def _mark(unique: bool, name: Spanned[str], place: str, authority: Authority) -> Claim[bool]:
    return Claim(unique, "unique" if unique else "not unique", name.span, place, authority)


def _applies(table: Table, graph: Graph) -> bool:
    known = statements.of(table, graph)
    return known is not None and bool(known.rows) + bool(known.ddl) + len(known.drawn) + bool(known.listed) > 1


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_key(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table's primary or unique keys differ between its DDL, its column table, its constraints and the ER diagram.

    Keys are what other tables, upserts and races rely on.

    The primary key is compared between all places that mark one. Uniqueness is compared for single columns: one that
    a diagram or a column table marks and the DDL does not know, and one of the DDL without a mark where the same
    diagram or table marks others. Foreign keys are not compared: diagrams also mark columns that refer to tables of
    other services. Which place is right, the rule cannot know.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## ER Diagram

    ```mermaid
    erDiagram
        users {
            uuid id PK
            varchar «email» UK
            varchar name
        }
        likes {
            uuid «user_id» PK
            uuid post_id
        }
    ```

    ## Table Definitions

    ### users

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email VARCHAR(80),
      name VARCHAR(80)
    );
    ```

    ### likes

    **Constraints**

    - `pk_likes`: `PRIMARY KEY (user_id, post_id)`

    ```sql
    CREATE TABLE likes (
      user_id UUID,
      post_id UUID,
      CONSTRAINT pk_likes PRIMARY KEY (user_id, post_id)
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
            uuid org_id FK
            varchar email UK
            varchar phone UK
        }
    ```

    ## Table Definitions

    ### users

    | Column | Type | Key         |
    | ------ | ---- | ----------- |
    | id     | UUID | Primary key |
    | org_id | UUID | FK          |
    | email  | TEXT | UNIQUE      |

    ```sql
    CREATE TABLE users (
      id UUID,
      org_id UUID UNIQUE,
      email TEXT UNIQUE,
      phone TEXT
    );
    ALTER TABLE users ADD CONSTRAINT pk_users PRIMARY KEY (id);
    CREATE UNIQUE INDEX uq_users_phone ON users (phone) WHERE phone IS NOT NULL;
    ```
    ````
    """
    known = statements.of(table, graph)
    if known is None:
        return
    finding = disagreement(f"the primary key of `{table.key}`", _primary(known))
    if finding:
        yield finding
    for column, claims in _unique(known):
        finding = disagreement(f"`{table.key}.{column}`", claims)
        if finding:
            yield finding
