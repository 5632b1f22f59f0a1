"""Rule: unused-key."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import misspelt
from backend_spec.model.cache import CacheKey, CacheOperation
from backend_spec.rule import rule


def _applies(item: CacheKey, graph: Graph) -> bool:
    return bool(graph.all(CacheOperation)) and not misspelt.is_meant(item, graph)


@rule(severity=Severity.INFO, when=_applies)
def unused_key(item: CacheKey, graph: Graph) -> Iterator[Finding]:
    """A cache item is declared, but no operation, diagram or text mentions it.

    It may be left over from a feature that is gone, or its operations may be missing. Judged where the cache
    specification gives operations at all.

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `session:{user_id}` | 7 days |
    | `«presence:{user_id}»` | 60 s |

    ## Operations by Feature

    ### Login

    | Step | Redis Operation |
    | --- | --- |
    | 1 | `SET session:{user_id} x EX 604800` |
    ````

    ````md good
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `session:{user_id}` | 7 days |

    ## Operations by Feature

    ### Login

    1. `SET session:{uid} x EX 604800`
    ````

    ````md trap
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `session:{user_id}` | 7 days |
    ````
    """
    if not graph.uses(item):
        yield Finding(
            item.name.span,
            f"the cache item `{item.key}` is declared but never used",
            help="add its operations, or remove it",
            roots=(item.root,),
        )
