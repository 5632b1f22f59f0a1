"""Rule: unlisted-contract-event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.kinds.event import statements
from backend_spec.model.event import Contract, ContractRow, Event
from backend_spec.rule import rule


def _contracts(graph: Graph) -> Mapping[str, Contract]:
    """The contracts of services whose rows name all their events: by the service's name."""
    found: dict[str, Contract] = {}
    for contract in graph.all(Contract):
        service = graph.resolve(contract.service)
        if service:
            found.setdefault(service.key, contract)
    rows: set[str] = set()
    vague: set[str] = set()
    for row in graph.all(ContractRow):
        service = graph.resolve(row.service)
        if service:
            rows.add(service.key)
            if any(not ref.firm or not graph.targets(ref) for ref in row.events):
                vague.add(service.key)
    return {key: contract for key, contract in found.items() if key in rows and key not in vague}


def _applies(event: Event, graph: Graph) -> bool:
    return bool(graph.view(_contracts)) and id(event) in graph.view(statements.single)


@rule(severity=Severity.WARNING, when=_applies)
def unlisted_contract_event(event: Event, graph: Graph) -> Iterator[Finding]:
    """The catalog says that a service produces or consumes an event, and the service's contract does not list it.

    The contract is what the service's team works from.

    Judged are services whose contract has rows for other events, all of which are in the catalog. An event
    whose places name different services is left to `contradicted-producer` and `contradicted-consumer`. Which of the
    two is out of date, the rule cannot know.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Event Type      | Producer     | Consumer     |
    | --------------- | ------------ | ------------ |
    | user.registered | user-service | mail-service |
    | user.deleted    | user-service | mail-service |

    ## Producer & Consumer Contracts

    ### user-service

    | Event Type      | Trigger Condition |
    | --------------- | ----------------- |
    | user.registered | registration      |
    | user.deleted    | deletion          |

    ### «mail-service»

    | Event Type      | Consumer Group |
    | --------------- | -------------- |
    | user.registered | mail           |

    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type |
    | ------------ | ---- |
    | user-service | gRPC |
    | mail-service | gRPC |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Event Type      | Producer     | Consumer                   |
    | --------------- | ------------ | -------------------------- |
    | user.registered | user-service | mail-service, push-service |

    ## Producer & Consumer Contracts

    ### user-service

    | Event Type      | Trigger Condition |
    | --------------- | ----------------- |
    | user.registered | registration      |

    ### mail-service

    Consumes `user.registered`.

    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type |
    | ------------ | ---- |
    | user-service | gRPC |
    | mail-service | gRPC |
    | push-service | gRPC |
    ````
    """
    sides = (
        (event.producers, "produces", statements.producers),
        (event.consumers, "consumes", statements.consumers),
    )
    for refs, verb, said in sides:
        if disagreement("", graph.view(said)[id(event)], statements.agree):
            continue
        for ref in refs:
            service = graph.resolve(ref)
            contract = graph.view(_contracts).get(service.key) if service else None
            if service and contract and (service.key, event.key) not in graph.view(statements.rows):
                yield Finding(
                    contract.service.span,
                    f"`{service.key}` {verb} `{event.key}` in the catalog, but not in its contract",
                    (Label(ref.span, f"the catalog says `{service.key}`"),),
                    f"add `{event.key}` to the contract, or correct the catalog",
                )
