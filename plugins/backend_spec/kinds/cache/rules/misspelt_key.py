"""Rule: misspelt-key."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph, Misspelling
from backend_spec.kinds.common import slip
from backend_spec.model.cache import CacheKey
from backend_spec.rule import rule


@rule(
    severity=Severity.ERROR,
    checklist=7,
    when=lambda found, graph: isinstance(found.meant, CacheKey) and found.kind != "auth",
)
def misspelt_key(found: Misspelling, graph: Graph) -> Iterator[Finding]:
    """Text or a diagram names a cache key by a misspelt name.

    A name counts as misspelt where one letter is missing, doubled, wrong or exchanged with its neighbour, the name
    means nothing else and is written hardly anywhere else. Short words and plurals are left in peace.

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern | Value | TTL | Service |
    | --- | --- | --- | --- |
    | `login_failure:{identifier}` | counter | 900 s | auth-service |
    | `session:{user_id}:{token_id}` | JSON | 30 days | auth-service |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    Failures are counted under `«login_falure:{identifier}»` for 15 minutes.
    ````

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern | Value | TTL | Service |
    | --- | --- | --- | --- |
    | `login_failure:{identifier}` | counter | 900 s | auth-service |
    | `session:{user_id}:{token_id}` | JSON | 30 days | auth-service |
    <!-- architecture.md -->
    # Backend System Architecture

    - Removes `«sesion:{user_id}:{token_id}»` at logout.
    ````

    ````md trap
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern | Value | TTL | Service |
    | --- | --- | --- | --- |
    | `login_failure:{identifier}` | counter | 900 s | auth-service |
    | `session:{user_id}:{token_id}` | JSON | 30 days | auth-service |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    The counter `login_failure` and the set `sessions:{user_id}:{token_id}` are no secrets; `login_feature` is a form.
    ````
    """
    yield slip.finding(found, "cache key")
