"""Rule: contradicted-consumer."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.kinds.event import statements
from backend_spec.model.event import Event
from backend_spec.rule import rule


def _applies(event: Event, graph: Graph) -> bool:
    return len(graph.view(statements.consumers).get(id(event), ())) > 1


@rule(severity=Severity.ERROR, when=_applies)
def contradicted_consumer(event: Event, graph: Graph) -> Iterator[Finding]:
    """An event has different consumers in the catalog, in its schema and in the contracts.

    A service that thinks it does not consume an event ignores it; one that nobody planned for falls behind.

    A place that names some of the services only does not contradict one that names more; services that the
    architecture does not have, and groups such as "all services", are left out. Which place is right, the rule cannot
    know.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Event Type      | Producer       | Consumer       |
    | --------------- | -------------- | -------------- |
    | user.registered | auth-service | user-service |

    ## Producer & Consumer Contracts

    ### auth-service

    **Events Consumed**

    | Event Type        | Consumer Group |
    | ----------------- | ----------------- |
    | «user.registered» | registration      |

    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type |
    | ------------ | ---- |
    | auth-service | gRPC |
    | user-service | gRPC |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Event Type      | Producer     | Consumer     |
    | --------------- | ------------ | ------------ |
    | user.registered | Auth Service | user-service |

    ## Producer & Consumer Contracts

    ### auth-service

    **Events Produced**

    | Event Type      | Trigger Condition |
    | --------------- | ----------------- |
    | user.registered | registration      |

    ### User Service

    **Events Consumed**

    | Event Type      | Consumer Group |
    | --------------- | -------------- |
    | user.registered | user-welcome   |

    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type |
    | ------------ | ---- |
    | auth-service | gRPC |
    | user-service | gRPC |
    ````
    """
    claims = graph.view(statements.consumers)[id(event)]
    finding = disagreement(f"the consumer of `{event.key}`", claims, statements.agree)
    if finding:
        yield finding
