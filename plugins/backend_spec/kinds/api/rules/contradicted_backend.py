"""Rule: contradicted-backend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import behind
from backend_spec.kinds.common.agreement import disagreement, together
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return not ours.isdisjoint(theirs)


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    found = []
    for endpoint in graph.all(Endpoint):
        said = graph.view(behind.stated).get(id(endpoint), ((), ()))
        for fact, claims in zip(("service", "RPC"), said, strict=True):
            if finding := disagreement(f"the {fact} behind `{endpoint.key}`", claims, _meet):
                found.append((id(endpoint), tuple((claim.place, claim.text) for claim in claims), finding))
                break  # another service has other RPCs
    return together(found)


@rule(severity=Severity.WARNING, when=lambda endpoint, graph: id(endpoint) in graph.view(behind.stated))
def contradicted_backend(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """An endpoint's section names another service or RPC than its diagram or the API summary.

    Whoever implements the gateway from the section and whoever does from the diagram call different things.

    Compared are the services and RPCs that the section names under a label such as "Service" or "RPC", those that its
    sequence diagrams call, and the summary's row; one in common is enough. Diagrams with a party that cannot be told
    or in which the gateway publishes are left out, and so are those that call the section's service without naming an
    RPC. Where summary and diagram differ from each other, `unproxied-endpoint` says so.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type         | Role     |
    | ------------ | ------------ | -------- |
    | gateway      | HTTP Gateway | entry    |
    | auth-service | gRPC         | logs in  |
    | user-service | gRPC         | profiles |
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
      rpc Logout(LogoutRequest) returns (LogoutResponse);
    }
    ```

    ## 9. User Service

    ```proto
    service UserService {
      rpc GetUser(GetUserRequest) returns (GetUserResponse);
    }
    ```
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    - **Service**: `auth-service` (`AuthService.Logout`)

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        participant A as Auth Service
        C->>G: POST /api/v1/auth/login
        G->>A: «Login»
    ```

    ### GET /api/v1/users/{id}

    - **Service**: `«auth-service»`

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        participant U as User Service
        C->>G: GET /api/v1/users/42
        G->>U: GetUser
    ```

    ## API Summary

    | Method | Endpoint             | Service      |
    | ------ | -------------------- | ------------ |
    | POST   | `/api/v1/auth/login` | auth-service |
    | GET    | `/api/v1/users/{id}` | user-service |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type         | Role     |
    | ------------ | ------------ | -------- |
    | gateway      | HTTP Gateway | entry    |
    | auth-service | gRPC         | logs in  |
    | user-service | gRPC         | profiles |
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
      rpc Logout(LogoutRequest) returns (LogoutResponse);
    }
    ```
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    - **Service**: `auth-service` (`AuthService.Login`), `user-service`

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        participant A as Auth Service
        participant U as User Service
        C->>G: POST /api/v1/auth/login
        G->>A: log in
        A->>U: load the profile
    ```

    ### POST /api/v1/auth/logout

    - **Service**: `auth-service`

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        participant X as Session Service
        C->>G: POST /api/v1/auth/logout
        G->>X: end it
    ```
    ````
    """
    yield from graph.view(_findings).get(id(endpoint), ())
