"""Rule: unknown-summary-service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import unknown_service
from backend_spec.model.http import SummaryRow
from backend_spec.rule import rule

_SAYS_SO = re.compile(r"service|svc|server", re.IGNORECASE)
_SELF = re.compile(r"gateway|\b(?:bff|edge|proxy|self|internal|all|every|various|any)\b", re.IGNORECASE)


def _applies(row: SummaryRow, graph: Graph) -> bool:
    return bool(row.services) and unknown_service.is_judged(graph)


def _columns(graph: Graph) -> frozenset[str]:
    """The documents whose summary names services that exist in four of five rows: there the column holds services and
    nothing else."""
    known: dict[str, int] = {}
    total: dict[str, int] = {}
    for row in graph.all(SummaryRow):
        if row.services:
            path = row.span.source.path
            total[path] = total.get(path, 0) + 1
            known[path] = known.get(path, 0) + all(graph.resolve(ref) is not None for ref in row.services)
    return frozenset(path for path, rows in total.items() if known[path] >= 3 and known[path] * 5 >= rows * 4)


@rule(severity=Severity.ERROR, checklist=4, when=_applies)
def unknown_summary_service(row: SummaryRow, graph: Graph) -> Iterator[Finding]:
    """The API summary says that a service answers an endpoint, and the architecture has no such service.

    Judged are names that say that they are a service, and all names where the other rows of the column name services
    that exist: a column of that title may hold handlers or modules.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service | Type | Role |
    | --- | --- | --- |
    | `auth-service` | gRPC | Tokens |
    | `user-service` | gRPC | Profiles |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## 11. Endpoints

    ### POST /api/v1/auth/login

    ## 13. API Summary

    | Method | Endpoint | Access | Service |
    | --- | --- | --- | --- |
    | POST | `/api/v1/auth/login` | Public | Auth Service |
    | POST | `/api/v1/auth/logout` | Protected | Auth Service |
    | POST | `/api/v1/auth/refresh` | Public | «Auth Servce» |
    | GET | `/api/v1/users/me` | Protected | User Service |
    | PATCH | `/api/v1/users/me` | Protected | User Service |
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### `POST /api/v1/invoices`

    ## API Summary

    | Method | Endpoint | Service |
    | --- | --- | --- |
    | POST | `/api/v1/invoices` | `«billing-service»` |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service | Type | Role |
    | --- | --- | --- |
    | `auth-service` | gRPC | Tokens |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## 11. Endpoints

    ### POST /api/v1/auth/login

    ## 13. API Summary

    | Method | Endpoint | Access | Service |
    | --- | --- | --- | --- |
    | POST | `/api/v1/auth/login` | Public | Login handler |
    | POST | `/api/v1/auth/logout` | Protected | Logout handler |
    | POST | `/api/v1/auth/refresh` | Public | Auth |
    ````
    """
    endpoint = f"what answers `{row.endpoint.key}`"
    holds_services = row.span.source.path in graph.view(_columns)
    told = (ref for ref in row.services if not _SELF.search(ref.key) and _SAYS_SO.search(ref.key))
    yield from unknown_service.unknown(graph, row.services if holds_services else tuple(told), endpoint)
