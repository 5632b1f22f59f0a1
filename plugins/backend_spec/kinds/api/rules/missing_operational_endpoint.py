"""Rule: missing-operational-endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import Endpoint
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule

_SORTS = {
    "liveness": (("health", "live", "ping", "heartbeat", "/up", "status"), ("liveness", "/health", "/live")),
    "readiness": (("ready", "readiness", "startup"), ("readiness", "/ready")),
    "metrics": (("metrics", "prometheus"), ("/metrics",)),
}
"""What is asked for, the words of a path that is one, and what a text says that speaks of it."""


def _operational(graph: Graph) -> tuple[Endpoint, ...]:
    return tuple(endpoint for endpoint in graph.all(Endpoint) if endpoint.operational)


def _is_asked(document: SpecDocument, graph: Graph) -> bool:
    """The first API document, where there are operational endpoints at all: without any, the section is missing."""
    return document.kind == "api" and graph.of_kind("api")[0] is document and bool(graph.view(_operational))


@rule(severity=Severity.WARNING, when=_is_asked)
def missing_operational_endpoint(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """The operational endpoints lack one for liveness, readiness or metrics.

    Whoever runs the system asks all three (seed: "`/healthz` liveness, `/ready` readiness and metrics `/metrics`"). A
    sentence in the API or architecture document will do as well. Where there is no operational endpoint at all, the
    section is missing, which is another finding.

    What the rule cannot know: what runs the system, and which of the three it really asks.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### GET /api/v1/users

    Lists users.

    ## Operational Endpoints

    ### GET «/healthz»

    Tells that the process lives.

    ### GET /ready

    Tells that its stores answer.
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### GET /api/v1/users

    Lists users.

    ## Operational Endpoints

    | Endpoint | Description |
    | --- | --- |
    | `GET /health/live` | the process lives |
    | `GET /health/ready` | its stores answer |
    | `GET /metrics` | Prometheus |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### GET /api/v1/users

    Lists users.

    ## Operational Endpoints

    ### GET /health

    Liveness and readiness alike. Prometheus reads `/metrics` of each pod.
    ````
    """
    found = graph.view(_operational)
    paths = " ".join(endpoint.path.value.casefold() for endpoint in found)
    missing = [sort for sort, (words, _) in _SORTS.items() if not any(word in paths for word in words)]
    texts = [one.span.source.text for kind in ("api", "architecture") for one in graph.of_kind(kind)] if missing else []
    missing = [
        sort for sort in missing if not any(said in text.casefold() for text in texts for said in _SORTS[sort][1])
    ]
    if missing:
        yield Finding(
            found[0].path.span,
            f"there is no operational endpoint for {' and '.join(missing)}",
            help="declare `GET /healthz`, `GET /ready` and `GET /metrics`, each with its response and access level",
        )
