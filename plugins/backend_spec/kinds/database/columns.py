"""Column tables: which they are, what their rows say, and the foreign keys in them."""

from __future__ import annotations

import re

from backend_spec.kinds.database.conventions import COLUMNS, LISTING, SCHEMAS
from backend_spec.markdown import Inline, Table
from backend_spec.model.database import Column, ForeignKey
from backend_spec.model.database import Table as DatabaseTable
from backend_spec.model.entity import Where
from backend_spec.reading import Collector, Record, names, normal, truth
from backend_spec.text import Span, Spanned

_TELLING = re.compile(r"\b(?:column|null|nullable|sql|constraints?|key)\b|列|컬럼|可空")
_NOT_NULL = re.compile(r"\bNOT[\s_-]+NULL\b|\bPRIMARY[\s_]+KEY\b|\bPK\b|非空", re.IGNORECASE)
_NULL = re.compile(r"\bNULL(?:ABLE)?\b|可空", re.IGNORECASE)
_KEYS = {
    "PK": re.compile(r"\bPRIMARY[\s_]+KEY\b|\bPK\b|\bPRI\b", re.IGNORECASE),
    "UK": re.compile(r"\bUNIQUE\b|\bUK\b|\bUNI\b", re.IGNORECASE),
    "FK": re.compile(r"\bFOREIGN[\s_]+KEY\b|\bFK\b|\bREFERENCES\b", re.IGNORECASE),
}
_REFERENCES = re.compile(r"\bREFERENCES\s+[`\"]?(?P<name>[A-Za-z_]\w*)[`\"]?\s*\(", re.IGNORECASE)
_ARROW = re.compile(
    r"\b(?:FK|foreign[ _]key)\b[^|\n→>]{0,40}?(?:→|->|=>|\bto\b|\breferences\b)\s*"
    r"`?(?:(?P<schema>[a-z_]\w*)\.)?(?P<name>[a-z_]\w*)`?\s*[.(]\s*`?\w",
    re.IGNORECASE,
)


def is_column_table(collector: Collector, table: Table) -> bool:
    """Whether a table lists columns. One whose first column is an index or a constraint does not."""
    first = table.head.cells[0].plain if table.head.cells else ""
    return collector.matches(table, COLUMNS) and not LISTING.match(first.strip())


def is_telling(table: Table) -> bool:
    """Whether a table's head can only be that of a column table: it speaks of columns, null or SQL."""
    titles = [normal(cell.plain) for cell in table.head.cells]
    return any(_TELLING.search(title) for title in titles)


def read(collector: Collector, table: Table, owner: str) -> tuple[Column, ...]:
    """The columns of a column table, and the foreign keys that its cells state."""
    found: list[Column] = []
    for record in collector.rows(table, COLUMNS):
        for cell in record.row.cells:
            foreign_keys(collector, cell, owner, Where.TABLE)
        named = record.cell("name")
        for name in names(named) if named else ():
            found.append(
                Column(
                    record.span,
                    name,
                    record.value("type"),
                    _nullable(record),
                    _default(record),
                    record.value("text"),
                    record.place("default") if record.has("default") else None,
                    _keys(record),
                )
            )
    return tuple(found)


def _nullable(record: Record) -> bool | None:
    """Whether a column may be null: as its own cell says, or the one for NOT NULL, or the constraints."""
    cell = record.cell("nullable")
    if cell is not None and cell.plain.strip():
        text = cell.plain.strip().casefold()
        return False if text in ("not null", "notnull") else True if text in ("null", "nullable") else truth(text)
    for title in ("filled", "required"):
        cell = record.cell(title)
        if cell is not None:
            answer = truth(cell.plain)
            # A value that need not be given may still never be null: there is a default for it.
            told = answer is not None and (answer or title == "filled" or not record.value("default"))
            return not answer if told else None
    cell = record.cell("constraints")
    if cell is not None and _NOT_NULL.search(cell.plain):
        return False
    return True if cell is not None and _NULL.search(cell.plain) else None


def _keys(record: Record) -> tuple[str, ...]:
    cell = record.cell("constraints")
    return tuple(key for key, pattern in _KEYS.items() if cell is not None and pattern.search(cell.plain))


def _default(record: Record) -> Spanned[str] | None:
    cell = record.cell("default")
    return record.value("default") if cell and cell.plain.strip().casefold() not in ("none", "n/a") else None


def foreign_keys(collector: Collector, text: Inline, owner: str, where: Where) -> None:
    """State the foreign keys that a cell or an item names: `REFERENCES users(id)`, `FK → users.id`."""
    for pattern in (_REFERENCES, _ARROW):
        for match in pattern.finditer(text.raw):
            base = text.span.start
            place = Span(text.span.source, base + match.start("name"), base + match.end("name"))
            schema = match.groupdict().get("schema")
            firm = schema is None or schema.casefold() in SCHEMAS
            target = collector.refer(DatabaseTable, Spanned(match["name"], place), where, firm=firm)
            collector.state(ForeignKey(place, owner, target))
            return
