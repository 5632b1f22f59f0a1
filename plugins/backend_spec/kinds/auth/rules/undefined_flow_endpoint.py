"""An authentication flow names an endpoint that does not exist."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.auth import FlowEndpoint
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _applies(named: FlowEndpoint, graph: Graph) -> bool:
    return bool(graph.all(Endpoint))


@rule(severity=Severity.ERROR, checklist=8, when=_applies)
def undefined_flow_endpoint(named: FlowEndpoint, graph: Graph) -> Iterator[Finding]:
    """The authentication specification names an endpoint that the API specification does not have.

    A flow is followed step by step by whoever implements a client; a step that calls nothing stops them. The version
    prefix may be left out and one method may stand for several paths. URLs with a host, endpoints beside a provider's
    name ("Google POST /token"), requests between services, well-known URIs and wildcards are not judged.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## 11. Endpoints

    ### POST /api/v1/auth/register

    ### POST /api/v1/auth/login/google

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Registration Flow

    Begins with `«POST /auth/signup»`.

    ```mermaid
    flowchart TD
        A["POST /auth/register"] --> B{valid?}
        B -->|yes| C[«GET /auth/register»]
        B -->|no| D["POST /login/google or «/auth/login/apple»"]
    ```
    ````

    ````md bad
    <!-- api_specification.md -->
    # HTTP API

    ### POST /api/v1/auth/login

    <!-- authentication.md -->
    # Authentication

    ## Flows

    ### Signing in – `«POST /api/v1/auth/signin»`

    The password is checked.
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## 11. Endpoints

    ### POST /api/v1/auth/login/google

    ### POST /api/v1/auth/login/apple

    ### DELETE /api/v1/auth/sessions/:id

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Social Login Flow

    ```mermaid
    flowchart TD
        A["POST /auth/login/google<br/>or /auth/login/apple"] --> B["DELETE /auth/sessions/{session_id}"]
    ```
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## 11. Endpoints

    ### POST /api/v1/auth/login

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 2. Token Strategy

    Keys are published at `GET /.well-known/jwks.json`.

    ## 4. Authentication Flows

    ### 4.1 Social Login Flow

    ```mermaid
    flowchart TD
        A["POST https://oauth2.googleapis.com/token"] --> B["Google: GET /oauth2/v3/userinfo"]
        B --> C["DELETE session:{user_id}"] --> D["DELETE FROM sessions"]
    ```

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway->>Google: GET /userinfo
        AuthService->>NotificationService: POST /internal/send
    ```
    ````

    ````md trap
    <!-- auth_specification.md -->
    # Authentication Flow

    There is no API specification here: `POST /auth/login` may well exist.
    ````
    """
    if graph.targets(named.endpoint):
        return
    near = graph.nearest(Endpoint, named.endpoint.key)
    yield Finding(
        named.endpoint.span,
        f"`{named.endpoint.key}` is not in the API specification",
        labels=(Label(near.name.span, "did you mean this one?"),) if near else (),
        help=f"did you mean `{near.key}`?"
        if near
        else "add the endpoint to the API specification, or correct the flow",
        roots=(named.endpoint.root,),
    )
