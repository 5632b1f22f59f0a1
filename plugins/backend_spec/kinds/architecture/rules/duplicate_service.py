"""A service is declared twice."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.graph.names import joined
from backend_spec.model.architecture import Service
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def duplicate_service(service: Service, graph: Graph) -> Iterator[Finding]:
    """The Services table has two rows for one service.

    Two rows may contradict each other in type and role, and what refers to the service means both. Names that differ
    in case and separators only (`auth-service`, `Auth Service`) are one name. Only rows of one document are compared.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service          | Type | Role      |
    | ---------------- | ---- | --------- |
    | `auth-service`   | gRPC | Tokens    |
    | `user-service`   | gRPC | Profiles  |
    | «Auth Service»   | REST | Passwords |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type | Role      |
    | -------------- | ---- | --------- |
    | `auth-service` | gRPC | Tokens    |
    | `user-service` | gRPC | Profiles  |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type | Role      |
    | -------------- | ---- | --------- |
    | `auth-service` | gRPC | Tokens    |
    | `auth-worker`  | Job  | Clean-up  |

    | Service        | Port  |
    | -------------- | ----- |
    | `auth-service` | 50051 |
    ````
    """
    first = graph.view(_first)[service.name.span.source.path, joined(service.key)]
    if first is not service:
        yield Finding(
            service.name.span,
            f"`{service.key}` is declared twice",
            labels=(Label(first.name.span, "first declared here"),),
            help="merge the two rows, or give one of them another name",
        )


def _first(graph: Graph) -> dict[tuple[str, str], Service]:
    """By document and folded name: the first row."""
    found: dict[tuple[str, str], Service] = {}
    for service in graph.all(Service):
        found.setdefault((service.name.span.source.path, joined(service.key)), service)
    return found
