"""A path has the same parameter twice."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import Endpoint
from backend_spec.notation import http
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def repeated_parameter(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """A path names two parameters alike.

    Routers refuse such a path, or keep one of the two values. Wildcards without a name may repeat.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### Get a message

    `GET «/api/v1/chats/:id/messages/:id»`
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### Get a message

    `GET /api/v1/chats/:id/messages/:message_id`
    ````
    """
    names = [name for part in http.segments(endpoint.path.value) for name in part.parameters if name.strip("*._")]
    twice = next((name for index, name in enumerate(names) if name in names[:index]), None)
    if twice:
        message = f"the path `{endpoint.path.value}` has two parameters `{twice}`"
        yield Finding(endpoint.path.span, message, help="call one of them what it identifies, such as `message_id`")
