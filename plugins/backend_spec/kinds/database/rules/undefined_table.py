"""Rule: undefined-table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, Use
from backend_spec.model.database import Derived, Table
from backend_spec.model.entity import Where
from backend_spec.model.page import Diagram
from backend_spec.rule import rule

_NAME = re.compile(r"[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)*")
_SYSTEM = re.compile(
    r"(?:pg_|sqlite_|information_schema|performance_schema|sys\.|mysql\.|tmp_|temp_)\w*.*|.*_(?:tmp|temp)|dual|"
    r"generate_series|unnest|excluded|new|old|inserted|deleted|table|table_name|tablename|your_table",
    re.IGNORECASE,
)
"""Catalogs of database systems, temporary tables, pseudo tables, placeholders."""


_IN_SQL = re.compile(r"\b(?:from|join|into|update|references|truncate|on)\s+[\"`\[]?(?:\w+\.)?$", re.IGNORECASE)


def _means(use: Use, graph: Graph) -> bool:
    """Whether the name is a table's. In an ER diagram or in text `user` may stand for `users`, in SQL it does not."""
    if not graph.resolve(use.ref):
        return False
    before = use.ref.span.source.text[max(0, use.ref.span.start - 80) : use.ref.span.start]
    return graph.proof(use.ref) != "plural" or not _IN_SQL.search(before)


def _misnamed(graph: Graph) -> frozenset[str]:
    return frozenset(table.misnamed.value.casefold() for table in graph.all(Table) if table.misnamed)


def _applies(use: Use, graph: Graph) -> bool:
    if use.ref.target is not Table or not graph.has("database") or not graph.all(Table):
        return False
    name = use.ref.key
    if _means(use, graph):
        return True
    if not _NAME.fullmatch(name) or _SYSTEM.fullmatch(name) or name.casefold() in graph.view(_derived):
        return False
    return use.ref.where is not Where.DIAGRAM or use.kind == "database" or not _is_conceptual(use, graph)


def _derived(graph: Graph) -> frozenset[str]:
    """Views, partitions and temporary tables."""
    return frozenset(derived.name.value.casefold() for derived in graph.all(Derived))


def _is_conceptual(use: Use, graph: Graph) -> bool:
    """Whether a name stands in an ER diagram outside of the schema most of whose entities are no tables: such a
    diagram shows ideas, not the database."""
    return any(diagram.span.contains(use.span) for diagram in graph.view(_conceptual))


def _conceptual(graph: Graph) -> tuple[Diagram, ...]:
    known = {use.span.order for use in graph.all(Use) if use.ref.target is Table and graph.resolve(use.ref)}
    found = []
    for diagram in graph.all(Diagram):
        entities = diagram.content.entities
        drawn = sum(entity.name.span.order in known for entity in entities)
        if diagram.content.type == "er" and drawn * 2 < len(entities):
            found.append(diagram)
    return tuple(found)


@rule(severity=Severity.ERROR, checklist=5, when=_applies)
def undefined_table(use: Use, graph: Graph) -> Iterator[Finding]:
    """A table is used that the database schema does not define.

    Whoever implements the query, the foreign key or the ownership looks the table up and finds nothing. Judged is every
    place that can only mean a table: SQL in diagrams and text, entities of ER diagrams, ownership rows, foreign keys,
    triggers, indexes, and inline code of which the text says that it is a table or has rows. In SQL a table must be
    written as declared, in diagrams and text `user` may stand for `users`. Half-sentences such as "INSERT new user" are
    not judged, nor are system catalogs, views, temporary tables and tables in another schema.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### 3.1 users

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### 3.2 user_sessions

    | Column | Type |
    | --- | --- |
    | user_id | UUID |

    ```sql
    CREATE TABLE user_sessions (user_id UUID REFERENCES «accounts»(id));
    CREATE INDEX idx_session ON «user_session_log» (user_id);
    ```

    ## Service Ownership

    | Table | Primary Service |
    | --- | --- |
    | users, `«profiles»` | auth-service |
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### `POST /api/v1/auth/login`

    ```mermaid
    sequenceDiagram
        participant AS as Auth Service
        participant DB as PostgreSQL
        AS->>DB: SELECT * FROM users WHERE email = $1
        AS->>DB: INSERT INTO «login_attempts» (user_id) VALUES ($1)
        AS->>DB: UPDATE «user» SET locked = true WHERE id = $1
    ```
    <!-- database_schema.md -->
    # Database Schema

    ## DDL

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    ```
    ````

    ````md bad
    <!-- auth_specification.md -->
    # Authentication Flow

    ## Authentication Flows

    ### Login Flow

    A failure leaves a row in `«login_attempts»`, success one in the `«visits»` table.

    - **Tables**: `users`, `«sessions»`
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    ```
    ````

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## ER Diagram

    ```mermaid
    erDiagram
        USERS ||--o{ «DEVICES» : has
        USERS {
            uuid id PK
        }
    ```

    ## Tables

    ### `users`

    | Field | Data Type |
    | --- | --- |
    | `id` | `uuid` |
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## ER Diagram

    ```mermaid
    erDiagram
        users ||--o{ devices : has
    ```

    ## Tables

    ### users

    | Column | Type |
    | --- | --- |
    | id | UUID |

    ### devices

    | Column | Type |
    | --- | --- |
    | user_id | UUID, FK → `users.id` |
    ````

    ````md trap
    <!-- auth_specification.md -->
    # Authentication Flow

    ```mermaid
    sequenceDiagram
        participant A as Auth Service
        participant D as PostgreSQL
        A->>D: SELECT user by email
        A->>D: INSERT new session
        A->>D: SELECT * FROM pg_stat_activity
        A->>D: SELECT * FROM active_users
        A->>D: WITH recent AS (SELECT * FROM users) SELECT * FROM recent
    ```

    Codes stand in a lookup table `codes`, rows of `items` in the answer, the field in `user_name`. There are two new
    columns in `users`, `last_login_at` in `sessions`.
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY, tenant_id UUID REFERENCES billing.tenants(id));
    CREATE VIEW active_users AS SELECT * FROM users;
    ```
    ````
    """
    if _means(use, graph):
        return
    name = use.ref.key
    if name.casefold() in graph.view(_misnamed):
        return  # the DDL creates it, in a section of another name, which `missing-ddl` reports
    near = graph.nearest(Table, name)
    place = graph.place("database")
    labels = (Label(near.name.span, "did you mean this?"),) if near else ()
    if not labels and place:
        labels = (Label(place, "the tables are defined here"),)
    yield Finding(
        use.ref.span,
        f"the table `{name}` is not defined in the database schema",
        labels=labels,
        help=f"write `{near.key}`, or define `{name}` in the database schema"
        if near
        else f"define `{name}` in the database schema with its columns and DDL, or use a table that is defined",
        roots=(use.ref.root,),
    )
