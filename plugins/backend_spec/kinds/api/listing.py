"""Rows that name endpoints, by a method and a path in one cell or in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from backend_spec.kinds.api import conventions
from backend_spec.markdown import Inline, Section, Table
from backend_spec.notation import http
from backend_spec.reading import Collector, Record, names
from backend_spec.text import Span, Spanned


class Named(Struct, frozen=True):
    """An endpoint that a row names: its method and path, and the place that shows it."""

    method: str
    path: Spanned[str]
    name: Spanned[str]


def is_listing(table: Table) -> bool:
    """Whether a table's rows are endpoints: it has a column for paths, and most rows hold a method and a path."""
    columns = conventions.LISTING.match(table)
    if columns is None or not table.rows:
        return False
    found = sum(bool(listed(Record(row, columns))) for row in table.rows)
    return found * 2 >= len(table.rows)


def of_path(collector: Collector, section: Section, table: Table) -> list[tuple[Record, Named]]:
    """The operations of a path: a table with a column for methods in a section that is called like the path."""
    title = section.heading.title if section.heading else None
    columns = conventions.OPERATIONS.match(table, collector.titles.get(conventions.OPERATIONS.name))
    if title is None or columns is None or not re.fullmatch(r"/[\w{}/:.-]*", title.value):
        return []
    rows = [(row, row.cells[columns["method"]].value) for row in table.rows]
    if not all(method.value.upper() in http.METHODS for _, method in rows):
        return []
    for row, _ in rows:
        collector.read(row.span)
    return [
        (Record(row, columns), Named(m.value.upper(), title, Spanned(f"{m.value.upper()} {title.value}", m.span)))
        for row, m in rows
    ]


def listed(record: Record, assumed: str = "") -> list[Named]:
    """The endpoints of a row, from one column or two. `assumed` is the method where none is given."""
    path = record.cell("path")
    if path is None or not path:
        return []
    method = record.cell("method") if record.has("method") else None
    if method is not None:
        methods = [m for m in re.finditer(r"[A-Z]+", method.raw) if m.group() in http.METHODS]
        paths = [p for p in names(path) if re.match(r"(?:https?://[^/\s]+)?/", p.value)]
        found = []
        for one in paths:
            clean = _clean(one)
            for index, match in enumerate(methods):
                at = method.span.start + match.start()
                last = index == len(methods) - 1
                place = clean.span if last else Span(method.span.source, at, at + len(match.group()))
                found.append(Named(match.group(), clean, Spanned(f"{match.group()} {clean.value}", place)))
        return found
    direct = list(mentions(path))
    if direct or not assumed:
        return direct
    return [
        Named(assumed, clean, Spanned(f"{assumed} {clean.value}", clean.span))
        for one in names(path)
        if one.value.startswith("/")
        for clean in [_clean(one)]
    ]


def _clean(path: Spanned[str]) -> Spanned[str]:
    """A path without its query."""
    text = http.bare(path.value)
    return Spanned(text, Span(path.span.source, path.span.start, path.span.start + len(text)))


def mentions(cell: Inline) -> Iterator[Named]:
    """Every `METHOD /path` in a cell."""
    text = cell.raw.replace("`", " ").replace("**", "  ")
    at = cell.span.start
    for found in http.find(text):
        place = Span(cell.span.source, at + found.start, at + found.end)
        start = text.find(found.path, found.start)
        path = Spanned(found.path, Span(cell.span.source, at + start, at + start + len(found.path)))
        yield Named(found.method, path, Spanned(f"{found.method} {found.path}", place))


def tails(path: str) -> list[str]:
    """A path and its ends, with every parameter as `{}`: `/v1/users/{}`, `/users/{}`, `/{}`."""
    forms = [part.form for part in http.segments(path)]
    return ["/" + "/".join(forms[start:]) for start in range(max(1, len(forms)))]
