"""Rule: contradicted-access."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import grants
from backend_spec.kinds.common.agreement import disagreement, together
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    found = []
    for endpoint in graph.all(Endpoint):
        claims = graph.view(grants.public).get(id(endpoint), [])
        if finding := disagreement(f"the access to `{endpoint.key}`", claims):
            odd = next(claim for claim in claims if claim.span == finding.span)
            found.append((id(endpoint), (odd.place, odd.text), finding))
    return together(found)


@rule(
    severity=Severity.WARNING,
    when=lambda endpoint, graph: len(graph.view(grants.public).get(id(endpoint), ())) > 1,
)
def contradicted_access(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """An endpoint is public in one place and protected in another.

    One of the two readers builds a hole: the gateway's routes are written from the summary or the matrix, the
    endpoint's tests from its section.

    Compared are the access in the endpoint's section, in the API summary and in the access matrix, where it has a
    column for guests. A table with words of its own ("Yes", "✓", no role at all) is compared if a word goes with the
    sections of nearly all endpoints that have it. Levels of which people disagree whether they are public (internal,
    refresh token, webhook signature) are left out.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Authentication & Authorization

    ### Access Matrix

    | Endpoint                | guest | member |
    | ----------------------- | ----- | ------ |
    | `POST /api/v1/login`    | ✓     | ✓      |
    | `POST /api/v1/register` | ✓     | ✓      |
    | `«GET /api/v1/me»`        | ✓     | ✓      |

    ## Endpoints

    ### POST /api/v1/login

    - **Access**: «Protected»

    ### POST /api/v1/register

    - **Access**: Public

    ### POST /api/v1/reset

    - **Access**: Public

    ### GET /api/v1/me

    - **Access**: Protected

    ## API Summary

    | Method | Endpoint           | Access    |
    | ------ | ------------------ | --------- |
    | POST   | `/api/v1/login`    | Public    |
    | POST   | `/api/v1/register` | Public    |
    | POST   | `/api/v1/reset`    | «Protected» |
    | GET    | `/api/v1/me`       | Protected |
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### POST /api/v1/login

    Access: Public

    ### GET /api/v1/me

    Access: Protected

    ### PATCH /api/v1/me

    Access: Protected

    ### GET /api/v1/users

    Access: Protected

    ### POST /api/v1/users

    Access: Protected

    ### DELETE /api/v1/users/{id}

    Access: Protected

    ## API Summary

    | Method | Endpoint             | Auth  |
    | ------ | -------------------- | ----- |
    | POST   | `/api/v1/login`      | «Yes» |
    | GET    | `/api/v1/me`         | Yes   |
    | PATCH  | `/api/v1/me`         | Yes   |
    | GET    | `/api/v1/users`      | Yes   |
    | POST   | `/api/v1/users`      | Yes   |
    | DELETE | `/api/v1/users/{id}` | No    |
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Authentication & Authorization

    ### Access Matrix

    | Endpoint               | member | admin |
    | ---------------------- | ------ | ----- |
    | `POST /api/v1/login`   | ✓      | ✓     |
    | `POST /api/v1/refresh` | ✓      | ✓     |
    | `GET /api/v1/a`        | ✓      | ✓     |
    | `GET /api/v1/b`        | ✓      | ✓     |
    | `GET /api/v1/c`        | ✓      | ✓     |

    ## Endpoints

    ### GET /api/v1/a

    - **Access**: Protected

    ### GET /api/v1/b

    - **Access**: Protected

    ### GET /api/v1/c

    - **Access**: Protected

    ### POST /api/v1/login

    - **Access**: Public

    ### POST /api/v1/refresh

    - **Access**: Refresh token

    ## API Summary

    | Method | Endpoint          | Access           |
    | ------ | ----------------- | ---------------- |
    | POST   | `/api/v1/login`   | Public (no auth) |
    | POST   | `/api/v1/refresh` | Public           |
    ````
    """
    yield from graph.view(_findings).get(id(endpoint), ())
