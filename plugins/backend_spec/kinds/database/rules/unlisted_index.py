"""Rule: unlisted-index."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import enumerated
from backend_spec.kinds.database import named, statements
from backend_spec.kinds.database.named import Made
from backend_spec.model.database import Table
from backend_spec.rule import rule


def _missing(known: statements.Described, sort: str) -> list[Made]:
    """What the DDL creates and the table's list of that sort leaves out, where the list is meant to be complete."""
    items = [item for item in known.listed if item.sort == sort]
    named_ = {name.value.casefold() for item in known.listed for name in named.names(item, known)}
    made = {name: one for name, one in named.made(known).items() if one.sort == sort}
    if not items or not made or not named_ & made.keys():
        return []
    texts = " ".join(item.text.value.casefold() for item in known.listed)
    columns = {frozenset(given) for item in known.listed if (given := named.columns(item))}
    missing = [
        one for name, one in made.items()
        if name not in named_ and name not in texts and frozenset(one.columns or ()) not in columns
    ]  # fmt: skip
    return missing if len(missing) * 2 < len(made) or len(missing) == 1 else []


def _applies(table: Table, graph: Graph) -> bool:
    known = statements.of(table, graph)
    return known is not None and bool(known.listed) and bool(named.made(known))


@rule(severity=Severity.WARNING, when=_applies)
def unlisted_index(table: Table, graph: Graph) -> Iterator[Finding]:
    """The DDL creates an index or a constraint that the table's list leaves out.

    Judged where the list names others that the DDL creates, and most of them. An item without a name that gives the
    same columns counts. What the author finds too plain to be listed, the rule cannot know.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    **«Indexes»**

    - `idx_users_email` on `email`

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email TEXT,
      phone TEXT
    );
    CREATE INDEX idx_users_email ON users (email);
    CREATE INDEX idx_users_phone ON users (phone);
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    **Indexes**

    - `idx_users_email` on `email`
    - index on (`phone`)

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email TEXT,
      phone TEXT
    );
    CREATE INDEX idx_users_email ON users (email);
    CREATE INDEX idx_users_phone ON users (phone);
    ```
    ````
    """
    known = statements.of(table, graph)
    for sort, place in (("indexes", table.indexes), ("constraints", table.constraints)) if known else ():
        missing = _missing(known, sort) if known else []
        if missing and place:
            what = ("index" if len(missing) == 1 else "indexes") if sort == "indexes" else "constraint"
            names = enumerated([f"`{one.name.value}`" for one in missing])
            yield Finding(
                place,
                f"the list of `{table.key}` leaves out the {what} {names} of the DDL",
                tuple(Label(one.name.span, "created here") for one in missing),
                f"add {names} to the list, or drop it from the DDL",
            )
