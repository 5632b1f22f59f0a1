"""Rule: foreign-table-access."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.graph.derived import Call, PartyKind
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.kinds.database import ownership
from backend_spec.model.database import Table
from backend_spec.model.entity import Ref
from backend_spec.rule import rule

Accesses = list[tuple[Ref[Table], Table]]


def _tables(call: Call, graph: Graph) -> Iterator[tuple[Ref[Table], Table]]:
    """The tables with known owners that a service's statement touches."""
    if call.caller.kind is not PartyKind.SERVICE or not (
        call.callee.family == "database" or call.callee.identity == call.caller.identity
    ):
        return
    for ref in call.tables:
        targets = graph.targets(ref)
        certain = ref.firm or graph.proof(ref) == "exact"
        if certain and len(targets) == 1 and graph.view(ownership.claims).get(id(targets[0])):
            yield ref, targets[0]


def _foreign(graph: Graph) -> Mapping[int, list[Accesses]]:
    """The accesses to tables of other services, one group for each service and table, by the first call of each."""
    groups: dict[tuple[str, int], tuple[Call, Accesses]] = {}
    claims, others = graph.view(ownership.claims), graph.view(ownership.open_to)
    for call in graph.all(Call):
        for ref, table in _tables(call, graph):
            said = claims[id(table)]
            guests = others.get(id(table), frozenset())
            owners = frozenset().union(*(claim.value for claim in said))
            if guests is None or call.caller.identity in owners | guests or disagreement("", said, ownership.agree):
                continue
            groups.setdefault((call.caller.identity, id(table)), (call, []))[1].append((ref, table))
    found: dict[int, list[Accesses]] = {}
    for call, accesses in groups.values():
        found.setdefault(id(call), []).append(accesses)
    return found


def _applies(call: Call, graph: Graph) -> bool:
    return any(True for _ in _tables(call, graph))


@rule(severity=Severity.WARNING, when=_applies)
def foreign_table_access(call: Call, graph: Graph) -> Iterator[Finding]:
    """A diagram shows a service that reads or writes a table of another service.

    A table that others touch can no longer be changed by its owner alone; data of another service is asked for by an
    RPC or arrives as an event.

    The owners are those of the ownership table. Services that a row names as readers or in its access column may use
    the table. All places where one service touches one table are one finding. Whether the diagram or the ownership
    table is out of date, the rule cannot know.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type |
    | ------ | ---- |
    | id     | UUID |

    ## Service Ownership

    | Table | Primary Service | Access     |
    | ----- | --------------- | ---------- |
    | users | user-service    | Owner only |

    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type |
    | ------------ | ---- |
    | auth-service | gRPC |
    | user-service | gRPC |

    ## Infrastructure

    | Component | Technology |
    | --------- | ---------- |
    | Database  | PostgreSQL |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## Authentication Flows

    ### Login

    ```mermaid
    sequenceDiagram
        participant A as Auth Service
        participant U as User Service
        participant DB as PostgreSQL
        A->>DB: SELECT * FROM «users» WHERE email = $1
        U->>DB: UPDATE users SET seen_at = now()
        A->>DB: UPDATE users SET seen_at = now()
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type |
    | ------ | ---- |
    | id     | UUID |

    ## Service Ownership

    | Table | Primary Service | Access                   |
    | ----- | --------------- | ------------------------ |
    | users | user-service    | Read for `auth-service`  |

    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type |
    | ------------ | ---- |
    | auth-service | gRPC |
    | user-service | gRPC |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## Authentication Flows

    ### Login

    ```mermaid
    sequenceDiagram
        participant A as Auth Service
        participant DB as PostgreSQL
        A->>DB: SELECT * FROM users WHERE email = $1
    ```
    ````
    """
    for accesses in graph.view(_foreign).get(id(call), ()):
        (ref, table), *more = accesses
        owner = graph.view(ownership.claims)[id(table)][0]
        labels = [Label(owner.span, f"the {owner.place} says {owner.text}")]
        labels += [Label(other.span, "so too here") for other, _ in more]
        yield Finding(
            ref.span,
            f"`{call.caller.identity}` uses the table `{table.key}`, which belongs to {owner.text}",
            tuple(labels),
            f"ask {owner.text} for the data, or give `{call.caller.identity}` access in the ownership table",
        )
