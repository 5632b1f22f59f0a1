"""Rule: missing-contract-part."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.event import Contract, ContractRow
from backend_spec.rule import rule

_PARTS = {"guarantee": "delivery guarantee", "idempotency": "idempotency strategy"}
_SAID = {
    "guarantee": ("at least once", "at-least-once", "at most once", "at-most-once", "exactly once", "exactly-once"),
    "idempotency": ("idempoten", "dedup", "duplicate"),
}
"""Words by which a document speaks of a part for everybody."""


def _consumers(graph: Graph) -> tuple[Contract, ...]:
    """The contracts of services that consume events."""
    reading = {row.service.span.order for row in graph.all(ContractRow) if not row.produces}
    return tuple(contract for contract in graph.all(Contract) if contract.service.span.order in reading)


def _lacking(graph: Graph) -> dict[str, tuple[Contract, ...]]:
    """By part, the contracts that lack it; those where none has it and the document nowhere speaks of it are one."""
    contracts = graph.view(_consumers)
    texts = {contract.span.source.path: contract.span.source for contract in contracts}
    found = {}
    for part in _PARTS:
        lacking = tuple(contract for contract in contracts if getattr(contract, part) is None)
        if 2 * len(lacking) <= len(contracts):
            found[part] = lacking
        elif len(lacking) == len(contracts):
            said = any(word in source.text.casefold() for source in texts.values() for word in _SAID[part])
            found[part] = () if said else lacking[:1]
        else:
            found[part] = ()
    return found


def _is_consumer(contract: Contract, graph: Graph) -> bool:
    return id(contract) in graph.view(_identities)


def _identities(graph: Graph) -> frozenset[int]:
    return frozenset(map(id, graph.view(_consumers)))


@rule(severity=Severity.WARNING, when=_is_consumer)
def missing_contract_part(contract: Contract, graph: Graph) -> Iterator[Finding]:
    """A consumer's contract states no delivery guarantee or no idempotency strategy.

    Brokers deliver twice; a consumer that does not say what it does then does the work twice (seed: each contract has
    "delivery guarantee" and "idempotency strategy for consumers"). A label is not needed, a sentence in the contract
    will do. The rule compares with the document's own habit: a part is asked for where at least half of the consumers
    have it. Where none has it, a sentence for all consumers is enough, else the document has one finding.

    What the rule cannot know: whether a sentence for all consumers was meant for the one that says nothing while the
    others do, and whether a strategy works.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## 6. Producer & Consumer Contracts

    ### 6.1 auth-service

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `auth-service` | Stores it |

    - **Delivery guarantee**: at-least-once
    - **Idempotency strategy**: by `event_id`

    ### 6.2 mail-service

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `mail-service` | Stores it |

    - **Delivery guarantee**: at-least-once
    - **Idempotency strategy**: by `event_id`

    ### «6.3 audit-service»

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `audit-service` | Stores it |

    - **Delivery guarantee**: at-least-once
    ````

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## 6. Producer & Consumer Contracts

    ### «6.1 auth-service»

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `auth-service` | Stores it |


    ### 6.2 mail-service

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `mail-service` | Stores it |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## 1. Overview

    Delivery is at least once everywhere, and every consumer must live with duplicates.

    ## 6. Producer & Consumer Contracts

    ### 6.1 auth-service

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `auth-service` | Stores it |


    ### 6.2 mail-service

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `mail-service` | Stores it |
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## 6. Producer & Consumer Contracts

    ### 6.1 auth-service

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `auth-service` | Stores it |

    - **Delivery guarantee**: at-least-once
    - **Idempotency strategy**: by `event_id`

    ### 6.2 mail-service

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `mail-service` | Stores it |

    - **Delivery guarantee**: at-least-once
    - **Idempotency strategy**: by `event_id`

    ### 6.3 user-service

    **Events produced**

    | Event Type | Topic | Trigger |
    | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | Sign-up |

    - **Delivery guarantee**: at-least-once

    ### 6.4 push-service

    **Events consumed**

    | Event Type | Topic | Consumer Group | Processing |
    | --- | --- | --- | --- |
    | `user.registered` | `user.lifecycle` | `push-service` | Stores it |

    Delivery is at most once: a duplicate push is worse than none.
    ````
    """
    lacking = graph.view(_lacking)
    missing = [part for part in _PARTS if any(one is contract for one in lacking[part])]
    if not missing:
        return
    others = [one for one in graph.view(_consumers) if one is not contract]
    labels = [Label(place, "stated here") for part in missing for one in others[:3] if (place := getattr(one, part))]
    alone = not any(getattr(one, part) for part in missing for one in others) and len(others) > 0
    message = f"the contract of `{contract.service.key}` states no {' and no '.join(_PARTS[part] for part in missing)}"
    yield Finding(
        contract.span,
        message + ("; nor do the other consumers" if alone else ""),
        tuple(labels),
        help="write `**Delivery guarantee**: at-least-once` and how the consumer meets duplicates",
    )
