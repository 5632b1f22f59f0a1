"""One cause, one diagnostic: findings with one root are told together, with all their places."""

from __future__ import annotations

from collections.abc import Sequence

from backend_spec.cause import prefixes, renames, swallowed
from backend_spec.cause.missing import collect
from backend_spec.cause.told import told
from backend_spec.diagnostic import Diagnostic
from backend_spec.graph import Graph

__all__ = ["grouped"]


def grouped(diagnostics: Sequence[Diagnostic], graph: Graph, crashes: Sequence[Diagnostic] = ()) -> list[Diagnostic]:
    """The diagnostics, those with one cause as one; every finding is kept, by itself or among the `places` of one.

    Findings share a cause when they follow from text that could not be read, or come down to one name that nothing is
    declared under, or to one prefix of paths that has moved. The order of `diagnostics` makes no difference.
    """
    found = sorted((*crashes, *diagnostics), key=lambda one: one.order)
    groups = swallowed.groups(found, collect(found, graph), graph)
    taken = {at for group in groups for at in group.members}
    missing = prefixes.moved(collect(found, graph, taken), graph)
    renames.find(found, missing, taken, graph)
    groups += missing
    alone = set(range(len(found)))
    for group in groups:
        if len(group.members) > 1:
            alone.difference_update(group.members)
    return [found[at] for at in sorted(alone)] + [told(found, group) for group in groups if len(group.members) > 1]
