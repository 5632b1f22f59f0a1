"""What a specification's endpoints do as a habit, and the few that do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from backend_spec.diagnostic import Finding, Label
from backend_spec.graph import Graph, places
from backend_spec.kinds.api import survey
from backend_spec.model.entity import Ref
from backend_spec.model.http import Conduct, Endpoint, PolicySection, ReturnedError, SummaryRow
from backend_spec.notation import http

_SPECIAL = re.compile(
    r"\bJSON\b|\bmalformed\b|\bpars(?:ed?|ing)\b|\borigins?\b|\bCORS\b|\bCSRF\b|\bsuspended\b|\bidempoten|\bIP address",
    re.IGNORECASE,
)
"""What a row of the common errors is about that is not every validation, not every role."""
_LEAST = 3
"""So many endpoints at least make a habit."""
_DEPTH = 12
"""No path has more segments."""
_FEW = 3
"""So many endpoints may each have a finding of their own."""


class Habit(Struct, frozen=True):
    """The endpoints of which something is asked, and those that lack it; none where lacking it is the habit."""

    asked: frozenset[int]
    """By identity."""
    lacking: tuple[Endpoint, ...] = ()

    def findings(self, endpoint: Endpoint, what: str, remedy: str) -> Iterator[Finding]:
        """The finding about an endpoint; the first stands for all where many are alike. `what` completes "`X` ..."."""
        if not any(one is endpoint for one in self.lacking):
            return
        if len(self.lacking) <= _FEW:
            yield Finding(endpoint.name.span, f"`{endpoint.key}` {what}", help=remedy)
        elif self.lacking[0] is endpoint:
            labels = tuple(Label(one.name.span, "so too this one") for one in self.lacking[1:])
            told = f"`{endpoint.key}` {what}; so it is with {len(self.lacking)} of {len(self.asked)} endpoints"
            yield Finding(endpoint.name.span, told, labels, remedy)


def habit(asked: Sequence[Endpoint], has: Callable[[Endpoint], bool]) -> Habit:
    """Who lacks what at least three of four have."""
    lacking = [endpoint for endpoint in asked if not has(endpoint)]
    kept = len(asked) - len(lacking)
    if kept < _LEAST or 4 * len(lacking) > len(asked):
        lacking = []
    return Habit(frozenset(map(id, asked)), tuple(lacking))


def business(graph: Graph) -> tuple[Endpoint, ...]:
    """The endpoints that do business and have a section of their own, of all API documents, each section once."""
    seen: set[tuple[str, int, int]] = set()
    found = []
    for endpoint in graph.all(Endpoint):
        if endpoint.extent and survey.is_business(endpoint, graph) and endpoint.extent.order not in seen:
            seen.add(endpoint.extent.order)
            found.append(endpoint)
    return tuple(found)


def bound(graph: Graph) -> tuple[Endpoint, ...]:
    """The protected endpoints that admit some of the roles only that another one admits."""
    asked = [one for one in graph.view(business) if one.public is not True and one.roles]
    admitted = {id(one): frozenset(role.key for ref in one.roles for role in graph.targets(ref)) for one in asked}
    every = set(admitted.values())
    narrow = {roles for roles in every if roles and any(roles < others for others in every)}
    return tuple(one for one in asked if admitted[id(one)] in narrow)


def conducts(graph: Graph) -> dict[tuple[str, int, int], Conduct]:
    """Conducts by the place of the endpoint's name; ask with `conduct`."""
    return {found.span.order: found for found in graph.all(Conduct)}


def conduct(endpoint: Endpoint, graph: Graph) -> Conduct | None:
    """What an endpoint's section says of policies."""
    return graph.view(conducts).get(endpoint.name.span.order)


@cache
def sections(sort: str) -> Callable[[Graph], tuple[PolicySection, ...]]:
    """The sections about a policy."""

    def make(graph: Graph) -> tuple[PolicySection, ...]:
        return tuple(section for section in graph.all(PolicySection) if section.sort == sort)

    return make


@cache
def named(sort: str) -> Callable[[Graph], frozenset[int]]:
    """The endpoints, by identity, that the sections about a policy name."""

    def make(graph: Graph) -> frozenset[int]:
        refs: places.Places[Ref[Endpoint]] = graph.view(_references)
        found = graph.view(sections(sort))
        known = {id(target) for section in found for ref in refs.within(section.span) for target in graph.targets(ref)}
        written = [path for section in found for path in section.paths]
        if written:
            runs = graph.view(_runs)
            known |= {
                id(one) for path in written for one in runs.get(_plain(path), ()) if _covers(path, one.path.value)
            }
        return frozenset(known)

    return make


def _references(graph: Graph) -> places.Places[Ref[Endpoint]]:
    return places.Places(graph.named(Endpoint))


def _plain(pattern: str) -> str:
    """A path without the wildcard at its end, its parameters without names."""
    return "/".join(part.form for part in http.segments(pattern.rstrip("*/.")))


def _runs(graph: Graph) -> dict[str, list[Endpoint]]:
    """The endpoints by each run of segments in their paths."""
    found: dict[str, list[Endpoint]] = defaultdict(list)
    for endpoint in graph.all(Endpoint):
        forms = [part.form for part in http.segments(endpoint.path.value)][:_DEPTH]
        runs = {"/".join(forms[a:b]) for a in range(len(forms)) for b in range(a + 1, len(forms) + 1)}
        for run in runs:
            found[run].append(endpoint)
    return found


def _covers(pattern: str, path: str) -> bool:
    """Whether a path that has a pattern's segments is meant: below a wildcard, the same, or without the prefix."""
    return pattern.endswith(("*", "...")) or http.ends_with(path, pattern)


def fails_with(endpoint: Endpoint, graph: Graph, *statuses: str) -> bool:
    """Whether an endpoint's table, or the common errors, have a row with one of the statuses."""
    return _has(endpoint.errors or (), graph, statuses) or bool(graph.view(_common) & {*statuses, "4xx"})


def _common(graph: Graph) -> frozenset[str]:
    """The statuses of the common errors that say what such a status usually says; rows without a code explain them."""
    rows = [row for row in graph.all(ReturnedError) if not row.endpoint and row.code]
    return frozenset(status for row in rows if not _SPECIAL.search(row.span.text) for status in _statuses(row, graph))


def _has(rows: Sequence[ReturnedError], graph: Graph, statuses: Sequence[str]) -> bool:
    return any(status in statuses or status == "4xx" for row in rows for status in _statuses(row, graph))


def _statuses(row: ReturnedError, graph: Graph) -> Iterator[str]:
    if row.http:
        yield row.http.value[:3].casefold()
    for error in graph.targets(row.code) if row.code else ():
        if error.http:
            yield error.http.value[:3]


def summarised(graph: Graph) -> dict[int, list[SummaryRow]]:
    """The rows of API summaries by identity of the endpoint that they name."""
    found: dict[int, list[SummaryRow]] = {}
    for row in graph.all(SummaryRow):
        for target in graph.targets(row.endpoint):
            found.setdefault(id(target), []).append(row)
    return found
