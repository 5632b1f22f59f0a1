"""The authentication specification names a cache key that the cache does not declare."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, keys
from backend_spec.model.auth import SessionItem
from backend_spec.model.cache import CacheKey
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, checklist=8, when=lambda item, graph: bool(graph.all(CacheKey)))
def undeclared_session_item(item: SessionItem, graph: Graph) -> Iterator[Finding]:
    """The authentication specification names a session or token key that the cache specification does not declare.

    A key that only one side knows is written and never read, or has no lifetime. Judged are key patterns with a
    placeholder (`session:{user_id}`) and keys in Redis commands; placeholders may have other names and may be filled
    in, and a namespace may stand before the key (`nihao:session:{user_id}`). Claims, scopes and URIs look alike and are
    left alone.

    ````md bad
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern                    | Value | TTL | Service | Purpose |
    | ------------------------------ | ----- | --- | ------- | ------- |
    | `session:{user_id}:{token_id}` | JSON  | 7d  | auth    | session |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 2. Token Strategy

    | Token   | TTL | Storage                       |
    | ------- | --- | ----------------------------- |
    | Refresh | 7d  | Redis: `«refresh:{user_id}»`  |

    ## 4. Authentication Flows

    ### 4.1 Logout Flow

    ```mermaid
    flowchart TD
        A["DEL session:{user_id}:{token_id}"] --> B["SADD «blacklist:{jti}» 1"]
    ```
    ````

    ````md good
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern                    | Value | TTL | Service | Purpose |
    | ------------------------------ | ----- | --- | ------- | ------- |
    | `session:{user_id}:{token_id}` | JSON  | 7d  | auth    | session |
    | `verify:{identifier}:{kind}`   | code  | 5m  | auth    | codes   |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 5. Session Lifecycle Summary

    | Event    | Token State                                            |
    | -------- | ------------------------------------------------------ |
    | Login    | `session:{uid}:{tid}` is written                       |
    | Log out  | `session:{user_id}:*` is deleted                       |
    | Register | `verify:{identifier}:registration` is checked, deleted |
    ````

    ````md trap
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern                    | Value | TTL | Service | Purpose |
    | ------------------------------ | ----- | --- | ------- | ------- |
    | `session:{user_id}:{token_id}` | JSON  | 7d  | auth    | session |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 2. Token Strategy

    | Claim | Value                                   | TTL |
    | ----- | --------------------------------------- | --- |
    | scope | `users:read`, `role:{name}`             | —   |
    | iss   | `https://auth.example.com/{tenant}`     | —   |
    | otp   | `otpauth://totp/{issuer}:{account}`     | —   |
    | host  | `localhost:6379`, `Authorization: {jwt}`| —   |
    ````
    """
    rest = item.key.key.partition(":")[2]
    if graph.targets(item.key) or (":" in rest and any(keys.unify(other.key, rest) for other in graph.all(CacheKey))):
        return
    near = graph.nearest(CacheKey, item.key.key)
    yield Finding(
        item.key.span,
        f"the cache key `{item.key.key}` is not in the cache specification",
        labels=(Label(near.name.span, "did you mean this one?"),) if near else (),
        help=f"did you mean `{near.key}`?"
        if near
        else "declare the key in the cache specification, or correct it here",
        roots=(item.key.root,),
    )
