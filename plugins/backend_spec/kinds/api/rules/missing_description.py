"""An endpoint without description."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _described(endpoint: Endpoint) -> bool:
    return endpoint.description is not None


@rule(severity=Severity.WARNING, when=survey.is_business)
def missing_description(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """An endpoint does not say what it does.

    A path and a body leave the rules behind them to guesswork. Any sentence in the endpoint's section counts.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    Logs a user in by email and password.

    ### «POST /api/v1/auth/logout»

    **Access:** Protected
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    **Description:** Logs a user in by email and password.

    ### POST /api/v1/auth/logout
    **End the session**

    ### Refresh

    Trades a refresh token for new tokens.

    `POST /api/v1/auth/refresh`
    ````
    """
    message = survey.lacking(endpoint, spec, _described, "description")
    if message:
        yield Finding(endpoint.name.span, message, help="say in a sentence what it does, for whom and when")
