"""A table names an endpoint that has no section."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import Endpoint, EndpointUse
from backend_spec.rule import rule


@rule(severity=Severity.ERROR)
def undefined_endpoint(use: EndpointUse, spec: Graph) -> Iterator[Finding]:
    """The API summary, the access matrix or the rate limits name an endpoint that is declared nowhere.

    Somebody reads the table and calls what does not exist: the endpoint was renamed or removed, or its section is yet
    to be written. The version prefix may be left out, parameters may be called otherwise, and rows with a wildcard
    stand for no endpoint in particular.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Authentication & Authorization

    ### Access Matrix

    | Endpoint | member | admin |
    | --- | --- | --- |
    | `«POST /api/v1/auth/singin»` | ✓ | ✓ |

    ## Endpoints

    `POST /api/v1/auth/login`

    `GET /api/v1/users/:id`

    ## API Summary

    | Method | Endpoint | Access |
    | --- | --- | --- |
    | POST | `/api/v1/auth/login` | Public |
    | GET | `/api/v1/users/:id` | Protected |
    | GET | `«/api/v1/users/me»` | Protected |
    | PUT | `«/api/v1/auth/login»` | Public |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    Earlier drafts had `POST /api/v1/auth/signin`.

    ## Rate Limiting

    | Endpoint | Limit |
    | --- | --- |
    | `POST /auth/login` | 5 per minute |
    | `GET /api/v1/users/*` | 100 per minute |

    ## Endpoints

    ### POST /api/v1/auth/login

    ### GET/HEAD /api/v1/users/:id

    ## Operational Endpoints

    | Method | Path | Purpose |
    | --- | --- | --- |
    | GET | `/healthz` | liveness |

    ## API Summary

    | Endpoint | Access |
    | --- | --- |
    | `POST /api/v1/auth/login` | Public |
    | `GET /api/v1/users/{user_id}` | Protected |
    | `HEAD /users/:id` | Protected |
    | `GET /healthz` | Internal |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## API Summary

    | Method | Endpoint | Access |
    | --- | --- | --- |
    | POST | `/api/v1/auth/login` | Public |
    | GET | `/api/v1/users/:id` | Protected |
    ````
    """
    if spec.resolve(use.endpoint) and spec.proof(use.endpoint) != "instance":
        return
    near = spec.nearest(Endpoint, use.endpoint.key)
    what = "its own section" if use.context == "API summary" else "a section"
    yield Finding(
        use.endpoint.span,
        f"the {use.context} name{'' if use.context.endswith('s') else 's'} `{use.endpoint.key}`, which has no section",
        labels=(Label(near.name.span, "did you mean this?"),) if near else (),
        help=f"give the endpoint {what}, or correct the row" + (f": `{near.key}`" if near else ""),
        roots=(use.endpoint.root,),
    )
