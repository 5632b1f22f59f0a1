"""Names that nothing is declared under: the findings about each, however it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from backend_spec.cause import forms
from backend_spec.cause.forms import Key
from backend_spec.cause.group import Group
from backend_spec.cause.same import same
from backend_spec.diagnostic import Diagnostic
from backend_spec.graph import Graph

_PARTS = frozenset({"section", "number"})
"""What only a document has: the same title is missing in two documents for two causes."""


def collect(found: Sequence[Diagnostic], graph: Graph, taken: Set[int] = frozenset()) -> list[Group]:
    """A group for each name that nothing is declared under, in the order of the first finding about it.

    A finding that may come down to several names counts for the one that most findings are about.
    """
    services = graph.view(forms.services)
    about: dict[int, list[tuple[Key, str]]] = {}
    for at, diagnostic in enumerate(found):
        if at not in taken:
            named = [forms.read(root, services) for root in diagnostic.finding.roots if not root.declared]
            about[at] = [one for one in named if one[0][0] not in _PARTS]
    alike = same([(key, found[at].span) for at, named in about.items() for key, _ in named], graph)
    support = Counter(alike.get(key, key) for named in about.values() for key, _ in named)
    groups: dict[Key, Group] = {}
    for at, named in about.items():
        if named:
            key, name = max(((alike.get(key, key), name) for key, name in named), key=lambda one: support[one[0]])
            group = groups.setdefault(key, Group(key[0]))
            group.members.append(at)
            group.names[name] += 1
    return list(groups.values())
