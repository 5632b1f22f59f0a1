"""A header's name is not kebab-case."""

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import Header
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def header_case(header: Header, spec: Graph) -> Iterator[Finding]:
    """The name of an HTTP header is not written in kebab-case.

    Words of a header's name are joined by hyphens (`X-Request-ID`; upper and lower case are the same, RFC 9110,
    section 5.1). Proxies such as nginx drop headers with underscores without a word.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Common Headers

    | Header | Value | Required |
    | --- | --- | --- |
    | `«X_Request_Id»` | UUID | Yes |
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Common Headers

    | Header | Value | Required |
    | --- | --- | --- |
    | Authorization | Bearer token | Yes |
    | `x-request-id` | UUID | Yes |
    | `X-RateLimit-Limit`, `ETag` | set by the gateway | No |
    ````
    """
    name = header.name.value
    if re.fullmatch(r"[A-Za-z0-9-]+(?:_[A-Za-z0-9-]+)+", name):
        kebab = name.replace("_", "-")
        yield Finding(
            header.name.span,
            f"the header `{name}` is not kebab-case",
            help=f"call it `{kebab}`; proxies may drop a header with an underscore",
        )
