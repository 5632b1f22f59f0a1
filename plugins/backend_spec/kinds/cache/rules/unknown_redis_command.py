"""Rule: unknown-redis-command."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, checklist=7, when=lambda flaw, graph: flaw.sort in ("redis-command", "redis-key"))
def unknown_redis_command(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """An operation is no Redis command, or a command without its key.

    Whoever implements the step has to guess. Judged is code in columns that promise Redis commands ("Redis Operation"):
    a word in capitals before a key, or a command that works on a key and stands alone in its cell, in a table without a
    column of keys. Commands of modules (`JSON.SET`) pass. It cannot know commands that are newer than its list.

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | Value | TTL | Service | Purpose |
    | --- | --- | --- | --- | --- |
    | `session:{user_id}` | Hash | 7 days | auth-service | Sessions |

    ## Operations by Feature

    ### User Login

    | Step | Redis Operation |
    | --- | --- |
    | 1. Read | `«HGETAL» session:{user_id}` |
    | 2. Drop | `«DEL»` |
    ````

    ````md trap
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | Value | TTL | Service | Purpose |
    | --- | --- | --- | --- | --- |
    | `session:{user_id}` | Hash | 7 days | auth-service | Sessions |

    ## Operations by Feature

    ### User Login

    | Step | Redis Operation |
    | --- | --- |
    | 1. Read | `HGETALL session:{user_id}`, or `JSON.GET session:{user_id}` |
    | 2. Both | `MULTI`, `DEL session:{user_id}`, `EXEC` |
    | 3. Then | `UPDATE users` in the database, `PING` |
    | 4. Drop | `DEL` both keys |

    ### User Logout

    | Step | Redis Command | Key |
    | --- | --- | --- |
    | 1. Drop | `DEL` | `session:{user_id}` |
    ````
    """
    yield Finding(flaw.span, flaw.message, flaw.labels, flaw.help)
