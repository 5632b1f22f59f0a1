"""An endpoint is not in the summary."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.http import Endpoint, SummaryRow
from backend_spec.rule import rule


def _complete(spec: Graph) -> bool:
    """Whether the summary is meant to be one of all endpoints: it has at least half of them."""
    every = [endpoint for endpoint in spec.all(Endpoint) if survey.is_business(endpoint, spec)]
    found = spec.view(survey.listed)
    return 2 * sum(id(endpoint) in found for endpoint in every) >= len(every)


def _applies(endpoint: Endpoint, spec: Graph) -> bool:
    return bool(spec.all(SummaryRow)) and survey.is_business(endpoint, spec) and spec.view(_complete)


@rule(severity=Severity.WARNING, when=_applies)
def unlisted_endpoint(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """An endpoint has a section but no row in the API summary.

    The summary is the table of all endpoints: reviews of access, services and idempotency are made on it, and what it
    leaves out escapes them. A summary that has less than half of the endpoints is taken for a selection.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### `POST /api/v1/auth/login`

    ### `«POST /api/v1/auth/logout»`

    ## API Summary

    | Method | Endpoint | Access |
    | --- | --- | --- |
    | POST | `/api/v1/auth/login` | Public |
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### `POST /api/v1/auth/login`

    ### `POST /api/v1/auth/logout`

    ## Operational Endpoints

    ### `GET /healthz`

    ## API Summary

    | Method | Endpoint | Access |
    | --- | --- | --- |
    | POST | `/auth/login` | Public |
    | POST | `/auth/logout` | Protected |
    ````
    """
    if id(endpoint) not in spec.view(survey.listed):
        row = spec.all(SummaryRow)[-1].span
        yield Finding(
            endpoint.name.span,
            f"`{endpoint.key}` is not in the API summary",
            labels=(Label(row, "the summary ends here"),),
            help="add a row for it to the API summary",
            roots=(endpoint.root,),
        )
