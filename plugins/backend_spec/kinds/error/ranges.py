"""Code ranges: `1000-1999`, `1000 – 1999`, `1000 to 1999`, `10xx`, or first and last code in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.error.conventions import BOUNDS, OWNER, RANGES
from backend_spec.markdown import Inline, Table
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Ref
from backend_spec.model.error import ErrorRange
from backend_spec.reading import Collector, Record, is_group, names, normal, says_nothing
from backend_spec.text import Span, Spanned

_NUMBER = r"(?:\d{1,3}(?:[,_]\d{3})+|\d{1,12})"
_DASH = r"[`*]*\s*\\?(?:-|‐|‑|‒|–|—|−|~|〜|～|\.{2,3}|…|至|到|\b(?:to|through|until)\b)\s*[`*]*"
_RANGE = re.compile(
    rf"(?<![\w.-])(?:(?P<start>{_NUMBER}){_DASH}(?P<end>{_NUMBER})|(?P<prefix>\d{{1,6}})(?P<open>[xX]{{2,6}}))(?![\w])"
)
_IS_SERVICE = re.compile(r"\b(?:service|svc|gateway|worker)s?\b", re.IGNORECASE)
_SINGLE = re.compile(r"[`*]*(?P<code>\d{1,12})[`*]*")


def find(text: str) -> Iterator[tuple[int, int, int, int]]:
    """The ranges in a text: first code, last code, where it starts and ends. `10xx` is 1000 to 1099."""
    return (found for found in _written(text) if found[0] <= found[1])


def _written(text: str) -> Iterator[tuple[int, int, int, int]]:
    for match in _RANGE.finditer(text):
        if match["prefix"]:
            size = 10 ** len(match["open"])
            start = int(match["prefix"]) * size
            yield start, start + size - 1, match.start(), match.end()
        else:
            start, end = (int(re.sub("[,_]", "", match[group])) for group in ("start", "end"))
            yield start, end, match.start(), match.end()


def read(collector: Collector, table: Table) -> bool:
    """State the ranges of a table, and tell whether it is a table of ranges: at least half of its rows give one."""
    more = collector.titles.get(RANGES.name)
    if columns := RANGES.match(table, more):
        records = [Record(row, columns) for row in table.rows]
        cells = [record.cell("range") for record in records]
        found = [tuple(_written(cell.raw)) if cell else () for cell in cells]
        if any(found) and 2 * sum(map(bool, found)) >= len(found):
            for record, cell, ranges in zip(records, cells, found, strict=True):
                if cell:
                    _state(collector, table, record, cell, ranges)
            return True
    if BOUNDS.match(table, collector.titles.get(BOUNDS.name)):
        for record in collector.rows(table, BOUNDS):
            first, last = record.value("start"), record.value("end")
            if first and last and first.value.isdecimal() and last.value.isdecimal():
                _range(collector, table, record, int(first.value), int(last.value), first.span.to(last.span))
        return True
    return False


def _state(
    collector: Collector, table: Table, record: Record, cell: Inline, found: tuple[tuple[int, int, int, int], ...]
) -> None:
    source, base = cell.span.source, cell.span.start
    if not found and (single := _SINGLE.fullmatch(cell.raw)):
        code = int(single["code"])
        found = ((code, code, *single.span("code")),)
    for start, end, low, high in found:
        _range(collector, table, record, start, end, source.span(base + low, base + high))
    if found or says_nothing(cell.plain):
        collector.read(record.span)


def _range(collector: Collector, table: Table, record: Record, start: int, end: int, place: Span) -> None:
    first, last = sorted((start, end))
    name = Spanned(f"{first}-{last}", place)
    category = record.value("category")
    owners, shared = _owners(collector, table, record)
    collector.state(ErrorRange(name, record.span, first, last, category, table.head.span, start > end, owners, shared))


def _owners(collector: Collector, table: Table, record: Record) -> tuple[tuple[Ref[Service], ...], bool]:
    """Who raises a range's codes, and whether a group does.

    A category says so only where its column is titled as one of owners, or it is called a service.
    """
    cell = record.cell("owner")
    if cell is None and (cell := record.cell("category")):
        title = normal(table.head.cells[record.columns["category"]].plain)
        if title not in map(normal, OWNER) and not _IS_SERVICE.search(cell.plain):
            return (), False
    named = names(cell, slash=True) if cell else ()
    shared = any(is_group(name.value) for name in named)
    single = [name for name in named if not is_group(name.value)]
    return tuple(collector.refer(Service, name, firm=False) for name in single), shared
