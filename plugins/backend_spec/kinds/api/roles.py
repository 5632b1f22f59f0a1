"""Role definitions: tables and bullets that say which roles there are."""

from __future__ import annotations

import re
from bisect import bisect_right

from backend_spec.kinds.api import conventions
from backend_spec.kinds.api.labels import labels, lines
from backend_spec.kinds.api.stream import Stream, plain_title
from backend_spec.markdown import Item, Paragraph, Table
from backend_spec.model.http import Role
from backend_spec.notation import http
from backend_spec.reading import Collector, names
from backend_spec.text import Span, Spanned


def define(collector: Collector, stream: Stream, outside: list[tuple[int, int]]) -> set[str]:
    """State the roles that the document defines: in tables, or in bullets under a title or label for roles.

    `outside` are the extents of endpoints in order, in which no role is defined. Returns the names in lower case.
    """
    starts = [start for start, _ in outside]
    seen: set[str] = set()
    under: str | None = None
    for piece in stream.pieces:
        index = bisect_right(starts, piece.start) - 1
        if index >= 0 and piece.start < outside[index][1]:
            continue
        if piece.heading:
            under = None
        elif isinstance(piece.block, Table):
            if is_definition(collector, piece.block, [s.title for s in stream.up(piece.section)]):
                for record in collector.rows(piece.block, conventions.ROLES):
                    cell = record.cell("role")
                    for name in names(cell, slash=True) if cell else ():
                        _state(collector, name, record.span, record.value("text"), seen)
        elif isinstance(piece.block, Paragraph):
            for name in _in_line(piece.block):
                _state(collector, name, piece.block.span, None, seen)
            under = _role_label(piece.block) or (None if under == "label" else under)
        elif isinstance(piece.block, Item):
            titled = any(plain_title(s.title) in conventions.ROLE_TITLES for s in stream.up(piece.section))
            if (titled or under) and piece.block.depth == 0:
                _bullet(collector, piece.block, seen)
    return seen


def is_definition(collector: Collector, table: Table, titles: list[str]) -> bool:
    """Whether a table defines roles: a column of roles that comes first, and one that says what they are."""
    columns = conventions.ROLES.match(table, collector.titles.get(conventions.ROLES.name))
    if not columns or columns["role"] > 1 or conventions.LIMITS.match(table):
        return False
    title = table.head.cells[columns["role"]].plain.casefold()
    if "role" not in title and not any(plain_title(t) in conventions.ROLE_TITLES for t in titles):
        return title.strip() in ("역할", "角色", "角色名")
    return not any(http.find(row.cells[columns["role"]].plain) for row in table.rows)


def _role_label(block: Paragraph) -> str | None:
    every = list(lines(block.content))
    found = labels(every[-1]) if every else []
    if found and found[-1].value is None and plain_title(found[-1].title.value) in conventions.ROLE_TITLES:
        return "label"
    return "label" if re.search(r"\broles\b[^.:]{0,60}:$", block.content.plain) else None


_ALONE = re.compile(r"[\s,;、]*(?:(?:and|or|和|与)\s+)?(?:[(（][^()（）]*[)）][\s,;、.]*(?:(?:and|or)\s+)?)?")


def _in_line(block: Paragraph) -> list[Spanned[str]]:
    """The roles of a line such as "Roles: `reader` (anyone signed in), `librarian` (edits books)"."""
    for line in lines(block.content):
        found = labels(line)
        if len(found) == 1 and found[0].value and plain_title(found[0].title.value) in conventions.ROLE_TITLES:
            place = found[0].value.span
            codes = [code for code in block.content.codes if line.span.contains(code.span)]
            between = re.split(r"`[^`\n]*`", line.span.text[place.start - line.span.start :])
            between[0] = between[0].strip("`* ")
            if len(codes) > 1 and all(_ALONE.fullmatch(text.strip(" .")) for text in between):
                return codes
    return []


def _bullet(collector: Collector, item: Item, seen: set[str]) -> None:
    content = item.content
    first = next(
        (part for part in (*content.codes, *content.strong) if part.span.start - content.span.start <= 4), None
    )
    if first is None:
        match = re.match(r"(?P<name>[\w-]+)\s*(?:[:：—–]|\s-\s)", content.raw)
        if match is None:
            return
        at = content.span.start
        first = Spanned(match["name"], Span(content.span.source, at, at + match.end("name")))
    first = Spanned(first.value.strip().rstrip(":："), first.span)
    inner = next((code for code in content.codes if first.span.contains(code.span)), first)
    name = Spanned(inner.value, Span(inner.span.source, inner.span.start, inner.span.start + len(inner.value)))
    if re.fullmatch(r"[\w-]+(?: [\w-]+)?", name.value):
        _state(collector, name, content.span, None, seen)


def _state(collector: Collector, name: Spanned[str], span: Span, text: Spanned[str] | None, seen: set[str]) -> None:
    if name.value.casefold() not in seen:
        seen.add(name.value.casefold())
        collector.state(Role(name, span, text))
