"""Rule: contradicted-owner."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.kinds.database import ownership
from backend_spec.model.database import Table
from backend_spec.rule import rule


def _applies(table: Table, graph: Graph) -> bool:
    return len(graph.view(ownership.claims).get(id(table), ())) > 1


@rule(severity=Severity.ERROR, when=_applies)
def contradicted_owner(table: Table, graph: Graph) -> Iterator[Finding]:
    """A table has different owners in different places.

    Two services that both think a table is theirs change it behind each other's back.

    Compared are the ownership tables of all documents and the owner that a table's own section names. A place that
    names more owners than another does not contradict it; nor does one with a service that the architecture does not
    have. Which place is right, the rule cannot know.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Overview

    | Database | Service      | Tables           |
    | -------- | ------------ | ---------------- |
    | auth     | auth-service | users, `devices` |

    ## Table Definitions

    ### users

    **Owner**: «user-service»

    | Column | Type |
    | ------ | ---- |
    | id     | UUID |

    ### devices

    | Column | Type |
    | ------ | ---- |
    | id     | UUID |

    ## Service Ownership

    | Table   | Primary Service |
    | ------- | --------------- |
    | users   | auth-service    |
    | devices | `«user-service»` |

    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type |
    | ------------ | ---- |
    | auth-service | gRPC |
    | user-service | gRPC |
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    **Owner**: `auth-service` (user-service reads it)

    | Column | Type |
    | ------ | ---- |
    | id     | UUID |

    ## Service Ownership

    | Table | Service      | Access     |
    | ----- | ------------ | ---------- |
    | users | Auth Service | Read/Write |
    | users | User Service | Read       |

    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service      | Type |
    | ------------ | ---- |
    | auth-service | gRPC |
    | user-service | gRPC |
    ````
    """
    claims = graph.view(ownership.claims)[id(table)]
    finding = disagreement(f"the owner of `{table.key}`", claims, ownership.agree)
    if finding:
        yield finding
