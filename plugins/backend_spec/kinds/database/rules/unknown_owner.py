"""Rule: unknown-owner."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import unknown_service
from backend_spec.model.database import Ownership
from backend_spec.rule import rule


def _applies(row: Ownership, graph: Graph) -> bool:
    return bool(row.owners or row.others) and unknown_service.is_judged(graph) and _is_first(row, graph)


def _is_first(row: Ownership, graph: Graph) -> bool:
    """A table row that names several tables is several statements with one and the same owner cell."""
    return graph.view(_firsts).get(row.span.order) is row


def _firsts(graph: Graph) -> dict[tuple[str, int, int], Ownership]:
    firsts: dict[tuple[str, int, int], Ownership] = {}
    for row in graph.all(Ownership):
        firsts.setdefault(row.span.order, row)
    return firsts


@rule(severity=Severity.ERROR, checklist=6, when=_applies)
def unknown_owner(row: Ownership, graph: Graph) -> Iterator[Finding]:
    """A table is owned by a service that the architecture does not have.

    Who owns a table decides who may change it and who must be asked. Spellings of one name (`Auth Service`,
    `auth-service`, `AuthService`) are the same service; groups such as "all services" and dashes are not judged.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts and sessions |
    | chat-service | gRPC | Messages |
    <!-- database_schema.md -->
    # Database Schema

    ## Service Ownership

    | Table | Primary Service | Access |
    | --- | --- | --- |
    | users | auth-service | Read/Write |
    | messages | «message-service» | Read/Write |
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | `auth-service` | gRPC | Accounts and sessions |
    <!-- database_schema.md -->
    # Database Schema

    ## Service Ownership

    | Owner | Tables |
    | --- | --- |
    | `auth-service`, `«profile-service»` | `users`, `profiles` |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts and sessions |
    <!-- database_schema.md -->
    # Database Schema

    ## Service Ownership

    | Table | Primary Service | Access |
    | --- | --- | --- |
    | users | Auth Service | Read/Write |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | auth-service | gRPC | Accounts and sessions |
    <!-- database_schema.md -->
    # Database Schema

    ## Service Ownership

    | Table | Primary Service | Access |
    | --- | --- | --- |
    | users | AuthService (writes) | Read/Write |
    | outbox | All services | Each its own rows |
    | migrations | — | |
    ````
    """
    yield from unknown_service.unknown(graph, (*row.owners, *row.others), f"owner of the table `{row.table.key}`")
