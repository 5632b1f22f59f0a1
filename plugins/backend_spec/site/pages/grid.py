"""Tables of entities that readers search: rows in groups, with filters that a script works.

Everything stands in the page from the start, also the filters (which are shown where scripts run only), so the script
moves nothing. A row says by numbers which of the filters' values it has. Roles are written out, because the style
sheet gives rows and cells a display of their own, and some browsers then forget what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from backend_spec.site.html import Content, Html, tag

_MANY = 150
"""Rows beyond so many are laid out by the browser only when they come into view."""


class Cell(Struct, frozen=True):
    """A cell. `sort` is what it is sorted by, where that is not its text."""

    content: Content
    sort: str | int | None = None


class Row(Struct, frozen=True):
    """A row. `facets` are the values that it has of each filter; `id` its anchor on the page."""

    cells: tuple[Content | Cell, ...]
    facets: tuple[Sequence[str], ...] = ()
    id: str = ""


class Group(Struct, frozen=True):
    """Rows under a title; a group without a title has no head."""

    title: Content
    rows: Sequence[Row]


class Column(Struct, frozen=True):
    """A column. `width` is its share in percent; columns that are not `sorted` have no order of their own."""

    title: str
    width: int
    sorted: bool = True


class Grid(Struct, frozen=True):
    """A table that can be searched. `caption` names it, `noun` what its rows are (one, several); `facets` are the
    titles of its filters. A `wide` one takes the room of the list of headings too."""

    caption: str
    noun: tuple[str, str]
    columns: Sequence[Column]
    groups: Sequence[Group]
    facets: Sequence[str] = ()
    wide: bool = False


def grid(made: Grid) -> Html:
    """The table with its filters."""
    rows = [row for group in made.groups for row in group.rows]
    values = [_values(rows, place) for place in range(len(made.facets))]
    numbers: dict[tuple[int, str], int] = {}
    for place, own in enumerate(values):
        for value in own:
            numbers[place, value] = len(numbers)
    titled = any(group.title for group in made.groups) and len(made.groups) > 1
    return tag(
        "div",
        _filters(made, values, numbers, len(rows)) if len(rows) > 1 else None,
        tag(
            "table",
            tag("caption", made.caption, class_="spec-hidden"),
            tag("thead", tag("tr", (_head(column) for column in made.columns), role="row"), role="rowgroup"),
            (
                tag("tbody", _body(made, group, numbers, titled=titled), role="rowgroup")
                for group in made.groups
                if group.rows
            ),
            role="table",
            class_="spec-rows spec-many" if len(rows) > _MANY else "spec-rows",
            style=f"--spec-columns:{' '.join(f'minmax(0,{column.width}fr)' for column in made.columns)}",
            data_spec_table=True,
        ),
        class_="spec-grid spec-wide" if made.wide else "spec-grid",
    )


def _values(rows: Iterable[Row], place: int) -> tuple[str, ...]:
    """A filter's values in the order in which rows have them."""
    return tuple(dict.fromkeys(value for row in rows for value in row.facets[place]))


def _filters(made: Grid, values: Sequence[Sequence[str]], numbers: dict[tuple[int, str], int], count: int) -> Html:
    one, several = made.noun
    return tag(
        "div",
        tag(
            "input",
            type="search",
            class_="spec-search",
            placeholder=f"Search {several}",
            aria_label=f"Search {several}",
            autocomplete="off",
            spellcheck="false",
        ),
        tag(
            "p",
            f"{count:,} {one if count == 1 else several}",
            class_="spec-shown",
            role="status",
            data_spec_noun=several,
        ),
        (
            tag(
                "select",
                tag("option", f"Any {_within(title)}", value=""),
                (tag("option", value, value=numbers[place, value]) for value in own),
                aria_label=title,
            )
            for place, (title, own) in enumerate(zip(made.facets, values, strict=True))
            if len(own) > 1
        ),
        tag("button", "Clear", type="button", class_="spec-clear", disabled=True),
        class_="spec-filters",
        role="search",
        aria_label=made.caption,
    )


def _within(title: str) -> str:
    """A title as it stands within a sentence: `method`, but `HTTP status`."""
    return title if any(char.isupper() for char in title[1:]) else title.lower()


def _head(column: Column) -> Html:
    return tag("th", column.title, scope="col", role="columnheader", data_spec_sortable=column.sorted)


def _body(made: Grid, group: Group, numbers: dict[tuple[int, str], int], *, titled: bool) -> Iterator[Html]:
    if titled and group.title:
        head = tag("th", group.title, colspan=len(made.columns), scope="rowgroup", role="rowheader")
        yield tag("tr", head, role="row", class_="spec-group")
    for row in group.rows:
        own = sorted({numbers[place, value] for place, found in enumerate(row.facets) for value in found})
        yield tag(
            "tr",
            (_cell(column, cell) for column, cell in zip(made.columns, row.cells, strict=True)),
            role="row",
            id=row.id or None,
            data_spec_is=" ".join(map(str, own)) or None,
        )


def _cell(column: Column, cell: Content | Cell) -> Html:
    content, order = (cell.content, cell.sort) if isinstance(cell, Cell) else (cell, None)
    return tag(
        "td", content, role="cell", data_label=column.title, data_spec_sort=None if order is None else str(order)
    )
