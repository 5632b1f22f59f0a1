"""Rule: contradicted-roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import grants
from backend_spec.kinds.common.agreement import disagreement, together
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    agree = graph.view(grants.agreement)
    found = []
    for endpoint in graph.all(Endpoint):
        claims = graph.view(grants.roles).get(id(endpoint), [])
        if finding := disagreement(f"the set of roles of `{endpoint.key}`", claims, agree):
            found.append((id(endpoint), tuple((claim.place, claim.text) for claim in claims), finding))
    return together(found)


@rule(severity=Severity.WARNING, when=lambda endpoint, graph: id(endpoint) in graph.view(grants.roles))
def contradicted_roles(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """An endpoint names other roles than the access matrix or the API summary does.

    The gateway is configured from one of them. A role too many is a hole, a role too few a support case.

    Compared are the roles of the endpoint's section, of its rows in the matrix (any mark that does not say no counts,
    "own" too) and of its row in the summary, for protected endpoints whose roles are all defined. Authors who name
    the lowest role only and mean those above it are understood where the matrix shows which roles include which; a
    specification that nearly always names all of them is taken at its word. Lists that speak
    of owners, or of roles left out, are not compared.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Authentication & Authorization

    ### Roles

    | Role   | Description |
    | ------ | ----------- |
    | member | A user      |
    | admin  | Runs it     |

    ### Access Matrix

    | Endpoint                      | member | admin |
    | ----------------------------- | ------ | ----- |
    | `GET /api/v1/users`           | ✓      | ✓     |
    | `GET /api/v1/users/{id}`      | ✓      | ✓     |
    | `«DELETE /api/v1/users/{id}»` | ✓      | ✓     |
    | `POST /api/v1/users`          | —      | ✓     |

    ## Endpoints

    ### GET /api/v1/users

    - **Access**: Protected (member)

    ### GET /api/v1/users/{id}

    - **Access**: Protected (member or higher)

    ### DELETE /api/v1/users/{id}

    - **Access**: Protected (admin)

    ### POST /api/v1/users

    - **Access**: Protected (admin)

    ## API Summary

    | Method | Endpoint             | Access             |
    | ------ | -------------------- | ------------------ |
    | GET    | `/api/v1/users`      | Protected (member) |
    | DELETE | `/api/v1/users/{id}` | Protected (admin)  |
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Authentication & Authorization

    ### Roles

    | Role   | Description |
    | ------ | ----------- |
    | member | A user      |
    | staff  | Helps       |
    | admin  | Runs it     |

    ### Access Matrix

    | Endpoint                    | guest | member | staff | admin |
    | --------------------------- | ----- | ------ | ----- | ----- |
    | `GET /api/v1/users`         | —     | own    | ✓     | ✓     |
    | `GET /api/v1/users/{id}`    | —     | ✓      | ✓     | ✓     |
    | `DELETE /api/v1/users/{id}` | —     | —      | ✓     | ✓     |
    | `POST /api/v1/login`        | ✓     | ✓      | ✓     | ✓     |
    | `POST /api/v1/users/{id}/block` | — | own    | own   | ✓     |

    ## Endpoints

    ### POST /api/v1/login

    - **Access**: Public (guest)

    ### GET /api/v1/users

    - **Access**: Protected, roles: `member`, `staff`, `admin`

    ### GET /api/v1/users/{id}

    - **Access**: Protected
    - **Roles**: `member`+

    ### DELETE /api/v1/users/{id}

    - **Access**: Protected (role: `staff`)

    ### POST /api/v1/users/{id}/block

    - **Access**: Protected (the user's own account, or `admin`)
    ````
    """
    yield from graph.view(_findings).get(id(endpoint), ())
