"""A path without the version prefix."""

from collections import defaultdict
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import Endpoint, PathPrefix
from backend_spec.rule import rule


def _prefixes(spec: Graph) -> dict[str, list[PathPrefix]]:
    """The declared prefixes by document, where at least half of the document's endpoints have one of them."""
    declared: dict[str, list[PathPrefix]] = defaultdict(list)
    for prefix in spec.all(PathPrefix):
        declared[prefix.span.source.path].append(prefix)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for endpoint in spec.all(Endpoint):
        path = endpoint.span.source.path
        if not endpoint.operational:
            counts[path][1] += 1
            counts[path][0] += _has(endpoint, declared.get(path, []))
    return {path: found for path, found in declared.items() if 0 < counts[path][1] <= 2 * counts[path][0]}


def _has(endpoint: Endpoint, prefixes: list[PathPrefix]) -> bool:
    return any(f"{endpoint.path.value}/".startswith(f"{prefix.prefix.value}/") for prefix in prefixes)


def _applies(endpoint: Endpoint, spec: Graph) -> bool:
    return not endpoint.operational and endpoint.span.source.path in spec.view(_prefixes)


@rule(severity=Severity.WARNING, when=_applies)
def unversioned_path(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """A path lacks the prefix that the versioning rules give to every route.

    An endpoint outside of the prefix cannot change with the version. Operational endpoints are exempt, and so is a
    document that writes most of its paths relative to the prefix. Callbacks whose path another party dictates are a
    good reason to allow it.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Versioning

    All routes begin with `/api/v1/...`.

    ## Endpoints

    ### `POST /api/v1/auth/login`

    ### `POST «/auth/logout»`
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Versioning

    All routes begin with `/api/v1/...`.

    ## Endpoints

    ### `POST /api/v1/auth/login`

    ### `GET /healthz`
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Versioning

    The base URL is `https://api.example.com/api/v1`; paths below are relative to it.

    ## Endpoints

    ### `POST /auth/login`

    ### `POST /auth/logout`
    ````
    """
    prefixes = spec.view(_prefixes)[endpoint.span.source.path]
    if not _has(endpoint, prefixes):
        known = " or ".join(f"`{prefix.prefix.value}`" for prefix in prefixes)
        yield Finding(
            endpoint.path.span,
            f"the path of `{endpoint.key}` does not begin with {known}",
            labels=(Label(prefixes[0].prefix.span, "every route has this prefix"),),
            help=f"declare it as `{prefixes[0].prefix.value}{endpoint.path.value}`",
        )
