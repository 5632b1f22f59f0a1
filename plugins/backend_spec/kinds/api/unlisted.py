"""Which failures of an endpoint's diagrams its error table lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.kinds.api.answers import Failure, failures
from backend_spec.model.http import Endpoint, ReturnedError

FEW = 3
"""More endpoints than that, and most of all, lack something for one reason."""

_WAY = 3
"""An error that so many diagrams show and no table lists is told elsewhere."""


def judged(graph: Graph) -> Mapping[int, tuple[Endpoint, Sequence[Failure]]]:
    """By identity, the endpoints with a table of coded errors and a diagram that answers with failures."""
    found = {}
    for endpoint in graph.all(Endpoint):
        coded = survey.is_business(endpoint, graph) and any(error.code for error in endpoint.errors or ())
        if coded and (shown := failures(endpoint, graph)):
            found[id(endpoint)] = (endpoint, shown)
    return found


def unlisted(graph: Graph) -> Mapping[int, Sequence[Failure]]:
    """By identity of the endpoint, what its table lacks; several routes of one section are one."""
    shared = [error for error in graph.all(ReturnedError) if not error.endpoint and error.code]
    common = set(_keys(shared, graph))
    drawn: Counter[object] = Counter()
    listed: Counter[object] = Counter()
    lacking: dict[int, list[Failure]] = {}
    seen: set[int] = set()
    for endpoint, shown in graph.view(judged).values():
        if endpoint.extent is None or endpoint.extent.start in seen:
            continue
        seen.add(endpoint.extent.start)
        own = set(_keys(endpoint.errors or (), graph))
        for failure in shown:
            key = _key(failure)
            drawn[key] += 1
            if key in own:
                listed[key] += 1
            elif key not in common and failure.status + " alone" not in own | common:
                lacking.setdefault(id(endpoint), []).append(failure)

    def counts(failure: Failure) -> bool:
        key = _key(failure)
        if _is_general(failure):
            return 2 * listed[key] >= drawn[key]
        return bool(listed[key]) or drawn[key] < _WAY

    kept = {key: [one for one in found if counts(one)] for key, found in lacking.items()}
    return {key: found for key, found in kept.items() if found}


def _key(failure: Failure) -> object:
    return id(failure.error) if failure.error else failure.status


def _keys(errors: Sequence[ReturnedError], graph: Graph) -> Iterator[object]:
    """What rows list: errors by identity, their statuses, and statuses that stand without an error."""
    for row in errors:
        yield from (id(error) for error in (graph.targets(row.code) if row.code else ()))
        if row.http:
            status = row.http.value[:3]
            yield status
            if row.code is None or not graph.targets(row.code):
                yield f"{status} alone"
        for error in graph.targets(row.code) if row.code else ():
            if error.http:
                yield error.http.value[:3]


def _is_general(failure: Failure) -> bool:
    """Whether a failure is of the sort that tables leave out: it may happen at any endpoint."""
    return failure.status in ("401", "403", "429") or failure.status.startswith("5")
