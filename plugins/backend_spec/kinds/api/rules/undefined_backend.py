"""An endpoint's section names an RPC that does not exist."""

from collections.abc import Iterator
from difflib import get_close_matches

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Backend
from backend_spec.rule import rule


def _applies(backend: Backend, spec: Graph) -> bool:
    return bool(spec.all(Rpc)) and any(ref.firm for ref in backend.rpcs)


@rule(severity=Severity.ERROR, checklist=4, when=_applies)
def undefined_backend(backend: Backend, spec: Graph) -> Iterator[Finding]:
    """An endpoint's section or the summary names an RPC behind the endpoint that no proto service defines.

    The gateway cannot forward the request to what does not exist: the RPC was renamed, or it was never specified.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    - **Service**: `auth-service` (`«AuthService.SignIn»`)
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ## API Summary

    | Method | Endpoint | Service | RPC |
    | --- | --- | --- | --- |
    | POST | `/api/v1/auth/login` | auth-service | «Logon» |
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    ```
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    | Property | Value |
    | --- | --- |
    | Access | Public |
    | gRPC Method | `Login` |

    ### POST /api/v1/auth/logout

    **Service:** Auth Service (see `nihao.auth.v1.AuthService/Logout`)
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
      rpc Logout(LogoutRequest) returns (LogoutResponse);
    }
    ```
    ````
    """
    for ref in backend.rpcs:
        if not ref.firm or spec.resolve(ref):
            continue
        names = {rpc.key: rpc for rpc in spec.all(Rpc)} | {rpc.method.value: rpc for rpc in spec.all(Rpc)}
        close = get_close_matches(ref.key, names, 1, 0.7)
        near = names[close[0]] if close else None
        yield Finding(
            ref.span,
            f"`{backend.endpoint}` is said to be answered by `{ref.key}`, which no proto service defines",
            labels=(Label(near.method.span, "did you mean this?"),) if near else (),
            help="define the RPC in the gRPC specification, or name one that exists"
            + (f", such as `{near.key}`" if near else ""),
            roots=(ref.root,),
        )
