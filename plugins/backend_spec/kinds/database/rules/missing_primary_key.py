"""Rule: missing-primary-key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.database import Table
from backend_spec.rule import rule

_TAKEN_OVER = re.compile(r"\b(?:INHERITS|LIKE|PARTITION\s+OF|HYPERTABLE|ENGINE\s*=\s*MergeTree)\b", re.IGNORECASE)
"""Tables that take columns from another one, or whose engine has no primary key in this sense."""


def _applies(table: Table, graph: Graph) -> bool:
    return table.primary_key is not None and not (table.ddl and _TAKEN_OVER.search(table.ddl.span.text))


@rule(severity=Severity.WARNING, when=_applies)
def missing_primary_key(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table's DDL gives no primary key.

    Without one rows cannot be told apart, and replication and updates by key do not work. Logs that are only appended
    to may do without, so this is a warning. A key that ALTER TABLE adds counts.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE «devices» (
        user_id UUID NOT NULL,
        token TEXT UNIQUE
    );
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (id UUID PRIMARY KEY);
    CREATE TABLE members (user_id UUID, group_id UUID, PRIMARY KEY (user_id, group_id));
    CREATE TABLE devices (id UUID NOT NULL);
    ALTER TABLE devices ADD CONSTRAINT pk_devices PRIMARY KEY (id);
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE messages (id BIGINT, sent_at TIMESTAMPTZ, PRIMARY KEY (id, sent_at)) PARTITION BY RANGE (sent_at);
    CREATE TABLE messages_2024 PARTITION OF messages FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    ```
    ````
    """
    if table.primary_key or table.ddl is None:
        return
    yield Finding(
        table.ddl.name.span,
        f"the table `{table.key}` has no primary key",
        help="add a PRIMARY KEY to the CREATE TABLE statement",
    )
