"""Rule: contradicted-default."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement, together
from backend_spec.kinds.database import defaults, statements
from backend_spec.model.database import Column, Table
from backend_spec.notation import sql
from backend_spec.rule import rule

_MADE = re.compile(r"\bserial|\bauto_?increment\b|\bidentity\b|\bgenerated\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:auto|automatically|generated|default)\b", re.IGNORECASE)


def _defined(column: sql.Column) -> Claim[str | None]:
    value = column.default
    if value is None and _MADE.search(column.span.text):
        return Claim(defaults.ANY, "generated", column.name.span, "DDL", Authority.SCHEMA)
    text = f"`{value.value}`" if value else "absent"
    read = defaults.read(value.value if value else None)
    return Claim(read, text, value.span if value else column.name.span, "DDL", Authority.SCHEMA)


def _tabled(row: Column, known: statements.Described, telling: bool, keyed: bool) -> Claim[str | None] | None:
    """What a row says. A row without a default says something only where the table is known to give defaults."""
    if row.default:
        text = f"`{row.default.value}`"
        return Claim(defaults.read(row.default.value), text, row.default.span, known.place, known.authority)
    if not telling or row.default_place is None or keyed or (row.text and _TOLD.search(row.text.value)):
        return None
    return Claim(None, "absent", row.default_place, known.place, known.authority)


def _claims(known: statements.Described) -> Iterator[tuple[str, list[Claim[str | None]]]]:
    rows, ddl = known.rows or {}, known.ddl or {}
    telling = any(
        row.default and (column := ddl.get(key)) and column.default
        and defaults.agree(defaults.read(row.default.value), defaults.read(column.default.value))
        for key, row in rows.items()
    )  # fmt: skip
    for key, column in ddl.items():
        row = rows.get(key)
        claim = _tabled(row, known, telling, column.primary_key) if row else None
        if claim:
            yield column.name.value, [claim, _defined(column)]


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    found = []
    for identity, known in graph.view(statements.described).items():
        for column, claims in _claims(known):
            finding = disagreement(f"the default of `{known.table.key}.{column}`", claims, defaults.agree)
            if finding:
                found.append((identity, tuple((claim.text, claim.place) for claim in claims), finding))
    return together(found)


def _applies(table: Table, graph: Graph) -> bool:
    known = statements.of(table, graph)
    return known is not None and bool(known.ddl) and any(row.default_place for row in (known.rows or {}).values())


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_default(table: Table, graph: Graph) -> Iterator[Finding]:
    """A column has one default in its column table and another one in the DDL.

    Code that leaves the column out counts on the default that it was told of.

    Spellings of one value are equal: `now()` and `CURRENT_TIMESTAMP`, `TRUE` and `1`, `'{}'::jsonb` and `'{}'`, a
    literal with and without quotes, the functions that make random UUIDs. Words such as "generated" agree with
    everything. A row that gives no default is compared only where the table gives others as the DDL does, and not for
    primary keys. Many columns with the same difference are one finding.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type        | Default       |
    | ------ | ----------- | ------------- |
    | id     | UUID        |               |
    | status | VARCHAR(20) | `«'active'»`  |
    | logins | INT         | `0`           |
    | age    | INT         | «—»           |

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
      status VARCHAR(20) NOT NULL DEFAULT 'pending',
      logins INT NOT NULL DEFAULT 0,
      age INT NOT NULL DEFAULT 18
    );
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column     | Type        | Default             |
    | ---------- | ----------- | ------------------- |
    | id         | UUID        | auto-generated      |
    | status     | VARCHAR(20) | pending             |
    | active     | BOOLEAN     | `true`              |
    | settings   | JSONB       | `{}`                |
    | created_at | TIMESTAMPTZ | `CURRENT_TIMESTAMP` |
    | deleted_at | TIMESTAMPTZ | NULL                |

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
      status VARCHAR(20) NOT NULL DEFAULT 'pending'::character varying,
      active BOOLEAN NOT NULL DEFAULT TRUE,
      settings JSONB NOT NULL DEFAULT '{}'::jsonb,
      created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
      deleted_at TIMESTAMPTZ
    );
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column     | Type        | Default |
    | ---------- | ----------- | ------- |
    | id         | BIGINT      | —       |
    | created_at | TIMESTAMPTZ | —       |

    ```sql
    CREATE TABLE users (
      id BIGSERIAL PRIMARY KEY,
      created_at TIMESTAMPTZ NOT NULL DEFAULT now()
    );
    ```
    ````
    """
    yield from graph.view(_findings).get(id(table), ())
