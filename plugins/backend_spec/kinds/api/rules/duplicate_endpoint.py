"""An endpoint is declared twice."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _applies(endpoint: Endpoint, spec: Graph) -> bool:
    return endpoint.detailed


@rule(severity=Severity.WARNING, when=_applies)
def duplicate_endpoint(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """Two sections declare the same endpoint.

    A router has one handler for a method and a path; what the two sections say differently, nobody can tell which
    holds. Parameters that are only called otherwise make no difference. A warning, not an error: some protocols
    describe variants of one route in two sections.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    #### 11.1.1 Get a user

    `GET /api/v1/users/:id`

    #### 11.1.2 Get a profile

    `«GET /api/v1/users/{user_id}»`
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### GET /api/v1/users/:id

    #### Sequence of GET /api/v1/users/:id

    ### PUT /api/v1/users/:id

    ### GET /api/v1/users/me

    ## API Summary

    | Method | Endpoint |
    | --- | --- |
    | GET | `/api/v1/users/:id` |
    | PUT | `/api/v1/users/:id` |
    ````
    """
    first = spec.view(survey.routes)[survey.route(endpoint)][0]
    if first is not endpoint:
        yield Finding(
            endpoint.name.span,
            f"`{endpoint.key}` is declared twice",
            labels=(Label(first.name.span, "first declared here"),),
            help="merge the two sections, or correct the method or the path of one of them",
        )
