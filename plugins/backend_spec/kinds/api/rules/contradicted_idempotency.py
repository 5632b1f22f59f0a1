"""Rule: contradicted-idempotency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import repeats
from backend_spec.kinds.common.agreement import disagreement, together
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    found = []
    for endpoint in graph.all(Endpoint):
        claims = graph.view(repeats.claims).get(id(endpoint), [])
        if finding := disagreement(f"the idempotency of `{endpoint.key}`", claims, lambda a, b: not a.isdisjoint(b)):
            found.append((id(endpoint), tuple((claim.place, claim.text) for claim in claims), finding))
    return together(found)


@rule(
    severity=Severity.WARNING,
    when=lambda endpoint, graph: len(graph.view(repeats.claims).get(id(endpoint), ())) > 1,
)
def contradicted_idempotency(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """An endpoint takes an idempotency key in one place and none, or not the same way, in another.

    A client that leaves out a key which the gateway requires is refused; one that sends a key which nobody looks at
    pays twice.

    Compared are the endpoint's section, the API summary, and a table of the idempotency section whose rows give a
    level and its endpoints. "Recommended", "optional" and "supported" are one level; "safe" and "not needed" are one;
    "not required" may be either. "Yes" and "No" in the summary are compared where they go with the sections of nearly
    all endpoints, and "yes" says nothing for methods that are idempotent by themselves.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Idempotency

    | Level       | Endpoints                                |
    | ----------- | ---------------------------------------- |
    | Required    | `POST /api/v1/orders`                    |
    | Recommended | `POST /api/v1/notes`, `«POST /api/v1/pay»` |

    ## Endpoints

    ### POST /api/v1/orders

    - **Idempotency**: Required

    ### POST /api/v1/notes

    - **Idempotency**: «Not needed»

    ### POST /api/v1/pay

    - **Idempotency**: Required

    ## API Summary

    | Method | Endpoint         | Idempotency   |
    | ------ | ---------------- | ------------- |
    | POST   | `/api/v1/orders` | «Recommended» |
    | POST   | `/api/v1/notes`  | Recommended   |
    | POST   | `/api/v1/pay`    | Required      |
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### POST /api/v1/orders

    - **Idempotency**: Required (`X-Idempotency-Key`)

    ### PUT /api/v1/notes/{id}

    - **Idempotency**: Not needed

    ### POST /api/v1/search

    - **Idempotency**: Not required

    ### POST /api/v1/logout

    - **Idempotency**: Not needed

    ## API Summary

    | Method | Endpoint             | Idempotency         |
    | ------ | -------------------- | ------------------- |
    | POST   | `/api/v1/orders`     | `X-Idempotency-Key` |
    | PUT    | `/api/v1/notes/{id}` | Yes                 |
    | POST   | `/api/v1/search`     | Safe                |
    | POST   | `/api/v1/logout`     | Yes                 |
    ````
    """
    yield from graph.view(_findings).get(id(endpoint), ())
