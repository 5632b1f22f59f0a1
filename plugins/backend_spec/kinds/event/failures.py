"""Errors that event failure scenarios name, where they are unmistakable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.event.shapes import ERRORS, LOOSE_ERRORS
from backend_spec.markdown import Inline, Item, Paragraph, Section, Table
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
_BARE = re.compile(r"(?:\(|^|\bor\s|\bwith\s|\bas\s)\s*`(?P<code>\d{4,6})`(?!\s*(?:ms|s|sec\w*|min\w*|bytes?|kb|mb)\b)")
_PORTS = frozenset("1883 2181 3306 5432 5672 6379 8080 8081 8443 9090 9092 9093 9094 9200 27017".split())
_FAILING = re.compile(
    r"\b(?:fail\w*|errors?|retr(?:y|ies)|dead[- ]letters?|dlq)\b|失败|重试|死信|실패|재시도", re.IGNORECASE
)


def read(collector: Collector) -> None:
    """State every error that a table's error column, or a phrase such as "error code `5003`", names."""
    _section(collector, collector.document.root, False)


def _section(collector: Collector, section: Section, failing: bool) -> None:
    """`failing` tells that a section's title speaks of failures: there a bare code in parentheses counts too."""
    failing = failing or (section.level > 1 and _FAILING.search(section.title) is not None)
    for block in section.blocks:
        if isinstance(block, Table):
            _table(collector, block, failing)
        elif isinstance(block, Paragraph | Item):
            _text(collector, block.content, Where.CODE, failing)
    for inner in section.sections:
        _section(collector, inner, failing)


def _table(collector: Collector, table: Table, failing: bool) -> None:
    columns = ERRORS.match(table, collector.titles.get(ERRORS.name))
    loose = None if columns else LOOSE_ERRORS.match(table, collector.titles.get(LOOSE_ERRORS.name))
    chosen = set((columns or loose or {}).values())
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            if index in chosen:
                places = {match.span(): match[0] for match in _IN_CELL.finditer(cell.raw)}
                for (start, end), text in places.items():
                    _state(collector, cell, start, end, text, Where.TABLE, firm=loose is None)
                if places and not loose:
                    collector.read(row.span)
            else:
                _text(collector, cell, Where.TABLE, failing)


def _text(collector: Collector, text: Inline, where: Where, failing: bool) -> None:
    spoken = dict(_spoken(text.raw))
    for (start, end), value in sorted(spoken.items()):
        _state(collector, text, start, end, value, where)
    for match in _BARE.finditer(text.raw) if failing else ():
        if match.span("code") not in spoken and match["code"] not in _PORTS:
            _state(collector, text, *match.span("code"), match["code"], where, firm=False)


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
