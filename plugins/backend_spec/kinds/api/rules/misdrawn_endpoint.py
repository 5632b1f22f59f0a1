"""A diagram of the API document calls an endpoint that does not exist."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Call, Graph
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _documents(spec: Graph) -> set[str]:
    return {document.path for document in spec.of_kind("api")}


def _applies(call: Call, spec: Graph) -> bool:
    return call.span.source.path in spec.view(_documents) and any(ref.firm for ref in call.endpoints)


@rule(severity=Severity.WARNING, when=_applies)
def misdrawn_endpoint(call: Call, spec: Graph) -> Iterator[Finding]:
    """A sequence diagram of the API document calls an endpoint that is declared nowhere.

    Usually the endpoint was renamed and its diagram was not. Only calls to the gateway or by a client are judged, and
    the version prefix may be left out. A warning, because the diagram may show a call to another system.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        Client->>Gateway: «POST /auth/signin»
        Gateway->>AuthService: gRPC Login
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway->>AuthService: POST /internal/login
        Gateway->>Redis: GET session:{id}
        Gateway-->>Client: 200 OK
    ```
    ````
    """
    for ref in call.endpoints:
        if ref.firm and not spec.resolve(ref):
            near = spec.nearest(Endpoint, ref.key)
            yield Finding(
                ref.span,
                f"the diagram calls `{ref.key}`, which is declared nowhere",
                labels=(Label(near.name.span, "did you mean this?"),) if near else (),
                help="correct the diagram, or declare the endpoint" + (f"; near is `{near.key}`" if near else ""),
                roots=(ref.root,),
            )
