"""Rule: unknown-contract-service."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import unknown_service
from backend_spec.model.event import ContractRow
from backend_spec.rule import rule


def _applies(row: ContractRow, graph: Graph) -> bool:
    return unknown_service.is_judged(graph) and graph.view(_firsts).get(row.service.span.order) is row


def _firsts(graph: Graph) -> dict[tuple[str, int, int], ContractRow]:
    """The first row for each place that names a service."""
    firsts: dict[tuple[str, int, int], ContractRow] = {}
    for row in graph.all(ContractRow):
        firsts.setdefault(row.service.span.order, row)
    return firsts


@rule(severity=Severity.ERROR, checklist=14, when=_applies)
def unknown_contract_service(row: ContractRow, graph: Graph) -> Iterator[Finding]:
    """A producer or consumer contract is about a service that the architecture does not have.

    A contract binds somebody. Judged are the sub-sections and rows of the contracts that list produced or consumed
    events; general sub-sections such as "Delivery Guarantees" are not.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Producer & Consumer Contracts

    ### 6.1 Auth Service

    | Event Type | Topic | Trigger Condition |
    | --- | --- | --- |
    | `user.registered` | `user.events` | A registration is confirmed |

    ### 6.2 «Mail Service»

    | Event Type | Topic | Consumer Group | Processing Description |
    | --- | --- | --- | --- |
    | `user.registered` | `user.events` | mail | Sends a welcome mail |
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Consumer Contracts

    | Service | Event Type | Topic | Consumer Group |
    | --- | --- | --- | --- |
    | `«mailer»` | `user.registered` | `user.events` | mail |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Producer & Consumer Contracts

    ### 6.1 `auth-service`

    **Produced**

    | Event Type | Topic |
    | --- | --- |
    | `user.registered` | `user.events` |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts |
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Producer & Consumer Contracts

    ### Producers

    #### Auth Service (gRPC)

    | Event Type | Topic | Trigger |
    | --- | --- | --- |
    | `user.registered` | `user.events` | x |

    ### Delivery Guarantees

    | Event Type | Guarantee |
    | --- | --- |
    | `user.registered` | at-least-once |
    ````
    """
    yield from unknown_service.unknown(graph, (row.service,), "the service of a contract")
