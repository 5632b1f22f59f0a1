"""Rule: unknown-cache-owner."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import unknown_service
from backend_spec.model.cache import CacheKey
from backend_spec.rule import rule


def _applies(item: CacheKey, graph: Graph) -> bool:
    return bool(item.services) and unknown_service.is_judged(graph) and graph.view(_firsts).get(item.span.order) is item


def _firsts(graph: Graph) -> dict[tuple[str, int, int], CacheKey]:
    """Of the keys that one row declares, the first: they share the cell that names the service."""
    firsts: dict[tuple[str, int, int], CacheKey] = {}
    for item in graph.all(CacheKey):
        firsts.setdefault(item.span.order, item)
    return firsts


@rule(severity=Severity.ERROR, checklist=7, when=_applies)
def unknown_cache_owner(item: CacheKey, graph: Graph) -> Iterator[Finding]:
    """A cache item belongs to a service that the architecture does not have.

    The owner is who writes and invalidates the key. Spellings of one name are one service; groups such as "all
    services" and dashes are not judged.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts and sessions |
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | Value | TTL | Service | Purpose |
    | --- | --- | --- | --- | --- |
    | `session:{user_id}` | Hash | 7 days | Auth Service | Sessions |
    | `presence:{user_id}` | String | 60 s | «presence-service» | Who is online |
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | Gateway | Entry |
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Owner | Key | TTL |
    | --- | --- | --- |
    | `gateway`, `«limiter»` | `rate:{ip}`, `rate:{user_id}` | 60 s |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts and sessions |
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL | Service |
    | --- | --- | --- |
    | `session:{user_id}` | 7 days | AuthService |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts and sessions |
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL | Service |
    | --- | --- | --- |
    | `lock:{name}` | 10 s | All services |
    | `flags:{name}` | 1 h | — |
    ````
    """
    yield from unknown_service.unknown(graph, item.services, f"owner of the cache item `{item.key}`")
