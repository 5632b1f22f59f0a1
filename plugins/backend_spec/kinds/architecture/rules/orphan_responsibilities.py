"""Responsibilities belong to no service."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.architecture import Responsibilities, Service
from backend_spec.model.entity import Where
from backend_spec.rule import rule


def _applies(given: Responsibilities, graph: Graph) -> bool:
    """Sub-sections and rows; a bold word at the head of a list item may be anything."""
    return bool(graph.all(Service)) and given.service.where is not Where.PROSE


@rule(severity=Severity.WARNING, when=_applies)
def orphan_responsibilities(given: Responsibilities, graph: Graph) -> Iterator[Finding]:
    """A sub-section of the service responsibilities is called after no service.

    A service that was renamed or removed leaves such a sub-section behind. Sub-sections about something else than a
    service are better placed in a section of their own.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type | Role     |
    | -------------- | ---- | -------- |
    | `auth-service` | gRPC | Tokens   |

    ## 5. Service Responsibilities

    ### 5.1 Auth Service

    - signs tokens

    ### 5.2 «Billing Service»

    - writes invoices
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type    | Role     |
    | -------------- | ------- | -------- |
    | `gateway`      | Gateway | REST     |
    | `auth-service` | gRPC    | Tokens   |

    ## 5. Service Responsibilities

    ### 5.1 API Gateway

    ### 5.2 AuthService (`auth-service`)
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service                | Type | Role   |
    | ---------------------- | ---- | ------ |
    | `search-and-discovery` | gRPC | Search |
    | `media-service`        | gRPC | Files  |

    ## 5. Service Responsibilities

    ### 5.1 Core Services

    #### 5.1.1 Search and Discovery Service

    - finds things

    #### 5.1.2 Media Service — uploads and thumbnails

    - keeps files
    ````
    """
    if any(graph.targets(ref) for ref in (given.service, *given.parts)):
        return
    near = graph.nearest(Service, given.service.key)
    yield Finding(
        given.service.span,
        f"`{given.service.key}` is not in the Services table",
        labels=(Label(near.name.span, "did you mean this one?"),) if near else (),
        help=f"call it `{near.key}`" if near else "add the service to the Services table, or move the sub-section",
        roots=(given.service.root,),
    )
