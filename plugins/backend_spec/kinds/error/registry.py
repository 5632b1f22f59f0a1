"""Registered errors: the rows of the per-category tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from backend_spec.kinds.error import ranges
from backend_spec.kinds.error.conventions import LEADING, NAMES, REGISTRY
from backend_spec.markdown import Section, Table
from backend_spec.model.entity import Where
from backend_spec.model.error import ErrorCode
from backend_spec.notation import status
from backend_spec.reading import Collector, Record, Shape, names, normal
from backend_spec.text import Spanned

Place = tuple[Section, ...]
"""The sections around a table, from the outermost."""

Known = set[str]
"""The codes and names that are declared so far."""

_CODE = re.compile(r"-?\d{1,12}|0[xX][0-9A-Fa-f]{1,8}|(?=\w*\d)[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*")
_BOTH = re.compile(r"(?P<code>-?\d{1,12})\s*[-–:]?\s+(?P<name>[A-Za-z]\w*)")
_PATH = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE)\s+/")


def is_code(text: str) -> bool:
    """Whether a text looks like an error's code or name: `1001`, `AUTH_001`, `INVALID_CREDENTIALS`."""
    return bool(_CODE.fullmatch(text)) or (text.isupper() and bool(_NAME.fullmatch(text)))


def is_registry(collector: Collector, table: Table, place: Place) -> bool:
    """Whether a table lists errors: its rows begin with a code or a name and tell something about it.

    Tables of HTTP or gRPC statuses are none, nor are those that begin with where an error occurs (a scenario, an
    endpoint), nor an endpoint's errors.
    """
    shape = _shape(collector, table)
    columns = shape and shape.match(table, collector.titles.get(shape.name))
    if not shape or not columns or len(columns) < 2:
        return False
    first = min(columns[name] for name in ("code", "name") if name in columns)
    leading = {columns.get("http"), columns.get("grpc"), columns.get("category")}
    if is_full(collector, table):
        leading.add(columns.get("description"))
    for index in range(first):
        if index not in leading and normal(table.head.cells[index].plain) not in LEADING:
            return False
    if any(_PATH.search(section.title) for section in place):
        return False
    return not _is_about_statuses([Record(row, columns) for row in table.rows], place)


def is_full(collector: Collector, table: Table) -> bool:
    """Whether a table has all columns of a registry, and no code twice: then their order does not matter."""
    columns = REGISTRY.match(table, collector.titles.get(REGISTRY.name))
    if columns is None or not {"code", "name", "http", "grpc", "description"} <= set(columns):
        return False
    codes = [value.value for row in table.rows if (value := Record(row, columns).value("code"))]
    return len(codes) > 1 and len(set(codes)) == len(codes) and all(map(is_code, codes))


def _shape(collector: Collector, table: Table) -> Shape | None:
    """The shape by which the table is read: with codes, or with names that look like errors' names."""
    more = collector.titles.get(REGISTRY.name)
    columns = REGISTRY.match(table, more)
    if columns and _mostly(table, columns["code"], lambda text: is_code(text) or bool(_BOTH.fullmatch(text))):
        return REGISTRY
    columns = NAMES.match(table, more)
    if columns and _mostly(table, columns["name"], lambda text: text.isupper() and is_code(text)):
        return NAMES
    return None


def _mostly(table: Table, column: int, test: Callable[[str], bool]) -> bool:
    """Whether at least half of a column's cells pass, of rows that say something in another column too."""
    rows = [row for row in table.rows if sum(map(bool, row.cells)) > 1]
    values = [value.value for row in rows if (value := Record(row, {"it": column}).value("it"))]
    return bool(values) and 2 * sum(map(test, values)) >= len(values)


def _is_about_statuses(records: list[Record], place: Place) -> bool:
    codes = [value.value for record in records if (value := record.value("code"))]
    labels = [value.value for record in records if (value := record.value("name"))]
    listed = labels or [code for code in codes if not code.isdigit()]
    if len(listed) > 1 and all(map(status.canonical, listed)):
        return all(not code.isdigit() or int(code) < len(status.GRPC) for code in codes)
    if not codes or not all(code.isdigit() and 100 <= int(code) <= 599 for code in codes):
        return False
    return not labels or any(re.search(r"http|status|상태|状态", section.title, re.IGNORECASE) for section in place)


def codes(collector: Collector, table: Table) -> Known:
    """What a table of errors names."""
    shape = _shape(collector, table)
    columns = shape and shape.match(table, collector.titles.get(shape.name))
    if not columns:
        return set()
    records = [Record(row, columns) for row in table.rows]
    return {value.value for record in records for name in ("code", "name") if (value := record.value(name))}


def declare(collector: Collector, table: Table, place: Place, known: Known) -> None:
    """State an error per row. A row that reserves a range or heads a group of rows declares none."""
    shape = _shape(collector, table) or REGISTRY
    columns = shape.match(table, collector.titles.get(shape.name)) or {}
    for record in (Record(row, columns) for row in table.rows):
        cell = record.cell("code")
        several = names(cell) if cell else ()
        pairs: list[tuple[Spanned[str] | None, Spanned[str] | None]]
        if len(several) > 1 and all(is_code(code.value) for code in several):
            pairs = [(code, record.value("name")) for code in several]
        else:
            pairs = list(_code_and_name(record))
        for code, label in pairs:
            _error(collector, record, place, code, label)
            known.update(part.value for part in (code, label) if part)
        if pairs or sum(map(bool, record.row.cells)) < 2 or (cell and any(ranges.find(cell.raw))):
            collector.read(record.span)


def _code_and_name(record: Record) -> Iterator[tuple[Spanned[str] | None, Spanned[str] | None]]:
    """What a row declares: a code, a name, or both, which may stand in one cell."""
    code, label = record.value("code"), record.value("name")
    if code and (both := _BOTH.fullmatch(code.value)) and code.span.text == code.value and label is None:
        at, source = code.span.start, code.span.source
        low, high = both.span("name")
        label = Spanned(both["name"], source.span(at + low, at + high))
        code = Spanned(both["code"], source.span(at, at + both.end("code")))
    if code and not is_code(code.value) and (any(ranges.find(code.value)) or not _NAME.fullmatch(code.value)):
        return
    if code and label is None and not any(map(str.isdigit, code.value)):
        code, label = None, code
    if code or (label and sum(map(bool, record.row.cells)) > 1):
        yield code, label


def _error(
    collector: Collector, record: Record, place: Place, code: Spanned[str] | None, label: Spanned[str] | None
) -> None:
    name = code or label
    assert name
    http, grpc = record.value("http"), record.value("grpc")
    category = record.value("category") or (place[-1].heading.title if place and place[-1].heading else None)
    collector.state(
        ErrorCode(
            name,
            record.span,
            code,
            label,
            http=status.only(http, status.http(http)) if http else None,
            grpc=status.only(grpc, status.grpc(grpc)) if grpc else None,
            description=record.value("description"),
            category=category,
        )
    )


def refer(collector: Collector, table: Table, known: Known) -> None:
    """Read a table that lists errors which another one declares."""
    for record in collector.rows(table, _shape(collector, table) or REGISTRY):
        for column in ("code", "name"):
            if (value := record.value(column)) and is_code(value.value):
                collector.refer(ErrorCode, value, Where.TABLE, firm=column == "code" and value.value not in known)
                break
