"""Rule: wrong-redis-type."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.cache import CacheOperation
from backend_spec.rule import rule
from backend_spec.verdict import redis

_TITLES = {"string": "a string", "hash": "a hash", "list": "a list", "set": "a set", "zset": "a sorted set",
           "stream": "a stream"}  # fmt: skip


@rule(severity=Severity.ERROR, checklist=7, when=lambda operation, graph: bool(operation.parsed))
def wrong_redis_type(operation: CacheOperation, graph: Graph) -> Iterator[Finding]:
    """A Redis command works on another type of value than the cache item declares.

    Redis answers WRONGTYPE to `GET` on a hash. The type is what the item's value begins with: `Hash`, `Set of ids`,
    `String (JSON)`. Words that leave it open say nothing: `JSON`, `User id`, "Hash of the token", "List of ids as
    JSON". Commands for all types (`DEL`, `EXPIRE`) and scripts fit everything.

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | Value | TTL | Service | Purpose |
    | --- | --- | --- | --- | --- |
    | `session:{user_id}` | Hash (`device`, `ip`) | 7 days | auth-service | Sessions |
    | `online` | Set of user ids | 1 day | auth-service | Presence |

    ## Operations by Feature

    ### User Login

    | Step | Redis Operation |
    | --- | --- |
    | 1. Read | `GET «session:{user_id}»` |
    | 2. Rank | `ZADD «online» 1 {user_id}` |
    ````

    ````md trap
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | Value | TTL | Service | Purpose |
    | --- | --- | --- | --- | --- |
    | `session:{user_id}` | Hash | 7 days | auth-service | Sessions |
    | `token:{user_id}` | Hash of the token | 7 days | auth-service | Tokens |
    | `ids:{user_id}` | List of ids as JSON | 7 days | auth-service | Ids |
    | `seen:{user_id}` | Set to `1` when seen | 7 days | auth-service | Seen |
    | `count:{user_id}` | Counter | 7 days | auth-service | Count |
    | `tags:{user_id}` | Set (JSON encoded) | 7 days | auth-service | Tags |

    ## Operations by Feature

    ### User Login

    | Step | Redis Operation |
    | --- | --- |
    | 1. Read | `HGETALL session:{user_id}`, `EXPIRE session:{user_id} 604800` |
    | 2. Others | `GET token:{user_id}`, `GET ids:{user_id}`, `SET seen:{user_id} 1`, `INCR count:{user_id}` |
    | 3. Tags | `GET tags:{user_id}` |
    ````
    """
    places = {ref.span.order: ref for ref in operation.keys}
    for command in operation.parsed:
        for key in command.keys if command.type != "any" else ():
            ref = places.get(key.span.order)
            item = graph.resolve(ref) if ref else None
            kind = redis.declared(item.value.value) if item and item.value else None
            if item is None or item.value is None or kind in (None, command.type):
                continue
            yield Finding(
                key.span,
                f"`{command.name.value}` works on {_TITLES[command.type]}, and `{item.key}` is {_TITLES[kind]}",
                (Label(item.value.span, "declared here"),),
                help="use a command for that type, or correct the item's value",
            )
