"""A service has no responsibilities."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.architecture import Responsibilities, Service
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=lambda service, graph: bool(graph.all(Responsibilities)))
def missing_responsibilities(service: Service, graph: Graph) -> Iterator[Finding]:
    """A service of the Services table has no sub-section among the service responsibilities.

    Each service has a sub-section that lists what it is responsible for (specification catalogue). A list item or a
    table row per service counts too. An architecture without any of them is reported by `missing-section`.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service          | Type | Role     |
    | ---------------- | ---- | -------- |
    | `auth-service`   | gRPC | Tokens   |
    | `«user-service»` | gRPC | Profiles |

    ## 5. Service Responsibilities

    ### 5.1 Auth Service

    - signs tokens
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type | Role     |
    | -------------- | ---- | -------- |
    | `auth-service` | gRPC | Tokens   |
    | `user-service` | gRPC | Profiles |

    ## 5. Service Responsibilities

    ### 5.1 Auth & User Services

    - sign tokens and keep profiles
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type | Role     |
    | -------------- | ---- | -------- |
    | `auth-service` | gRPC | Tokens   |
    | `user-service` | gRPC | Profiles |

    ## 5. Responsibilities

    - **auth-service**: signs tokens
    - **`user-service`**: keeps profiles
    ````
    """
    if service.key in graph.view(_responsible) or service.key in graph.view(_misspelt):
        return
    given = graph.all(Responsibilities)
    yield Finding(
        service.name.span,
        f"`{service.key}` has no responsibilities",
        labels=(Label(given[0].span, "the first service's responsibilities"),),
        help=f"add a sub-section for `{service.key}` that lists what it is responsible for",
        roots=(service.root,),
    )


def _misspelt(graph: Graph) -> frozenset[str]:
    """The services that responsibilities of a service that is not there are nearest to: that one is reported."""
    strangers = (given.service for given in graph.all(Responsibilities) if not graph.targets(given.service))
    return frozenset(near.key for ref in strangers if (near := graph.nearest(Service, ref.key)))


def _responsible(graph: Graph) -> frozenset[str]:
    """The services that have responsibilities."""
    return frozenset(
        target.key
        for given in graph.all(Responsibilities)
        for ref in (given.service, *given.parts)
        for target in graph.targets(ref)
    )
