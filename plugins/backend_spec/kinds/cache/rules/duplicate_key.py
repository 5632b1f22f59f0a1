"""Rule: duplicate-key."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.cache import CacheKey
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def duplicate_key(item: CacheKey, graph: Graph) -> Iterator[Finding]:
    """A cache key is declared more than once.

    Two declarations of one key mean two values, TTLs or owners for the same entry. Keys that differ in a placeholder's
    name only (`rate:{ip}` and `rate:{user_id}`) share a namespace, which may be meant, and are not judged; nor are
    tables that say more about declared keys: a summary, invalidation rules.

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    ### Sessions

    | Key Pattern | TTL | Service |
    | --- | --- | --- |
    | `session:{user_id}` | 7 days | auth-service |

    ### Users

    | Key Pattern | TTL | Service |
    | --- | --- | --- |
    | `«session:{user_id}»` | 1 day | user-service |
    ````

    ````md good
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `session:{user_id}` | 7 days |
    | `session:{user_id}:{token_id}` | 7 days |
    ````

    ````md trap
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `rate:{ip}` | 60 s |
    | `rate:{user_id}` | 60 s |

    ## Operations by Feature

    ### Rate limiting

    | Step | Redis Operation | Key |
    | --- | --- | --- |
    | 1 | `INCR rate:{ip}` | `rate:{ip}` |

    ## Invalidation

    | Key | Invalidated When | Service |
    | --- | --- | --- |
    | `rate:{ip}` | never | gateway |
    ````
    """
    first = graph.definitions(CacheKey, item.key)[0]
    if first is not item:
        yield Finding(
            item.name.span,
            f"the cache key `{item.key}` is declared more than once",
            labels=(Label(first.name.span, "declared here"),),
            help="keep one declaration, or give one of the items another key",
        )
