"""Rule: unknown-query-value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Call, Graph
from backend_spec.graph.phrases import part
from backend_spec.kinds.database import statements, values
from backend_spec.rule import rule
from backend_spec.text import Spanned

_COMPARED = re.compile(
    r"\b(?P<column>[a-z]\w*)\s*(?:=|<>|!=|\b(?:NOT )?IN\b\s*\()\s*(?P<list>'[\w -]+'(?:\s*,\s*'[\w -]+')*)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"'(?P<value>[\w -]+)'")

Compared = list[tuple[Spanned[str], str, values.Values]]


def _compared(graph: Graph) -> Mapping[int, Compared]:
    """The values that statements in diagrams compare or write, with the column and what the DDL allows in it, by the
    identity of the call. A statement that names several tables is left out."""
    found: dict[int, Compared] = {}
    for call in graph.all(Call):
        text = call.message.text
        if len(call.tables) != 1 or "'" not in text.value:
            continue
        targets = graph.targets(call.tables[0])
        known = graph.view(values.of_tables).get(id(targets[0]), {}) if len(targets) == 1 else {}
        for match in _COMPARED.finditer(text.value) if known else ():
            if claims := known.get(statements.form(match["column"])):
                found.setdefault(id(call), []).extend(
                    (Spanned(one["value"], part(text, *one.span("value"))), match["column"], claims[0])
                    for one in _QUOTED.finditer(text.value, *match.span("list"))
                )
    return found


@rule(severity=Severity.WARNING, when=lambda call, graph: id(call) in graph.view(_compared))
def unknown_query_value(call: Call, graph: Graph) -> Iterator[Finding]:
    """A statement in a diagram writes or looks for a value that the column may not have.

    The insert fails in production, or the query never finds a row.

    Judged are quoted values beside columns that the DDL restricts by CHECK or an enumeration type, in statements about
    one table; letter case and separators do not count.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      name TEXT,
      status TEXT NOT NULL CHECK (status IN ('active', 'suspended'))
    );
    ```

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant U as User Service
        participant DB as PostgreSQL
        U->>DB: UPDATE users SET status = '«locked»' WHERE id AND status = 'active'
        U->>DB: SELECT users WHERE status IN ('active', '«banned»')
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      name TEXT,
      status TEXT NOT NULL CHECK (status IN ('active', 'suspended'))
    );
    ```

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant U as User Service
        participant DB as PostgreSQL
        U->>DB: UPDATE users SET status = 'SUSPENDED', name = 'deleted user' WHERE id
        U->>DB: SELECT users WHERE status = $1
    ```
    ````
    """
    for value, column, claim in graph.view(_compared)[id(call)]:
        if values.form(value.value) not in claim.value[0]:
            yield Finding(
                value.span,
                f"`{value.value}` is no value that `{column}` may have: {claim.text}",
                (Label(claim.span, f"the {claim.place} allows {claim.text}"),),
                f"use one of {claim.text}, or add the value to the {claim.place}",
            )
