"""Declarations that were probably renamed: nothing refers to them, and names like theirs are declared nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from backend_spec.cause.declared import Declared, declared, paths_of
from backend_spec.cause.errors import registered_beside
from backend_spec.cause.group import Group
from backend_spec.cause.likeness import likeness
from backend_spec.diagnostic import Diagnostic
from backend_spec.graph import Graph
from backend_spec.graph.lookup import NOUNS
from backend_spec.model.entity import Entity
from backend_spec.model.grpc import Rpc

_ALONE = frozenset({"service", "grpc-service", "role"})
"""Kinds of which hardly ever one is declared that nothing refers to."""

_Score = tuple[float, bool]
"""How alike a name and a declaration are, and whether a place that has the name lacks the declaration."""


class _Pair(NamedTuple):
    score: _Score
    group: Group
    entity: Entity


def find(found: Sequence[Diagnostic], missing: Sequence[Group], taken: Set[int], graph: Graph) -> None:
    """Tell for each group which declaration was probably renamed, if there is exactly one; what that one lacks then
    belongs to the group."""
    lacks: dict[tuple[str, str], list[int]] = {}
    for at, diagnostic in enumerate(found):
        for root in diagnostic.finding.roots if at not in taken else ():
            if root.declared:
                lacks.setdefault((root.kind, root.name), []).append(at)
    by_kind: dict[str, list[Group]] = {}
    for group in missing:
        if group.moved is None:
            by_kind.setdefault(group.kind, []).append(group)
    for noun in NOUNS:
        if groups := by_kind.get(noun.kind, []):
            own = {name: [found[at] for at in ats] for (kind, name), ats in lacks.items() if kind == noun.kind}
            _settle(noun, groups, own, found, graph)
    _join(missing, lacks)


def _settle(
    noun: type[Entity],
    groups: Sequence[Group],
    lacks: Mapping[str, Sequence[Diagnostic]],
    found: Sequence[Diagnostic],
    graph: Graph,
) -> None:
    """Find the renamed declarations of one kind."""
    for group in groups:
        known = {error.key: error for at in group.members for error in registered_beside(found[at].span, graph)}
        if noun.kind == "error" and len(known) == 1:
            group.renamed = next(iter(known.values()))
    kind = declared(noun, groups, lacks, found, graph)
    open_ = [(number, group) for number, group in enumerate(groups) if not group.renamed]
    pairs = [pair for number, group in open_ for pair in _pairs(group, number, kind, found, graph)]
    # A pair counts when neither the name nor the declaration fits another one as well.
    best: dict[int, _Score] = {}
    for pair in pairs:
        for one in (id(pair.group), id(pair.entity)):
            best[one] = max(pair.score, best.get(one, pair.score))
    tops = Counter(
        one for pair in pairs for one in (id(pair.group), id(pair.entity)) if pair.score == best[one]
    )  # fmt: skip
    for pair in pairs:
        if all(pair.score == best[one] and tops[one] == 1 for one in (id(pair.group), id(pair.entity))):
            pair.group.renamed = pair.entity
    _last(groups, kind, found, graph)
    for group in groups:
        if group.renamed:
            used = {use.span.source for use in graph.uses(group.renamed)}
            group.uses = "" if not used else "here" if used == {group.renamed.span.source} else "elsewhere"


def _pairs(group: Group, number: int, kind: Declared, found: Sequence[Diagnostic], graph: Graph) -> Iterator[_Pair]:
    """The declarations that a name may have been the name of."""
    paths = paths_of(found[at] for at in group.members)
    roots = (root for at in group.members for root in found[at].finding.roots)
    methods = {re.split(r"[./]", root.name)[-1] for root in roots if root.kind == "rpc"}
    for entity in kind.near(group, number):
        alike = likeness(group, entity, kind.words)
        if methods and group.kind == "grpc-service":
            own = graph.view(_methods).get(entity.key, frozenset())
            alike = max(alike, len(methods & own) / len(methods))
        wanted = bool(kind.lacking[entity.key] & paths)
        if alike >= 0.5 and (wanted or len(group.members) > 1):
            yield _Pair((alike, wanted), group, entity)


def _last(groups: Sequence[Group], kind: Declared, found: Sequence[Diagnostic], graph: Graph) -> None:
    """One name and one declaration that are left over belong together, if a place that names the one lacks the other,
    or at least if nothing at all refers to the other."""
    settled = {id(group.renamed) for group in groups}
    left = {at: group for at, group in enumerate(groups) if not group.renamed and len(group.members) > 1}
    if len(left) != 1:
        return
    [(number, group)] = left.items()
    paths = paths_of(found[at] for at in group.members)
    free = [entity for entity in kind.idle if id(entity) not in settled and not kind.clash(entity, number)]
    wanted = [entity for entity in free if kind.lacking[entity.key] & paths]
    unused = [entity for entity in free if not graph.uses(entity)]
    if len(wanted) == 1:
        group.renamed = wanted[0]
    elif group.kind in _ALONE and len(unused) == 1 and len(group.members) > 2:
        group.renamed, group.sure = unused[0], False


def _join(missing: Sequence[Group], lacks: Mapping[tuple[str, str], Sequence[int]]) -> None:
    """Findings about what the renamed declarations lack, unless they have a cause of their own with others."""
    owner = {at: group for group in missing for at in group.members}
    for group in missing:
        if group.renamed is None or not group.sure:
            continue
        for at in lacks.get((group.renamed.kind, group.renamed.key), ()):
            other = owner.get(at)
            if other is not group and (other is None or len(other.members) == 1):
                if other:
                    other.members.clear()
                group.members.append(at)
                group.lacking.add(at)
                owner[at] = group
        group.members.sort()


def _methods(graph: Graph) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for rpc in graph.all(Rpc):
        found.setdefault(rpc.service, set()).add(rpc.method.value)
    return {service: frozenset(methods) for service, methods in found.items()}
