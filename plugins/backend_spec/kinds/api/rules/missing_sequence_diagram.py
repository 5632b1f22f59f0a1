"""An endpoint without sequence diagram."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _drawn(endpoint: Endpoint) -> bool:
    return endpoint.diagram is not None


@rule(severity=Severity.WARNING, when=survey.is_business)
def missing_sequence_diagram(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """An endpoint has no sequence diagram.

    The diagram is where RPCs, tables, cache keys and topics of an endpoint are named; without it nothing ties the
    endpoint to the services behind it. A document in which most endpoints have none is reported once.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
    ```

    ### «POST /api/v1/auth/logout»

    Ends the session.
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### «POST /api/v1/auth/login»

    ### POST /api/v1/auth/logout
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
    ```

    ### GET /healthz
    ````
    """
    message = survey.lacking(endpoint, spec, _drawn, "sequence diagram")
    if message:
        yield Finding(
            endpoint.name.span,
            message,
            help="add a Mermaid `sequenceDiagram` of the call through the gateway to its services",
        )
