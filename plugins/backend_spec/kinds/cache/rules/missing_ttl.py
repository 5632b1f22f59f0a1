"""Rule: missing-ttl."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.cache import CacheKey
from backend_spec.rule import rule


def _applies(item: CacheKey, graph: Graph) -> bool:
    return graph.view(_tells_ttl)


def _tells_ttl(graph: Graph) -> bool:
    return any(item.ttl for item in graph.all(CacheKey))


@rule(severity=Severity.WARNING, when=_applies)
def missing_ttl(item: CacheKey, graph: Graph) -> Iterator[Finding]:
    """A cache item does not say how long it lives.

    A key without an expiry stays until memory runs out; whether that is meant must be said. "None", "no expiry",
    "persistent" and a dash are answers, an empty cell or a table without such a column is none.

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | Value | TTL | Service |
    | --- | --- | --- | --- |
    | `session:{user_id}` | Hash | 7 days | auth-service |
    | `«presence:{user_id}»` | String | | presence-service |
    ````

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    ### Sessions

    | Key | TTL |
    | --- | --- |
    | `session:{user_id}` | 7 days |

    ### Presence

    | Key | Value |
    | --- | --- |
    | `«presence:{user_id}»` | String |
    ````

    ````md good
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `session:{user_id}` | 7 days |
    | `presence:{user_id}` | 60s (refreshed) |
    ````

    ````md trap
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `session:{user_id}` | 7 days |
    | `counter:{name}` | None |
    | `flags:{name}` | — |
    | `members:{group_id}` | No expiry |
    ````
    """
    if item.ttl is None:
        yield Finding(
            item.name.span,
            f"the cache item `{item.key}` has no TTL",
            help="give its time to live, or say that it has none (`None`, `No expiry`)",
        )
