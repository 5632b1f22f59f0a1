"""Who owns a table, as each place that tells it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from backend_spec.graph import Graph, names
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.architecture import Service
from backend_spec.model.database import Ownership, Table
from backend_spec.model.entity import Ref

Owners = Claim[frozenset[str]]

_OPEN = re.compile(r"\b(?:all|any|every|each|other|shared|both|public)\b|所有|全部|모든", re.IGNORECASE)


def claims(graph: Graph) -> Mapping[int, list[Owners]]:
    """What each place says about the owners of each table, by the table's identity.

    The rows of one ownership table are one place. A place whose owners are not all known says nothing.
    """
    found: dict[int, list[Owners]] = {}
    rows: dict[int, list[list[Ownership]]] = {}
    for row in graph.all(Ownership):
        for table in graph.targets(row.table):
            grids = rows.setdefault(id(table), [])
            if grids and _in_one_grid(grids[-1][-1], row):
                grids[-1].append(row)
            else:
                grids.append([row])
    for table in graph.all(Table):
        for grid in rows.get(id(table), ()):
            refs = [ref for row in grid for ref in row.owners]
            found.setdefault(id(table), []).extend(_claim(graph, refs, "ownership table", Authority.TABLE))
        section = _claim(graph, table.owners, "table's section", Authority.LIST)
        found.setdefault(id(table), []).extend(section)
    return found


def agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two places can be right at once: one of them may name some of the owners only."""
    return one <= other or other <= one


def open_to(graph: Graph) -> Mapping[int, frozenset[str] | None]:
    """The services that may use each table beside its owners, by the table's identity; None for all of them."""
    found: dict[int, frozenset[str] | None] = {}
    services = {names.joined(service.key): service.key for service in graph.all(Service)}
    for row in graph.all(Ownership):
        text = row.access.value if row.access else ""
        spoken = names.joined(text)
        named = {key for form, key in services.items() if form in spoken}
        named |= {service.key for ref in row.others if (service := graph.resolve(ref))}
        for table in graph.targets(row.table):
            known = found.get(id(table), frozenset())
            found[id(table)] = None if known is None or _OPEN.search(text) else known | named
    return found


def _claim(graph: Graph, refs: Iterable[Ref[Service]], place: str, authority: Authority) -> list[Owners]:
    given = list(refs)
    services = [graph.resolve(ref) for ref in given]
    if not given or any(service is None for service in services):
        return []
    keys = [service.key for service in services if service]
    text = ", ".join(f"`{key}`" for key in dict.fromkeys(keys))
    return [Claim(frozenset(keys), text, given[0].span, place, authority)]


def _in_one_grid(one: Ownership, other: Ownership) -> bool:
    if one.span.source is not other.span.source:
        return False
    return not re.search(r"\n[ \t]*\r?\n", one.span.source.text[one.span.end : other.span.start])
