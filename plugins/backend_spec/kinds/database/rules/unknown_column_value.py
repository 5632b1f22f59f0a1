"""Rule: unknown-column-value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, names
from backend_spec.kinds.database import statements, values
from backend_spec.model.http import JsonKey
from backend_spec.rule import rule
from backend_spec.text import Spanned

_VALUE = re.compile(r"\"\s*:\s*\"(?P<value>[A-Za-z][A-Za-z0-9_-]*)\"")


def _columns(graph: Graph) -> Mapping[str, list[values.Values]]:
    """What the DDL allows in columns of each name; for names of two words and more, which mean one thing only."""
    found: dict[str, list[values.Values]] = {}
    free: set[str] = set()
    for identity, known in graph.view(statements.described).items():
        restricted = graph.view(values.of_tables)[identity]
        for key, column in (known.ddl or {}).items():
            if len(names.words(column.name.value)) < 2:
                continue
            if key in restricted:
                found.setdefault(key, []).append(restricted[key][0])
            else:
                free.add(key)
    return {key: claims for key, claims in found.items() if key not in free}


def _value(key: JsonKey) -> Spanned[str] | None:
    """The string beside a key, where it looks like one of a set of values."""
    source, end = key.name.span.source, key.name.span.end
    match = _VALUE.match(source.text, end, end + 200)
    return Spanned(match["value"], source.span(*match.span("value"))) if match else None


def _applies(key: JsonKey, graph: Graph) -> bool:
    return statements.form(key.name.value) in graph.view(_columns) and _value(key) is not None


@rule(severity=Severity.WARNING, when=_applies)
def unknown_column_value(key: JsonKey, graph: Graph) -> Iterator[Finding]:
    """A JSON example has a value that the column of the same name may not hold.

    The example shows what the service can never store, or the CHECK forgot what it has to.

    Judged are members whose names have at least two words (`revoke_reason`) and are those of columns which the DDL
    restricts to a set of values in every table that has them; letter case does not count. Names such as `status` mean
    something else in every object. A member that merely happens to have the name of a column, the rule cannot know.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### sessions

    ```sql
    CREATE TABLE sessions (
      id UUID PRIMARY KEY,
      status TEXT CHECK (status IN ('open', 'closed')),
      revoke_reason TEXT CHECK (revoke_reason IN ('logout', 'token_reuse'))
    );
    ```

    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Schemas

    ### session.revoked

    ```json
    {"event_id": "1", "status": "sent", "payload": {"revoke_reason": "«reuse»"}}
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### sessions

    ```sql
    CREATE TABLE sessions (
      id UUID PRIMARY KEY,
      revoke_reason TEXT CHECK (revoke_reason IN ('logout', 'token_reuse'))
    );
    ```

    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Schemas

    ### session.revoked

    ```json
    {"event_id": "1", "payload": {"revoke_reason": "TOKEN_REUSE", "revoke_reason": null}}
    ```
    ````
    """
    value = _value(key)
    claims = graph.view(_columns)[statements.form(key.name.value)]
    allowed = frozenset().union(*(claim.value[0] for claim in claims))
    if value and values.form(value.value) not in allowed:
        yield Finding(
            value.span,
            f"`{value.value}` is no value that `{key.name.value}` may have: {claims[0].text}",
            tuple(Label(claim.span, f"the {claim.place} allows {claim.text}") for claim in claims),
            f"use one of {claims[0].text}, or add the value to the CHECK",
        )
