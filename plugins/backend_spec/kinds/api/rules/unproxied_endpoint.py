"""The summary's backend service has no part in the endpoint."""

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, PartyKind
from backend_spec.kinds.api import survey
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Ref
from backend_spec.model.grpc import GrpcService
from backend_spec.model.http import Endpoint, SummaryRow
from backend_spec.rule import rule

_SELF = re.compile(r"gateway|\b(?:bff|edge|proxy|self|internal|all|every|various|any)\b", re.IGNORECASE)


def _promised(row: SummaryRow) -> list[Ref[Service]]:
    """The backend services that a row names; the gateway itself is none."""
    return [ref for ref in row.services if not _SELF.search(ref.key)]


def _with_proto(spec: Graph) -> set[str]:
    return {service.key for proto in spec.all(GrpcService) for service in spec.targets(proto.service)}


def _applies(row: SummaryRow, spec: Graph) -> bool:
    return bool(_promised(row)) and spec.has("architecture")


@rule(severity=Severity.ERROR, checklist=4, when=_applies)
def unproxied_endpoint(row: SummaryRow, spec: Graph) -> Iterator[Finding]:
    """The API summary says that a service answers an endpoint, but nothing takes the call there.

    Either the endpoint's sequence diagram calls other services only, or the service has no RPC that it could call.
    Whoever implements the gateway from the summary and whoever does from the diagram build two systems. A diagram with
    a party that cannot be told, and services that are reached through a broker, are not judged.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    | user-service | gRPC | profiles |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### Login

    `POST /api/v1/auth/login`

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway->>AuthService: gRPC Login
    ```

    ## API Summary

    | Method | Endpoint | Service |
    | --- | --- | --- |
    | POST | `/api/v1/auth/login` | «user-service» |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    | user-service | gRPC | profiles |
    | notification-service | Worker | sends mail |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### Login

    `POST /api/v1/auth/login`

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway->>AuthService: gRPC Login
        AuthService->>UserService: GetUser(id)
        AuthService->>Kafka: publish notification.email
    ```

    ## Operational Endpoints

    ### `GET /healthz`

    ## API Summary

    | Method | Endpoint | Service |
    | --- | --- | --- |
    | POST | `/api/v1/auth/login` | Auth Service, user-service, notification-service |
    | GET | `/healthz` | Gateway |
    ````
    """
    for ref in _promised(row):
        service = spec.resolve(ref)
        if service is None:
            continue  # `unknown-summary-service` reports it
        for endpoint in spec.targets(row.endpoint)[:1]:
            yield from _judge(endpoint, row, ref, service, spec)


def _judge(endpoint: Endpoint, row: SummaryRow, ref: Ref[Service], service: Service, spec: Graph) -> Iterator[Finding]:
    calls = survey.calls(endpoint, spec)
    parties = [party for call in calls for party in (call.caller, call.callee)]
    answering = [call.callee for call in calls if call.caller.service and _SELF.search(call.caller.service.key)]
    direct = [party for party in answering if party.service and not _SELF.search(party.service.key)]
    # The one service of a row is what the gateway calls; of several, some are called by the others.
    seen = direct if direct and len(_promised(row)) == 1 else parties
    if any(party.service and party.service.key == service.key for party in seen):
        return
    shown = direct or [party for party in parties if party.service and not _SELF.search(party.service.key)]
    if any(party.kind in (PartyKind.UNKNOWN, PartyKind.GROUP) for party in parties):
        return
    if shown:
        if len(_promised(row)) > 1 and any(party.family == "broker" for party in parties):
            return
        called = ", ".join(dict.fromkeys(f"`{party.service.key}`" for party in shown if party.service))
        told = f"the gateway calls {called} in its diagram" if direct else f"its diagram calls {called} only"
        yield Finding(
            ref.span,
            f"the summary has `{endpoint.key}` answered by `{service.key}`, but {told}",
            labels=(Label(endpoint.diagram or endpoint.name.span, f"no call to `{service.key}` here"),),
            help="correct the service in the summary, or show the call to it in the endpoint's sequence diagram",
        )
    elif not calls and spec.all(GrpcService) and service.key not in spec.view(_with_proto) and _speaks_grpc(service):
        yield Finding(
            ref.span,
            f"the summary has `{endpoint.key}` answered by `{service.key}`, which has no RPC to call",
            labels=(Label(service.name.span, "this service has no proto service"),),
            help=f"define the proto service of `{service.key}` in the gRPC specification, or correct the summary",
        )


def _speaks_grpc(service: Service) -> bool:
    return service.type is None or "grpc" in service.type.value.casefold()
