"""Rule: undefined-operation-cause."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, Use
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _applies(use: Use, graph: Graph) -> bool:
    return use.kind == "cache" and use.ref.target in (Endpoint, Rpc) and bool(graph.all(use.ref.target))


@rule(severity=Severity.ERROR, checklist=7, when=_applies)
def undefined_operation_cause(use: Use, graph: Graph) -> Iterator[Finding]:
    """The cache specification names an endpoint or an RPC that does not exist.

    Operations say which call causes them. Judged are names that are much like a declared one: what another system
    offers is none of ours.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### GET /api/v1/users/:id

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc ValidateToken(ValidateTokenRequest) returns (ValidateTokenResponse);
    }
    ```
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern | Value | TTL | Service |
    | --- | --- | --- | --- |
    | `profile:{user_id}` | JSON | 600 s | user-service |

    ## 3. Operations by Feature

    | Call | Redis Operation |
    | --- | --- |
    | `GET /api/v1/users/:id` | `GET profile:{user_id}` |
    | `«GET /api/v1/user/:id»` | `GET profile:{user_id}` |
    | `«AuthService.ValidateTokens»` | `GET profile:{user_id}` |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### GET /api/v1/users/:id

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc ValidateToken(ValidateTokenRequest) returns (ValidateTokenResponse);
    }
    ```
    <!-- cache_specification.md -->
    # Cache Strategy

    ## 2. Cache Items

    | Key Pattern | Value | TTL | Service |
    | --- | --- | --- | --- |
    | `profile:{user_id}` | JSON | 600 s | user-service |

    ## 3. Operations by Feature

    | Call | Redis Operation |
    | --- | --- |
    | `GET /users/{user_id}` | `GET profile:{user_id}` |
    | `POST /oauth2/token` of the provider | `GET profile:{user_id}` |
    | `AuthService.ValidateToken` | `GET profile:{user_id}` |
    ````
    """
    near = None if graph.resolve(use.ref) else graph.nearest(use.ref.target, use.ref.key)
    if near is None:
        return
    yield Finding(
        use.span,
        f"there is no {'endpoint' if use.ref.target is Endpoint else 'RPC'} `{use.ref.key}`",
        labels=(Label(near.name.span, "did you mean this?"),),
        help=f"write `{near.key}`, or declare what is named here",
        roots=(use.ref.root,),
    )
