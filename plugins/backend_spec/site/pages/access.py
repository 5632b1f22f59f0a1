"""Who may call each endpoint: what its section says, what the access matrix says, and whether the two agree.

What counts as a difference is the rules' own judgement (`kinds.api.grants`), so the page never says more than a check.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct

from backend_spec.graph import Graph
from backend_spec.kinds.api import grants
from backend_spec.model.entity import Ref
from backend_spec.model.http import AccessRow, Endpoint, Role
from backend_spec.reading import NOTHING, truth

_CELLS = re.compile(r"(?<!\\)\|")


class Cell(Enum):
    """What is said of one role at one endpoint."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    ALONE = "endpoint alone"
    """The endpoint lets the role through, and the matrix has no row for the endpoint though it has for others."""
    UNSAID = "matrix alone"
    ENDPOINT = "endpoint against matrix"
    MATRIX = "matrix against endpoint"


class Access(Struct, frozen=True):
    """An endpoint's row: a cell for each role. `remarks` are what matrix cells say beyond yes: "own"."""

    endpoint: Endpoint
    cells: tuple[Cell, ...]
    allowed: tuple[str, ...]
    written: bool
    contradicted: bool
    """The endpoint's section and another place differ about whether it is public."""
    remarks: Mapping[str, str]

    @property
    def differs(self) -> bool:
        return self.contradicted or Cell.ENDPOINT in self.cells or Cell.MATRIX in self.cells


def columns(graph: Graph) -> tuple[str, ...]:
    """The roles in the order of their definitions, then those that are only named."""
    found = dict.fromkeys(role.key for role in graph.all(Role))
    refs = [ref for row in graph.all(AccessRow) for ref in row.roles]
    refs += [ref for endpoint in graph.all(Endpoint) for ref in endpoint.roles]
    return tuple(dict.fromkeys((*found, *(_name(ref, graph) for ref in refs))))


def _name(ref: Ref[Role], graph: Graph) -> str:
    target = graph.resolve(ref)
    return target.key if target else ref.key


def accesses(graph: Graph, names: Sequence[str]) -> tuple[Access, ...]:
    """Every endpoint with a section of its own, in the order of the documents."""
    by_matrix = graph.view(grants.matrix_rows)
    return tuple(
        _access(endpoint, by_matrix.get(id(endpoint), ()), names, graph, bool(by_matrix))
        for endpoint in graph.all(Endpoint)
        if not endpoint.operational and (endpoint.detailed or id(endpoint) in by_matrix)
    )


def _access(endpoint: Endpoint, rows: Sequence[AccessRow], names: Sequence[str], graph: Graph, matrix: bool) -> Access:
    own = graph.view(grants.meant)(frozenset(_name(ref, graph) for ref in endpoint.roles))
    stated = frozenset(names) if endpoint.public else own or None
    written = frozenset(_name(ref, graph) for row in rows for ref in row.roles) if rows else None
    claims = graph.view(grants.roles).get(id(endpoint), [])
    places = {claim.place: claim.value for claim in claims}
    section, told = places.get("endpoint's section"), places.get("access matrix")
    against = section is not None and told is not None and not graph.view(grants.agreement)(section, told)
    public = graph.view(grants.public).get(id(endpoint), [])
    cells = tuple(_cell(name, stated, written, against, matrix) for name in names)
    yes = (Cell.YES, Cell.ALONE, Cell.UNSAID, Cell.ENDPOINT)
    return Access(
        endpoint,
        cells,
        tuple(name for name, cell in zip(names, cells, strict=True) if cell in yes),
        written is not None,
        len({claim.value for claim in public}) > 1,
        _remarks(rows, graph),
    )


def _cell(
    name: str, stated: frozenset[str] | None, written: frozenset[str] | None, against: bool, matrix: bool
) -> Cell:
    if stated is None:
        return Cell.UNKNOWN if written is None else Cell.UNSAID if name in written else Cell.NO
    if written is None:
        return Cell.NO if name not in stated else Cell.ALONE if matrix else Cell.YES
    if (name in stated) == (name in written) or not against:
        return Cell.YES if name in stated else Cell.NO
    return Cell.ENDPOINT if name in stated else Cell.MATRIX


def _remarks(rows: Sequence[AccessRow], graph: Graph) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        cells = [cell.strip(" `*") for cell in _CELLS.split(row.span.text.strip().strip("|"))]
        given = [cell for cell in cells if cell.casefold() not in NOTHING and truth(cell.split(" ")[0]) is not False]
        given = given[-len(row.roles) :] if row.roles else []
        if len(given) == len(row.roles):
            for ref, cell in zip(row.roles, given, strict=True):
                if truth(cell) is None and len(cell) < 24:
                    found[_name(ref, graph)] = cell
    return found


def areas(graph: Graph) -> list[tuple[AccessRow, str, str]]:
    """The rows that name no endpoint, with what stands in their first cell and in their longest other one."""
    found = []
    for row in graph.all(AccessRow):
        if row.endpoints or not row.roles:
            continue
        cells = [cell.strip() for cell in _CELLS.split(row.span.text.strip().strip("|"))]
        keys = {ref.key.casefold() for ref in row.roles}
        others = [cell for cell in cells[1:] if cell.strip("`* ").casefold() not in keys and len(cell) > 12]
        found.append((row, cells[0], max(others, key=len, default="")))
    return found
