"""An endpoint without access level."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.entity import Ref
from backend_spec.model.http import AccessRow, Endpoint, SummaryRow
from backend_spec.rule import rule


def _told(endpoint: Endpoint) -> bool:
    return endpoint.access is not None or bool(endpoint.roles)


def _in_tables(spec: Graph) -> set[int]:
    """The endpoints whose access the summary or the access matrix gives."""
    refs: list[Ref[Endpoint]] = [row.endpoint for row in spec.all(SummaryRow) if row.access]
    refs += [ref for row in spec.all(AccessRow) for ref in row.endpoints]
    return {id(target) for ref in refs for target in spec.targets(ref)}


@rule(severity=Severity.WARNING, when=survey.is_business)
def missing_access(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """An endpoint does not say who may call it.

    Public or protected, and for which roles: left open, it is decided by whoever writes the route. Where a document
    keeps access in the summary or the access matrix only, an endpoint that stands there has its level.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    `POST /api/v1/auth/login`

    - **Access**: Public

    `«DELETE /api/v1/users/:id»`

    Deletes a user.
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    | Property | Value |
    | --- | --- |
    | Auth/Security | Public |

    ### DELETE /api/v1/users/:id

    **Required Roles:** admin
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ### DELETE /api/v1/users/:id

    ## API Summary

    | Endpoint | Access |
    | --- | --- |
    | `POST /api/v1/auth/login` | Public |
    | `DELETE /api/v1/users/:id` | Protected (admin) |
    ````
    """
    message = survey.lacking(endpoint, spec, _told, "access level")
    stated = len(survey.without(endpoint, spec, _told)) < len(survey.peers(endpoint, spec))
    if message and (stated or id(endpoint) not in spec.view(_in_tables)):
        yield Finding(
            endpoint.name.span,
            message,
            help="write `**Access:** Public`, or `**Access:** Protected` with the roles that may call it",
        )
