"""Tables known by their column titles.

Authors vary. A `Shape` names the columns that a sort of table has, each with the titles that authors give it; order,
further columns, case, markup, emoji and small typos do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from msgspec import Struct

from backend_spec.markdown import Inline, Row, Table
from backend_spec.reading.words import normal, says_nothing, truth
from backend_spec.text import Span, Spanned

LIKENESS = 0.85
"""How much alike a title and its misspelling are at least (difflib's ratio)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A sort of table: its columns and the titles under which authors write them.

    `name` is `<kind>.<table>`, under which a project may add titles. A table has the shape when it has every column
    in `required`, each title that counts taken once.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    _matched: dict[tuple[str, ...], dict[str, int] | None] = field(default_factory=dict, init=False, compare=False)
    """What `match` has answered, by the table's titles: tables of one document have few different heads."""

    def match(self, table: Table, more: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, int] | None:
        """Column name to cell index, or None when the table has not this shape. `more` are further titles."""
        titles = tuple(normal(cell.plain) for cell in table.head.cells)
        if more:
            return self._columns(titles, more)
        if titles not in self._matched:
            self._matched[titles] = self._columns(titles, {})
        found = self._matched[titles]
        return None if found is None else dict(found)

    def leads(self, table: Table, more: Mapping[str, tuple[str, ...]] | None = None) -> bool:
        """Whether the table's first column is one of the shape's."""
        first = normal(table.head.cells[0].plain) if table.head.cells else ""
        titles = (title for name in self.columns for title in (*self.columns[name], *(more or {}).get(name, ())))
        return any(normal(title) == first for title in titles)

    def _columns(self, titles: tuple[str, ...], more: Mapping[str, tuple[str, ...]]) -> dict[str, int] | None:
        """Which title is which column."""
        synonyms = [
            (name, [_normal(title) for title in (*known, *more.get(name, ()))]) for name, known in self.columns.items()
        ]
        found: dict[str, int] = {}
        for name, known in synonyms:
            index = next(
                (titles.index(k) for k in known if k in titles and titles.index(k) not in found.values()), None
            )
            if index is not None:
                found[name] = index
        for name, known in synonyms:  # a typo in a title is no reason to lose a table
            if name in self.required and name not in found:
                free = [title for i, title in enumerate(titles) if i not in found.values() and len(title) > 4]
                close = next((close for title in known if (close := _nearest(title, free))), None)
                if close is None:
                    return None
                found[name] = titles.index(close)
        return found


_normal = cache(normal)
"""For the titles that conventions and options name, which are few."""


def _nearest(title: str, free: Sequence[str]) -> str | None:
    """The title that this one is a misspelling of."""
    # What differs more in length cannot be so much alike, and comparing it would take the most time of all this.
    near = [one for one in free if 2 * min(len(one), len(title)) >= LIKENESS * (len(one) + len(title))]
    close = get_close_matches(title, near, 1, LIKENESS) if near else ()
    return close[0] if close else None


class Record(Struct, frozen=True):
    """A row of a table whose shape is known."""

    row: Row
    columns: Mapping[str, int]

    @property
    def span(self) -> Span:
        return self.row.span

    def has(self, column: str) -> bool:
        """Whether the table has the column."""
        return column in self.columns

    def cell(self, column: str) -> Inline | None:
        """The cell, None when the table has no such column."""
        index = self.columns.get(column)
        return None if index is None or index >= len(self.row.cells) else self.row.cells[index]

    def value(self, column: str) -> Spanned[str] | None:
        """The cell's value without decoration; None when there is no such column or the cell says nothing."""
        cell = self.cell(column)
        if cell is None or says_nothing(cell.plain):
            return None
        return cell.value

    def truth(self, column: str) -> bool | None:
        cell = self.cell(column)
        return None if cell is None else truth(cell.plain)

    def place(self, column: str) -> Span:
        """Where to report something about the column: its cell, or the row where there is none."""
        cell = self.cell(column)
        return cell.value.span if cell else self.row.span
