"""Rule: undeclared-key."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, Use, keys
from backend_spec.model.auth import SessionItem
from backend_spec.model.cache import CacheKey
from backend_spec.rule import rule


def _applies(use: Use, graph: Graph) -> bool:
    if use.ref.target is not CacheKey or not graph.has("cache") or not graph.all(CacheKey):
        return False
    return use.ref.span.order not in graph.view(_session_items)


def _session_items(graph: Graph) -> frozenset[tuple[str, int, int]]:
    """The places of keys in authentication documents, which item 8 judges."""
    return frozenset(item.key.span.order for item in graph.all(SessionItem))


def _behind_prefix(graph: Graph, key: str) -> bool:
    """Whether a key is a declared one behind a namespace, such as `nihao:session:{user_id}`."""
    rest = key.partition(":")[2]
    return ":" in rest and any(
        keys.unify(item.key, rest) in ("exact", "renamed placeholders") for item in graph.all(CacheKey)
    )


@rule(severity=Severity.ERROR, checklist=7, when=_applies)
def undeclared_key(use: Use, graph: Graph) -> Iterator[Finding]:
    """A cache key is used that no cache item declares.

    What is stored under the key, for how long and by whom is nowhere to be found. Placeholders may have other names,
    be filled in (`verify:{id}:login` for `verify:{id}:{purpose}`), or be a `*` in a SCAN. Judged are the keys of Redis
    commands in operations and diagrams that have a segment of their own; a bare word may be anything. The channels of
    PUBLISH and SUBSCRIBE are judged in operations where other channels are declared among the items.

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | Value | TTL | Service | Purpose |
    | --- | --- | --- | --- | --- |
    | `session:{user_id}:{token_id}` | Hash | 7 days | auth-service | Sessions |

    ## Operations by Feature

    ### User Login

    | Step | Redis Operation |
    | --- | --- |
    | 1. Store session | `HSET session:{user_id}:{token_id} device ios` |
    | 2. Reset counter | `DEL «login_fail:{user_id}»` |
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### `POST /api/v1/auth/login`

    ```mermaid
    sequenceDiagram
        participant A as Auth Service
        participant R as Redis
        A->>R: GET «login_fail:{email}»
        A->>R: SETEX session:42:abc 604800 data
    ```
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key | Type | Expiry |
    | --- | --- | --- |
    | `session:{user_id}:{token_id}` | Hash | 7d |
    ````

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key | TTL |
    | --- | --- |
    | `presence:{user_id}` | 60s |

    ## Operations by Feature

    ### Going online

    1. `SET presence:{user_id} online EX 60`
    2. `SADD «online:users» {user_id}`
    ````

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | Value | TTL |
    | --- | --- | --- |
    | `events:{user_id}` | Pub/Sub channel | None |

    ## Operations by Feature

    ### Delivery

    | Step | Redis Operation |
    | --- | --- |
    | 1 | `SUBSCRIBE events:{user_id}` |
    | 2 | `PUBLISH «event:{user_id}» {message}` |
    ````

    ````md bad
    <!-- cache_specification.md -->
    # Caching

    ## Keys

    | Key | Type | TTL | Owner |
    | --- | --- | --- | --- |
    | `login:fail:<email_hash>` | counter | 15 min | Identity Service |

    ## What happens when

    ### Log in

    1. Identity Service: `GET login:fail:<email_hash>`; five or more: locked.
    2. Wrong password: `INCR «login:fals:<email_hash>»`, `EXPIRE login:fail:<email_hash> 900`.
    ````

    ````md good
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `verify:{identifier}:{purpose}` | 5 min |
    | `session:{user_id}:{token_id}` | 7 days |

    ## Operations by Feature

    ### Registration

    | Step | Redis Operation |
    | --- | --- |
    | 1 | `SET verify:{email}:registration 123456 EX 300` |
    | 2 | `SCAN 0 MATCH session:{uid}:*` |
    ````

    ````md trap
    <!-- cache_specification.md -->
    # Cache Strategy

    All keys live under the namespace `nihao:`.

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `session:{user_id}:{token_id}` | 7 days |

    ## Operations by Feature

    ### Login

    | Step | Redis Operation |
    | --- | --- |
    | 1 | `SET nihao:session:{user_id}:{token_id} x EX 604800` |
    | 2 | `EVALSHA {sha} 0` |
    | 3 | `INFO memory` |
    | 4 | `EXPIRE {key} 60`, at 12:30 |
    | 5 | `GET {prefix}:{id}` |
    | 6 | `PUBLISH logout:{user_id} now` |
    ````
    """
    key = use.ref.key
    if graph.resolve(use.ref) or _behind_prefix(graph, key):
        return
    near = graph.nearest(CacheKey, key)
    place = graph.place("cache")
    labels = (Label(near.name.span, "did you mean this?"),) if near else ()
    if not labels and place:
        labels = (Label(place, "the cache items are declared here"),)
    yield Finding(
        use.ref.span,
        f"the cache key `{key}` is not declared as a cache item",
        labels=labels,
        help=f"write `{near.key}`, or declare `{key}` with its TTL and service"
        if near
        else f"declare `{key}` with its value, TTL and service, or use a key that is declared",
        roots=(use.ref.root,),
    )
