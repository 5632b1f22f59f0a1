"""What rules ask about all endpoints at once; each answer is computed once per graph (`Graph.view`)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from backend_spec.graph import Call, Graph
from backend_spec.model.http import Endpoint, ReturnedError, SummaryRow
from backend_spec.notation import http
from backend_spec.text import Span


def is_business(endpoint: Endpoint, spec: Graph) -> bool:
    """Whether an endpoint does business, is there to stay and has a section of its own: these must be complete."""
    return endpoint.detailed and not endpoint.operational and not endpoint.deprecated


def by_document(spec: Graph) -> dict[str, list[Endpoint]]:
    """Each document's business endpoints."""
    found: dict[str, list[Endpoint]] = defaultdict(list)
    for endpoint in spec.all(Endpoint):
        if is_business(endpoint, spec):
            found[endpoint.span.source.path].append(endpoint)
    return found


def peers(endpoint: Endpoint, spec: Graph) -> list[Endpoint]:
    """The business endpoints of the same document."""
    return spec.view(by_document).get(endpoint.span.source.path, [])


@cache
def _without(has: Callable[[Endpoint], bool]) -> Callable[[Graph], dict[str, list[Endpoint]]]:
    def make(spec: Graph) -> dict[str, list[Endpoint]]:
        return {path: [one for one in every if not has(one)] for path, every in spec.view(by_document).items()}

    return make


def without(endpoint: Endpoint, spec: Graph, has: Callable[[Endpoint], bool]) -> list[Endpoint]:
    """The business endpoints of the same document that have not something; `has` is a module's function."""
    return spec.view(_without(has)).get(endpoint.span.source.path, [])


def lacking(endpoint: Endpoint, spec: Graph, has: Callable[[Endpoint], bool], what: str) -> str | None:
    """The message for a part that an endpoint has not, None where there is nothing to say.

    A document in which most endpoints lack it gets one message, at the first of them: it is one cause, not forty.
    """
    if has(endpoint):
        return None
    every, found = len(peers(endpoint, spec)), without(endpoint, spec, has)
    if len(found) * 2 <= every or every == 1:
        return f"`{endpoint.key}` has no {what}"
    if found[0] is not endpoint:
        return None
    return f"{len(found)} of this document's {every} endpoints have no {what}, `{endpoint.key}` is the first"


def common_errors(spec: Graph) -> set[str]:
    """The documents that have a table of errors which any endpoint may return."""
    return {error.span.source.path for error in spec.all(ReturnedError) if not error.endpoint and error.code}


def repeats_registry(spec: Graph) -> set[str]:
    """The documents whose table of common errors mostly repeats registered ones, so that another is a slip."""
    known: dict[str, list[bool]] = defaultdict(list)
    for error in spec.all(ReturnedError):
        if not error.endpoint and error.code:
            known[error.span.source.path].append(spec.resolve(error.code) is not None)
    return {path for path, found in known.items() if 2 * sum(found) >= len(found)}


def routes(spec: Graph) -> dict[str, list[Endpoint]]:
    """Endpoints with a section by method and path, whatever their parameters are called."""
    found: dict[str, list[Endpoint]] = defaultdict(list)
    for endpoint in spec.all(Endpoint):
        if endpoint.detailed:
            found[route(endpoint)].append(endpoint)
    return found


def route(endpoint: Endpoint) -> str:
    """An endpoint's method and path with every parameter as `{}`."""
    return f"{endpoint.method.value} /" + "/".join(part.form for part in http.segments(endpoint.path.value))


def listed(spec: Graph) -> set[int]:
    """The endpoints (by identity) that rows of an API summary name."""
    return {id(target) for row in spec.all(SummaryRow) for target in spec.targets(row.endpoint)}


def summaries(spec: Graph) -> list[Span]:
    """The rows of the API summaries."""
    return [row.span for row in spec.all(SummaryRow)]


def calls_by_document(spec: Graph) -> dict[str, tuple[list[int], list[Call]]]:
    """Each document's calls in order of their places, with the places."""
    found: dict[str, list[Call]] = defaultdict(list)
    for call in spec.all(Call):
        found[call.span.source.path].append(call)
    for calls in found.values():
        calls.sort(key=lambda call: call.span.start)
    return {path: ([call.span.start for call in calls], calls) for path, calls in found.items()}


def calls(endpoint: Endpoint, spec: Graph) -> list[Call]:
    """The calls that an endpoint's diagrams show."""
    if endpoint.extent is None:
        return []
    places, found = spec.view(calls_by_document).get(endpoint.span.source.path, ([], []))
    return found[bisect_left(places, endpoint.extent.start) : bisect_left(places, endpoint.extent.end)]
