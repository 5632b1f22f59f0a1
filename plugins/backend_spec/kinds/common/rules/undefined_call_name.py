"""Rule: undefined-call-name."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, Use
from backend_spec.model.entity import Where
from backend_spec.model.grpc import InterServiceCall, Rpc
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule

_KINDS = frozenset({"architecture", "grpc", "database", "error", "event"})


def _listed(graph: Graph) -> frozenset[tuple[str, int, int]]:
    """The places of RPCs in the inter-service communication table, which has a rule of its own."""
    return frozenset(ref.span.order for row in graph.all(InterServiceCall) for ref in row.rpcs)


def _applies(use: Use, graph: Graph) -> bool:
    return (
        use.kind in _KINDS
        and use.ref.where is not Where.DIAGRAM  # calls in diagrams have rules of their own
        and use.ref.target in (Endpoint, Rpc)
        and bool(graph.all(use.ref.target))
        and use.span.order not in graph.view(_listed)
    )


@rule(severity=Severity.WARNING, when=_applies)
def undefined_call_name(use: Use, graph: Graph) -> Iterator[Finding]:
    """A document names an endpoint or an RPC that does not exist.

    Usually it was renamed, and this place was not. Judged are names that are much like a declared one, in documents
    whose own rules do not judge them.

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
    <!-- error_specification.md -->
    # Error Handling

    - `«GET /api/v1/user/:id»` hides users who blocked the caller; `«AuthService.ValidteToken»` does not.
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
    <!-- error_specification.md -->
    # Error Handling

    - `GET /users/{user_id}` hides users; `POST /oauth2/token` of Google and `TokenService.Exchange` of theirs do not.
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
