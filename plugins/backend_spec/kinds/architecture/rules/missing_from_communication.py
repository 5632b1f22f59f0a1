"""A service is in no row of the communication patterns table."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, PartyKind
from backend_spec.kinds.architecture import picture
from backend_spec.model.architecture import Service
from backend_spec.rule import rule


def _applies(service: Service, graph: Graph) -> bool:
    """Only where the table names services at all."""
    return PartyKind.SERVICE in graph.view(picture.table).kinds


@rule(severity=Severity.ERROR, checklist=10, when=_applies)
def missing_from_communication(service: Service, graph: Graph) -> Iterator[Finding]:
    """A service of the Services table is in no row of the communication patterns table.

    Nobody knows then who talks to it, by which protocol and how secured (specification catalogue). A row for a group of
    services ("all services") counts for each of them.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service           | Type    | Role     |
    | ----------------- | ------- | -------- |
    | `gateway`         | Gateway | REST API |
    | `auth-service`    | gRPC    | Tokens   |
    | `«media-service»` | gRPC    | Uploads  |

    ## 6. Communication Patterns

    | From    | To             | Protocol | Auth |
    | ------- | -------------- | -------- | ---- |
    | Gateway | `auth-service` | gRPC     | mTLS |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service         | Type    | Role     |
    | --------------- | ------- | -------- |
    | `gateway`       | Gateway | REST API |
    | `auth-service`  | gRPC    | Tokens   |
    | `media-service` | gRPC    | Uploads  |

    ## 6. Communication Patterns

    | Source  | Target        | Protocol | Auth |
    | ------- | ------------- | -------- | ---- |
    | Gateway | Auth, Media   | gRPC     | mTLS |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service         | Type    | Role     |
    | --------------- | ------- | -------- |
    | `gateway`       | Gateway | REST API |
    | `media-service` | gRPC    | Uploads  |

    ## 6. Communication Patterns

    | From         | To    | Protocol | Auth |
    | ------------ | ----- | -------- | ---- |
    | All services | Redis | RESP     | ACL  |
    ````
    """
    if service.key in graph.view(picture.table).ends:
        return
    place = picture.table_place(graph)
    yield Finding(
        service.name.span,
        f"`{service.key}` is in no row of the communication patterns table",
        labels=(Label(place, "the table"),) if place else (),
        help=f"add a row for each connection of `{service.key}`",
        roots=(service.root,),
    )
