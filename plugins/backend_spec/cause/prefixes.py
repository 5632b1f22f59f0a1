"""Prefixes of paths that have moved: endpoints that are all there, under another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from backend_spec.cause.group import Group
from backend_spec.graph import Graph
from backend_spec.model.http import Endpoint
from backend_spec.notation import http


class _Move(NamedTuple):
    """The prefix that a path has, and the one that makes it the path of a declared endpoint."""

    old: str
    new: str


def moved(missing: Sequence[Group], graph: Graph) -> list[Group]:
    """The groups, those of endpoints for which one same change of the prefix makes them declared ones as one."""
    could: dict[_Move, dict[int, Endpoint]] = {}
    for at, group in enumerate(missing):
        if group.kind == "endpoint":
            for move, endpoint in _moves(group, graph).items():
                could.setdefault(move, {})[at] = endpoint
    merged: set[int] = set()
    made: dict[int, Group] = {}
    # The change that explains most is the first to be believed.
    for move, endpoints in sorted(could.items(), key=lambda one: (-len(one[1]), one[0])):
        own = {at: endpoint for at, endpoint in endpoints.items() if at not in merged}
        if len({endpoint.key for endpoint in own.values()}) < 2:
            continue
        merged.update(own)
        whole = Group("endpoint", moved=(move.old, move.new), renamed=own[min(own)])
        for at in own:
            whole.members += missing[at].members
            whole.names.update(missing[at].names)
        whole.members.sort()
        made[min(own)] = whole
    return [made.get(at, group) for at, group in enumerate(missing) if at in made or at not in merged]


def _moves(group: Group, graph: Graph) -> Mapping[_Move, Endpoint]:
    """Every change of the prefix that makes a missing endpoint a declared one, for the longest end of the path that
    they share."""
    method, _, path = max(group.names, key=len).partition(" ")
    parts = http.segments(path)
    declared = graph.view(_ends)
    for start in range(len(parts)):
        end = tuple(part.form for part in parts[start:])
        found = declared.get((method.upper(), end), ()) if any(part.literal for part in parts[start:]) else ()
        if found:
            old = "/" + "/".join(part.text for part in parts[:start])
            return {_Move(old, _prefix(endpoint, len(end))): endpoint for endpoint in reversed(found)}
    return {}


def _prefix(endpoint: Endpoint, end: int) -> str:
    parts = http.segments(endpoint.path.value)
    return "/" + "/".join(part.text for part in parts[: len(parts) - end])


def _ends(graph: Graph) -> Mapping[tuple[str, tuple[str, ...]], list[Endpoint]]:
    """Declared endpoints by method and every end of their paths."""
    found: dict[tuple[str, tuple[str, ...]], list[Endpoint]] = {}
    for endpoint in graph.all(Endpoint):
        forms = tuple(part.form for part in http.segments(endpoint.path.value))
        for start in range(len(forms)):
            found.setdefault((endpoint.method.value, forms[start:]), []).append(endpoint)
    return found
