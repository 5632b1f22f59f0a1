"""Rule: contradicted-ttl."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.cache import lifetimes
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.model.cache import CacheKey
from backend_spec.rule import rule


def _applies(item: CacheKey, graph: Graph) -> bool:
    return len(graph.view(lifetimes.claims).get(id(item), ())) > 1


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_ttl(item: CacheKey, graph: Graph) -> Iterator[Finding]:
    """A cache key lives for different times in different places.

    The cache table is what people plan with, the commands are what runs. A lock that the table gives 30 minutes and
    the command 3 is a security promise that nobody keeps.

    Compared are the key's TTL, the seconds in `EX`, `PX`, `SETEX` and `EXPIRE` of operations and diagrams, the token
    types table where key and token share a name, and text that goes on behind the key with a duration ("(TTL 15 min)",
    "for 30 minutes"). A TTL that is vague ("up to 1 h", "remaining lifetime") or gives several is left out, and so is
    a command with a placeholder or one whose step speaks of a grace period and the like. A step that changes the life
    of a key on purpose and does not say so is reported: the rule cannot know why a number differs.

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern         | TTL    |
    | ------------------- | ------ |
    | `session:{user_id}` | 30 d   |
    | `lock:{user_id}`    | `«15 min»` |

    ## Operations by Feature

    ### Login

    | Step | Redis Operation                        |
    | ---- | -------------------------------------- |
    | 1    | `SET session:{user_id} x EX 2592000`   |
    | 2    | `EXPIRE session:{uid} «86400»`           |
    | 3    | `SET lock:{user_id} 1 NX EX 1800`      |
    | 4    | Lock again: `SETEX lock:{user_id} 1800 1` |
    ````

    ````md good
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern         | TTL                 |
    | ------------------- | ------------------- |
    | `session:{user_id}` | 2592000 s (30 days) |
    | `deny:{jti}`        | up to 15 min        |
    | `lock:{user_id}`    | 900                 |

    ## Operations by Feature

    ### Login

    1. `HSET session:{user_id} a b`, `EXPIRE session:{user_id} 2592000`
    2. `SET deny:{jti} 1 EX 300`
    3. `SET lock:{user_id} 1 PX 900000`
    4. `EXPIRE lock:{user_id} {window}`

    <!-- auth_specification.md -->
    # Authentication Flow

    ## Security Mechanisms

    | Mechanism | Implementation                              |
    | --------- | ------------------------------------------- |
    | Lockout   | `lock:{user_id}` for 15 minutes after 5 failures within 10 minutes |
    ````

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern      | TTL    |
    | ---------------- | ------ |
    | `lock:{user_id}` | 15 min |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## Authentication Flows

    ### Login

    After five failures the account is locked: `lock:{user_id}` (TTL «30 min»).

    ```mermaid
    sequenceDiagram
        participant A as Auth Service
        participant R as Redis
        A->>R: SET lock:{user_id} 1 EX 900
    ```
    ````
    """
    finding = disagreement(f"the TTL of `{item.key}`", graph.view(lifetimes.claims)[id(item)])
    if finding:
        yield finding
