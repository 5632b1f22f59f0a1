"""A path has two parameters of one name."""

from collections import Counter
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import Endpoint
from backend_spec.notation import http
from backend_spec.rule import rule
from backend_spec.text import Span


def _applies(endpoint: Endpoint, spec: Graph) -> bool:
    return any(part.parameters for part in http.segments(endpoint.path.value))


@rule(severity=Severity.ERROR, when=_applies)
def duplicate_path_parameter(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """A path has two parameters of the same name.

    Routers keep one value per name, so one of the two is lost, and most refuse the route at start.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    `DELETE /api/v1/groups/:id/members/«:id»`
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    `DELETE /api/v1/groups/:id/members/:user_id`

    ### GET /files/*/versions/*
    ````
    """
    parts = http.segments(endpoint.path.value)
    named = Counter(name for part in parts for name in part.parameters if name.strip("*"))
    for name, count in named.items():
        if count < 2:
            continue
        text = next(part.text for part in reversed(parts) if name in part.parameters)
        at = endpoint.path.span.text.rfind(text)
        place = endpoint.path.span
        if at >= 0:
            place = Span(place.source, place.start + at, place.start + at + len(text))
        yield Finding(
            place,
            f"`{endpoint.key}` has {count} parameters that are called `{name}`",
            help="give each parameter a name of its own, such as `user_id` beside `group_id`",
        )
