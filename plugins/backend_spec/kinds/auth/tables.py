"""The tables of the authentication document: tokens, settings, sessions, mechanisms, errors, steps."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backend_spec.kinds.auth import conventions
from backend_spec.kinds.auth.named import Named
from backend_spec.kinds.common import titles
from backend_spec.markdown import Inline, Section, Table
from backend_spec.model.auth import Mechanism, SessionEvent, Token
from backend_spec.model.cache import CacheKey
from backend_spec.model.entity import Ref
from backend_spec.model.http import Endpoint
from backend_spec.model.page import Setting
from backend_spec.notation import http
from backend_spec.reading import Collector, Record, normal, says_nothing
from backend_spec.text import Spanned

_METHOD = re.compile("|".join(http.METHODS))


def read(collector: Collector, table: Table, section: Section, part: str, named: Named) -> None:
    """Read one table. `part` is the part of the outline that it stands in, `named` takes what its cells name."""
    for index, title in enumerate(table.head.cells):
        if titles.form(title.plain) in conventions.ERROR_COLUMNS:
            for row in table.rows:
                named.error_cell(row.cells[index])
    keys = [_named(row.cells, named) for row in table.rows]
    if part != "Password Security" and collector.matches(table, conventions.TOKEN_TABLE):
        for record, refs in zip(collector.rows(table, conventions.TOKEN_TABLE), keys, strict=True):
            _token(collector, record, refs)
    elif collector.matches(table, conventions.ENDPOINT_TABLE):
        for record in collector.rows(table, conventions.ENDPOINT_TABLE):
            _endpoint(record, named)
    elif part == "Session Lifecycle Summary" and (columns := _session(collector, table)):
        for title in table.head.cells:
            named.inline(title)
        for row in table.rows:
            record = Record(row, columns)
            collector.read(row.span)
            if event := record.value("event"):
                collector.state(SessionEvent(record.span, event, record.value("state")))
    elif part == "Token Strategy" and (types := _token_columns(table)):
        _tokens_by_column(collector, table, types)
    elif part == "Security Mechanisms" and len(table.head.cells) == 2:
        for row in table.rows:
            collector.read(row.span)
            if not says_nothing(row.cells[0].plain):
                collector.state(Mechanism(row.span, row.cells[0].value, row.cells[1].value if row.cells[1] else None))
    elif collector.matches(table, conventions.MECHANISM_TABLE):
        for record in collector.rows(table, conventions.MECHANISM_TABLE):
            if mechanism := record.value("name"):
                collector.state(Mechanism(record.span, mechanism, record.value("implementation")))
    elif _is_errors(collector, table):
        for record in collector.rows(table, conventions.ERROR_TABLE):
            for column in ("code", "name"):
                if cell := record.cell(column):
                    named.error_cell(cell)
    elif collector.matches(table, conventions.STEP_TABLE):
        collector.rows(table, conventions.STEP_TABLE)
    elif collector.matches(table, conventions.SETTING_TABLE):
        for record in collector.rows(table, conventions.SETTING_TABLE):
            if setting := record.value("name"):
                collector.state(Setting(record.span, setting, record.value("value"), section.title))


def _named(cells: Iterable[Inline], named: Named) -> tuple[Ref[CacheKey], ...]:
    """State what a row's cells name; its cache keys are returned too."""
    found: list[Ref[CacheKey]] = []
    for cell in cells:
        if not says_nothing(cell.plain):
            found += named.inline(cell)
    return tuple(found)


def _token(collector: Collector, record: Record, keys: tuple[Ref[CacheKey], ...]) -> None:
    cell = record.cell("name")
    name = titles.declared(cell) if cell else None
    if name:
        collector.state(Token(record.span, name, record.value("ttl"), record.value("storage"), keys))


def _session(collector: Collector, table: Table) -> dict[str, int] | None:
    """The columns of a table of session events; what happens to sessions and tokens may stand in a column for each."""
    further = collector.titles.get(conventions.SESSION_TABLE.name)
    columns = conventions.SESSION_TABLE.match(table, further)
    if columns or len(table.head.cells) < 2:
        return columns
    first = normal(table.head.cells[0].plain)
    events = {normal(title) for title in conventions.SESSION_TABLE.columns["event"]}
    return {"event": 0, "state": 1} if first in events else None


def _token_columns(table: Table) -> dict[int, Spanned[str]]:
    """The token types that a table has a column for each, by index: "| | Access token | Refresh token |"."""
    head = table.head.cells
    first = normal(head[0].plain) if head else ""
    if first and first not in {normal(title) for title in conventions.SETTING_TABLE.columns["name"]}:
        return {}
    found = {i: cell.value for i, cell in enumerate(head) if i and re.search(r"token|令牌|토큰", cell.plain, re.I)}
    return found if len(found) > 1 else {}


def _tokens_by_column(collector: Collector, table: Table, types: dict[int, Spanned[str]]) -> None:
    """A row for each property of the tokens."""
    rows: dict[str, dict[int, Spanned[str]]] = {"ttl": {}, "storage": {}}
    for row in table.rows:
        collector.read(row.span)
        title = normal(row.cells[0].plain)
        for column, found in rows.items():
            if title in {normal(known) for known in conventions.TOKEN_TABLE.columns[column]}:
                found.update({index: row.cells[index].value for index in types if row.cells[index]})
        if title and len(row.cells) > 1:
            collector.state(Setting(row.span, row.cells[0].value, row.cells[1].value, "Token Strategy"))
    for index, name in types.items():
        place = table.head.cells[index].span
        collector.state(Token(place, name, rows["ttl"].get(index), rows["storage"].get(index)))


def _endpoint(record: Record, named: Named) -> None:
    """A row with the method and the path in cells of their own."""
    method, path = record.value("method"), record.value("path")
    if method and path and path.value.startswith("/"):
        for match in _METHOD.finditer(method.value):
            named.refer(Endpoint, Spanned(f"{match[0]} {path.value}", path.span), firm=True)


def _is_errors(collector: Collector, table: Table) -> bool:
    """Whether a table lists errors: its codes are no HTTP statuses, and it tells when they come."""
    columns = conventions.ERROR_TABLE.match(table, collector.titles.get(conventions.ERROR_TABLE.name))
    if not columns or not columns.keys() & {"http", "when", "name"}:
        return False
    codes = [row.cells[columns["code"]].plain.strip() for row in table.rows]
    return any(re.search(r"\d{4,6}|[A-Z]_[A-Z0-9]", code) for code in codes)
