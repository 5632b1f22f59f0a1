"""Errors that event failure scenarios name, where they are unmistakable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.event.shapes import ERRORS, LOOSE_ERRORS
from backend_spec.markdown import Inline, Item, Paragraph, Table
from backend_spec.model.entity import Where
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import FailureScenario
from backend_spec.notation import status
from backend_spec.reading import Collector
from backend_spec.text import Span, Spanned

_NAME = r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"
_CODE = r"(?<![\w.:/#-])\d{4,6}(?![\w:%-]|\.\d)"
_IN_CELL = re.compile(rf"(?P<code>{_CODE})|(?P<name>(?<![\w.:-]){_NAME}(?![\w-]))")
_LISTED = rf"[`*]*(?:{_CODE}|(?<![\w.:-]){_NAME}(?![\w-]))[`*]*(?:\s*\([^()\n]{{0,60}}\))?"
_SPOKEN = re.compile(
    rf"\b(?:error|failure)(?:[ -]codes?|s)?(?:\s+(?:with|named?|is|of))?\s*[:=]?\s*"
    rf"(?P<list>{_LISTED}(?:\s*(?:,|/|and|or|,\s*and|,\s*or)\s*{_LISTED})*)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"(?P<a>{_CODE})[`*]*\s*(?:[-–—:/]\s*|\()?\s*[`*]*(?P<b>{_NAME})\b|"
    rf"\b(?P<c>{_NAME})[`*]*\s*(?:[-–—:/]\s*|\()\s*[`*]*(?P<d>{_CODE})"
)


def read(collector: Collector) -> None:
    """State every error that a table's error column, or a phrase such as "error code `5003`", names."""
    for section in collector.document.root.walk():
        for block in section.blocks:
            if isinstance(block, Table):
                _table(collector, block)
            elif isinstance(block, Paragraph | Item):
                _text(collector, block.content, Where.CODE)


def _table(collector: Collector, table: Table) -> None:
    columns = ERRORS.match(table, collector.titles.get(ERRORS.name))
    loose = None if columns else LOOSE_ERRORS.match(table, collector.titles.get(LOOSE_ERRORS.name))
    column = (columns or loose or {}).get("error")
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            if index == column:
                places = {match.span(): match[0] for match in _IN_CELL.finditer(cell.raw)}
                for (start, end), text in places.items():
                    _state(collector, cell, start, end, text, Where.TABLE, firm=loose is None)
                if places and not loose:
                    collector.read(row.span)
            else:
                _text(collector, cell, Where.TABLE)


def _text(collector: Collector, text: Inline, where: Where) -> None:
    for (start, end), value in sorted(_spoken(text.raw)):
        _state(collector, text, start, end, value, where)


def _spoken(raw: str) -> Iterator[tuple[tuple[int, int], str]]:
    found: dict[tuple[int, int], str] = {}
    for match in _SPOKEN.finditer(raw):
        for part in _IN_CELL.finditer(match["list"]):
            # The phrase is found in any case, a name is in capitals only.
            place = (match.start("list") + part.start(), match.start("list") + part.end())
            found[place] = part[0]
    for match in _PAIR.finditer(raw):
        for group in ("a", "b", "c", "d"):
            if match[group]:
                found[match.span(group)] = match[group]
    yield from found.items()


def _state(
    collector: Collector, text: Inline, start: int, end: int, value: str, where: Where, *, firm: bool = True
) -> None:
    if status.canonical(value) is not None:
        return  # a gRPC status
    base = text.span.start
    place = Span(text.span.source, base + start, base + end)
    error = collector.refer(ErrorCode, Spanned(value, place), where, firm=firm)
    collector.state(FailureScenario(place, error))
