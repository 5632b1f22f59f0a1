"""Rule: unknown-argument."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Call, Graph
from backend_spec.kinds.grpc import arguments
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=lambda call, graph: id(call) in graph.view(arguments.calls))
def unknown_argument(call: Call, graph: Graph) -> Iterator[Finding]:
    """A diagram passes an RPC something that its request has no field for.

    The caller cannot send it: the field was renamed or never specified.

    Compared are lists of names behind the RPC (`Login(email, password)`); camelCase and snake_case are alike, and
    shorter names (`id` for `user_id`) count as the field. A field that is misspelt is always reported, another name
    only beside fields and in a document whose calls nearly all pass fields by name, since lists of arguments are often
    illustrations.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type         | Role    |
    | ------------ | ------------ | ------- |
    | gateway      | REST Gateway | entry   |
    | auth-service | gRPC         | logs in |
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
      rpc Logout(LogoutRequest) returns (LogoutResponse);
    }
    message LoginRequest { string identifier = 1; string password = 2; }
    message LoginResponse { string token = 1; }
    message LogoutRequest { string session_id = 1; }
    message LogoutResponse {}
    ```

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant G as Gateway
        participant AuthService
        G->>AuthService: Login(identifier, password, «locale»)
        G->>AuthService: Login(identifier, password)
        G->>AuthService: Logout(session_id)
        G->>AuthService: Logout(session_id)
        G->>AuthService: Logout(session_id)
    ```
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type         | Role    |
    | ------------ | ------------ | ------- |
    | gateway      | REST Gateway | entry   |
    | auth-service | gRPC         | logs in |
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    message LoginRequest { string identifier = 1; string password = 2; }
    message LoginResponse { string token = 1; }
    ```

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant G as Gateway
        participant AuthService
        G->>AuthService: AuthService.Login(«identifer»)
    ```
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type         | Role    |
    | ------------ | ------------ | ------- |
    | gateway      | REST Gateway | entry   |
    | auth-service | gRPC         | logs in |
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
      rpc Logout(LogoutRequest) returns (LogoutResponse);
    }
    message Device { string platform = 1; }
    message LoginRequest { string identifier = 1; string password = 2; Device device = 3; }
    message LoginResponse { string token = 1; }
    message LogoutRequest { string session_id = 1; }
    message LogoutResponse {}
    ```

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant G as Gateway
        participant AuthService
        G->>AuthService: Login(email, pass)
        G->>AuthService: Login(req)
        G->>AuthService: Login(identifier, password, platform=web)
        G->>AuthService: Logout(sessionId)
        G->>AuthService: Logout(token)
    ```
    ````
    """
    for found in graph.view(arguments.unknown).get(id(call), ()):
        name, meant = found.name.value, found.meant
        yield Finding(
            found.name.span,
            f"`{found.rpc.key}` is passed `{name}`, but `{found.request.key}` has no such field",
            (Label(found.request.content.name.span, "the request's fields are declared here"),),
            f"write `{meant}`" if meant else "use a field of the request, or add the field to it",
        )
