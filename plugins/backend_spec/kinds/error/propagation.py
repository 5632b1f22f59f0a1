"""The way of errors: tables that map gRPC statuses to what the client sees, and errors to the errors that replace
them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from backend_spec.kinds.error import registry
from backend_spec.kinds.error.conventions import PROPAGATES, PROPAGATION, REPLACES
from backend_spec.kinds.error.registry import Place
from backend_spec.markdown import Inline, Table
from backend_spec.model.entity import Ref, Where
from backend_spec.model.error import ErrorCode, Propagation
from backend_spec.notation import status
from backend_spec.reading import Collector, names, normal
from backend_spec.text import Spanned

Columns = dict[str, int]


def read(collector: Collector, table: Table, place: Place) -> bool:
    """State the rows of a table that maps statuses or errors; False if it is none."""
    columns = _by_titles(collector, table, place)
    if columns is None and not registry.is_full(collector, table):
        columns = _by_statuses(table) or _replaced(table)
    if columns is None:
        return False
    for row in table.rows:
        collector.read(row.span)
        cells = {name: row.cells[index] for name, index in columns.items()}
        errors = [ref for name in ("from", "error") if name in cells for ref in _errors(collector, cells[name])]
        grpc, http = (cell.value if (cell := cells.get(name)) else None for name in ("grpc", "http"))
        collector.state(Propagation(row.span, grpc, http, tuple(errors)))
    return True


def _by_titles(collector: Collector, table: Table, place: Place) -> Columns | None:
    """Where statuses lead the rows, or the section is about the mapping and the rows do not look like a registry's."""
    columns = PROPAGATION.match(table, collector.titles.get(PROPAGATION.name))
    if columns is None or len(columns) < 2:
        return None
    about = any(PROPAGATES.search(section.title) for section in place if section.level > 1)
    if columns["grpc"] == 0 and (about or not registry.is_full(collector, table)):
        return columns
    return columns if about and not registry.is_registry(collector, table, place) else None


def _by_statuses(table: Table) -> Columns | None:
    """Rows that begin with gRPC statuses, whatever the titles are: what they become stands in the other columns."""
    if len(table.head.cells) < 2 or not _mostly(table, 0, _is_status):
        return None
    columns = {"grpc": 0}
    for index in range(1, len(table.head.cells)):
        if "http" not in columns and _mostly(table, index, _is_http):
            columns["http"] = index
        elif "error" not in columns and _mostly(table, index, _is_error):
            columns["error"] = index
    return columns if len(columns) > 1 else None


def _replaced(table: Table) -> Columns | None:
    """Errors of one column that become those of another: "Raised by | Reason | Seen by | Becomes"."""
    target = next((i for i, cell in enumerate(table.head.cells) if REPLACES.fullmatch(normal(cell.plain))), None)
    if target is None:
        return None
    source = next((i for i in range(target) if _mostly(table, i, _is_error)), None)
    return None if source is None else {"from": source, "error": target}


def _mostly(table: Table, column: int, test: Callable[[str], bool]) -> bool:
    """Whether the names in more than half of a column's cells all pass; two rows at least must."""
    passed = [bool(found) and all(test(name.value) for name in found) for found in _names(table, column)]
    return sum(passed) > 1 and 2 * sum(passed) > len(passed)


def _names(table: Table, column: int) -> Iterator[tuple[Spanned[str], ...]]:
    return (names(row.cells[column], slash=True) for row in table.rows)


def _is_status(name: str) -> bool:
    return status.canonical(name) is not None


def _is_http(name: str) -> bool:
    return re.fullmatch(r"[1-5]\d\d(?!\d).*", name) is not None


def _is_error(name: str) -> bool:
    return registry.is_code(name) and re.fullmatch(r"\d{1,3}", name) is None


def _errors(collector: Collector, cell: Inline) -> list[Ref[ErrorCode]]:
    """The errors that a cell names. A number of four digits can be nothing else; a name may be a gRPC status."""
    return [
        collector.refer(ErrorCode, name, Where.TABLE, firm=name.value.isdigit() and len(name.value) > 3)
        for name in names(cell, slash=True)
        if registry.is_code(name.value) and status.canonical(name.value) is None
    ]
