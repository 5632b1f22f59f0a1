"""Rule: contradicted-index."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement
from backend_spec.kinds.database import named, statements
from backend_spec.model.database import Table
from backend_spec.rule import rule
from backend_spec.text import Span


def _applies(table: Table, graph: Graph) -> bool:
    known = statements.of(table, graph)
    return known is not None and bool(known.listed) and bool(named.made(known))


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_index(table: Table, graph: Graph) -> Iterator[Finding]:
    """An index or a constraint has other columns in its list than in the DDL, or is unique in the list only.

    The list is where people look whether a query is served by an index; the order of the columns decides.

    Compared are items that begin with a name which the DDL gives to an index or a constraint, and that give plain
    columns. Directions (`DESC`) and conditions are left out. The order counts for indexes only.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    **Constraints**

    - `uq_users_email`: `UNIQUE («email»)`

    **Indexes**

    - `idx_users_org` on `«org_id»`
    - `«idx_users_phone»`: unique (`phone`)

    ```sql
    CREATE TABLE users (
      org_id UUID,
      email TEXT,
      phone TEXT,
      created_at TIMESTAMPTZ,
      CONSTRAINT uq_users_email UNIQUE (org_id, email)
    );
    CREATE INDEX idx_users_org ON users (org_id, created_at DESC);
    CREATE INDEX idx_users_phone ON users (phone);
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    **Constraints**

    - `uq_users_email`: `UNIQUE (email, org_id)`

    **Indexes**

    | Index           | Columns                  |
    | --------------- | ------------------------ |
    | `idx_users_org` | `org_id, created_at`     |
    | `idx_users_low` | `lower(email)`           |

    ```sql
    CREATE TABLE users (
      org_id UUID,
      email TEXT,
      created_at TIMESTAMPTZ,
      CONSTRAINT uq_users_email UNIQUE (org_id, email)
    );
    CREATE INDEX idx_users_org ON users (org_id, created_at DESC);
    CREATE INDEX idx_users_low ON users (lower(email));
    ```
    ````
    """
    known = statements.of(table, graph)
    if known is None:
        return
    created = named.made(known)
    for item in known.listed:
        names = named.names(item, known)
        made = created.get(names[0].value.casefold()) if len(names) == 1 else None
        if made is None:
            continue
        fact = f"the {'index' if made.sort == 'indexes' else 'constraint'} `{made.name.value}`"
        ours, theirs = named.columns(item), made.columns
        if item.columns and ours and theirs:
            key = tuple if made.ordered else frozenset
            finding = disagreement(
                fact,
                [
                    Claim(key(ours), f"on {_shown(ours)}", item.columns.span, "list", Authority.LIST),
                    Claim(key(theirs), f"on {_shown(theirs)}", made.name.span, "DDL", Authority.SCHEMA),
                ],
            )
            if finding:
                yield finding
        if item.rule == "unique" and not made.unique and made.sort == "indexes":
            yield from _unique(fact, names[0].span, made.name.span)


def _unique(fact: str, ours: Span, theirs: Span) -> Iterator[Finding]:
    claims = [
        Claim(True, "unique", ours, "list", Authority.LIST),
        Claim(False, "not unique", theirs, "DDL", Authority.SCHEMA),
    ]
    finding = disagreement(fact, claims)
    if finding:
        yield finding


def _shown(columns: tuple[str, ...]) -> str:
    return "`" + ", ".join(columns) + "`"
