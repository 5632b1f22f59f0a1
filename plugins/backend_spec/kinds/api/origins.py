"""Which endpoint a row of an error table belongs to, and whether anybody raises its error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from backend_spec.graph import Graph
from backend_spec.graph.origin import Origin, origins
from backend_spec.kinds.api import survey
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import Endpoint, ReturnedError

_WAY = 3
"""So many endpoints with one stray error are the team's way, which the model does not know."""


class Listed(Struct, frozen=True):
    """A row of an endpoint's error table that names one registered error, of known origin or not."""

    endpoint: Endpoint
    error: ErrorCode
    origin: Origin | None

    @property
    def status(self) -> str:
        return self.error.http.value[:3] if self.error.http else ""


def listed(graph: Graph) -> Mapping[int, Listed]:
    """The rows by identity; those about deprecated and operational endpoints are left out."""
    model = graph.view(origins)
    found: dict[int, Listed] = {}
    for endpoint in graph.all(Endpoint):
        if survey.is_business(endpoint, graph):
            for row in endpoint.errors or ():
                targets = graph.targets(row.code) if row.code else ()
                if len(targets) == 1 and id(row) not in found:
                    found[id(row)] = Listed(endpoint, targets[0], model.origin(targets[0], endpoint))
    return found


def strays(graph: Graph) -> frozenset[int]:
    """The rows whose error nobody raises, by identity, but for errors that stand so at several endpoints."""
    found: dict[int, list[int]] = defaultdict(list)
    for key, row in graph.view(listed).items():
        if row.origin is Origin.NOBODY:
            found[id(row.error)].append(key)
    return frozenset(key for keys in found.values() if len(keys) < _WAY for key in keys)


def told(row: ReturnedError, about: Listed, graph: Graph) -> bool:
    """Whether the endpoint's text or diagrams name the error, too: then somebody meant it."""
    extent, place = about.endpoint.extent, row.span
    if extent is None:
        return False
    return any(extent.contains(ref.span) and not place.contains(ref.span) for ref in graph.uses(about.error))
