"""Lists and tables of a table's indexes and constraints: the names, columns and kinds that they give."""

from __future__ import annotations

import re

from backend_spec.markdown import Inline, Row, Table
from backend_spec.model.database import Listed
from backend_spec.reading import Collector, normal, says_nothing
from backend_spec.text import Span, Spanned

_NONE = re.compile(r"[\s*_`]*(?:none|no|not|n/a|only|see|the|all|every|nothing|without|other|—|-|–)\b", re.IGNORECASE)
_NAME = re.compile(r"[\s*]*(?:`(?P<code>[A-Za-z_]\w*)`|\*\*(?P<bold>[a-z]\w*_\w+)\*\*|(?P<plain>[a-z][a-z0-9]*_\w+))")
_LABEL = re.compile(
    r"[\s*]*(?:(?:unique|primary|foreign|composite|partial|secondary|check)\s+)?(?:unique|index|key|constraint|check|fk|pk)"
    r"(?:\s+(?:index|key|constraint))?\**\s*[:：—–-]\**\s*",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*(?:,|/|&|\band\b)\s*(?=`)")
_CREATE = re.compile(
    r"[\s`]*(?:CREATE\s+)?(?P<unique>UNIQUE\s+)?INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?`?(?P<name>[A-Za-z_]\w*)`?"
    r"\s+ON\s+`?[\w.]+`?|[\s`]*CONSTRAINT\s+`?(?P<constraint>[A-Za-z_]\w*)`?",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\((?P<inner>[^()]*)\)")
_ON = re.compile(
    r"\bon\s+(?P<inner>`[a-z_]\w*`(?:\s*(?:,|and|&|\+)\s*`[a-z_]\w*`)*|[a-z]\w*_\w+)(?!\s*[\w(])", re.IGNORECASE
)
_COLUMN = re.compile(
    r"\s*[`\"]?(?P<name>[A-Za-z_]\w*)[`\"]?(?:\s+(?:ASC|DESC|NULLS\s+(?:FIRST|LAST)|\w+_ops)){0,3}\s*", re.IGNORECASE
)
_RULES = (
    ("check", re.compile(r"\bCHECK\b", re.IGNORECASE)),
    ("foreign key", re.compile(r"\bFOREIGN\s+KEY\b|\bFK\b|\breferences\b|→|->", re.IGNORECASE)),
    ("primary key", re.compile(r"\bPRIMARY\s+KEY\b|\bPK\b", re.IGNORECASE)),
    ("unique", re.compile(r"\bUNIQUE\b(?!\s*(?:per|across|within|id\b))", re.IGNORECASE)),
)
_COLUMNS = frozenset(
    {"columns", "column", "column s", "fields", "field", "definition", "on", "expression", "columns expression"}
)
_NAMES = frozenset({"index", "index name", "name", "constraint", "constraint name", "indexes", "key"})


def item(collector: Collector, text: Inline, table: str, sort: str) -> None:
    """State what an item of a list of indexes or constraints says, unless it says that there are none."""
    raw = text.raw
    if _NONE.match(raw):
        return
    names, rest = _leading(text)
    rule = _rule(raw[rest:]) or _rule(raw)
    columns = None if rule == "check" else _columns(text.span, raw, rest)
    collector.state(Listed(text.span, table, sort, names, columns, rule, Spanned(text.plain, text.span)))


def rows(collector: Collector, grid: Table, table: str, sort: str) -> None:
    """State what the rows of a table of indexes or constraints say."""
    titles = [normal(cell.plain) for cell in grid.head.cells]
    named = next((at for at, title in enumerate(titles) if title in _NAMES), None)
    given = next((at for at, title in enumerate(titles) if title in _COLUMNS and at != named), None)
    for row in grid.rows:
        if named is not None and named < len(row.cells):
            _row(collector, row, table, sort, named, given)


def _row(collector: Collector, row: Row, table: str, sort: str, named: int, given: int | None) -> None:
    cell = row.cells[named]
    if says_nothing(cell.plain) or _NONE.match(cell.raw):
        return
    name = cell.value
    names = (name,) if re.fullmatch(r"[A-Za-z_]\w*", name.value) else ()
    rule = _rule(" ".join(one.plain for at, one in enumerate(row.cells) if at != named))
    columns: Spanned[tuple[str, ...]] | None = None
    if given is not None and given < len(row.cells) and rule != "check":
        place = row.cells[given]
        columns = _columns(place.span, place.raw, 0) or _parted(place.plain, place.value.span)
    collector.state(Listed(row.span, table, sort, names, columns, rule, Spanned(cell.plain, cell.span)))


def _leading(text: Inline) -> tuple[tuple[Spanned[str], ...], int]:
    """The identifiers that an item begins with, and where its text goes on."""
    raw, base, source = text.raw, text.span.start, text.span.source
    if statement := _CREATE.match(raw):
        group = "name" if statement["name"] else "constraint"
        start, end = statement.span(group)
        return (Spanned(statement[group], source.span(base + start, base + end)),), statement.end()
    found: list[Spanned[str]] = []
    label = _LABEL.match(raw)
    at = label.end() if label else 0
    while match := _NAME.match(raw, at):
        group = next(name for name in ("code", "bold", "plain") if match[name])
        start, end = match.span(group)
        found.append(Spanned(match[group], source.span(base + start, base + end)))
        at = match.end()
        following = _NEXT.match(raw, at)
        if not following:
            break
        at = following.end()
    return tuple(found), at


def _rule(text: str) -> str:
    return next((rule for rule, pattern in _RULES if pattern.search(text)), "")


def _columns(span: Span, raw: str, after: int) -> Spanned[tuple[str, ...]] | None:
    """The columns in the first parentheses, or behind "on"; None for expressions and where there are none."""
    group, spoken = _GROUP.search(raw, after), _ON.search(raw, after)
    first = min((match for match in (group, spoken) if match), key=lambda match: match.start(), default=None)
    opening = raw.find("(", after)
    if first is None or (0 <= opening < first.start() and first is group):
        return None  # the innermost parentheses are a function's
    inner = first["inner"] if first is group else re.sub(r"\band\b|[&+]", ",", first["inner"])
    start, end = first.span("inner")
    while start < end and raw[start] in " `":
        start += 1
    while start < end and raw[end - 1] in " `":
        end -= 1
    return _parted(inner, span.source.span(span.start + start, span.start + end))


def _parted(text: str, span: Span) -> Spanned[tuple[str, ...]] | None:
    found = []
    for part in text.strip().strip("()`").split(","):
        match = _COLUMN.fullmatch(part)
        if not match:
            return None
        found.append(match["name"])
    return Spanned(tuple(found), span)
