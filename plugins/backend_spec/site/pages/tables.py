"""The data dictionary: every table with its columns, keys, owner and users, and a picture for each owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backend_spec.model.architecture import Service
from backend_spec.model.database import Table
from backend_spec.model.http import Endpoint
from backend_spec.site.html import Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages.dictionary import Entry, Known, dictionary
from backend_spec.site.pages.grid import Cell, Column, Grid, Group, Row, grid
from backend_spec.site.pages.names import Ids, facts, link, listed, soft, some
from backend_spec.site.pages.parts import badge, prose
from backend_spec.site.pages.schema import drawn
from backend_spec.site.touches import Touches, Verb, touches
from backend_spec.site.view import View

_COLUMNS = (
    Column("Table", 20),
    Column("Columns", 56, sorted=False),
    Column("Used by", 24, sorted=False),
)

_BRIEF = 200
"""A description of a table is cut after about so many characters."""


def page(view: View) -> Page | None:
    """The page; None where the specification has no tables."""
    tables = view.graph.all(Table)
    if not tables:
        return None
    ids, known = Ids(view), view.graph.view(dictionary)
    groups: dict[str, list[Table]] = {}
    for table in tables:
        groups.setdefault(_owner(view, table), []).append(table)
    sections = [Section("Tables", "tables", grid(_grid(view, groups, known, ids)))]
    if pictures := list(_pictures(view, groups, known)):
        sections.append(Section("Relations", "relations", join(pictures)))
    return Page(
        name="tables",
        path=view.page("tables").path,
        title="Tables",
        summary="The data dictionary: every table with its columns and keys, its owner, who reads and writes it; "
        "the relations of each owner's tables as a picture.",
        sections=tuple(sections),
        anchors=ids.all,
    )


def _owner(view: View, table: Table) -> str:
    owners = view.graph.view(touches).sources(table, Service, Verb.OWNS)
    return ", ".join(owner.key for owner in owners) or table.group


def _pictures(view: View, groups: Mapping[str, Sequence[Table]], known: Mapping[int, Known]) -> Iterator[Html]:
    for title, own in groups.items():
        if figure := drawn(view, title or "the database", own, known):
            yield join([tag("h3", title) if title else None, figure])


def _grid(view: View, groups: Mapping[str, Sequence[Table]], known: Mapping[int, Known], ids: Ids) -> Grid:
    found = view.graph.view(touches)
    return Grid(
        caption="Tables",
        noun=("table", "tables"),
        columns=_COLUMNS,
        groups=[
            Group(
                title or "Without an owner", [_row(view, table, title, known[id(table)], found, ids) for table in own]
            )
            for title, own in groups.items()
        ],
        facets=("Owner",),
        wide=True,
    )


def _row(view: View, table: Table, title: str, known: Known, found: Touches, ids: Ids) -> Row:
    text = (
        tag("span", prose(_brief(" ".join(table.description.text.split()))), class_="spec-note")
        if table.description
        else None
    )
    return Row(
        cells=(
            Cell(join([link(view, table), text], " "), table.key),
            listed([_column(entry, view) for entry in known.entries], "no columns", 30),
            _used(view, table, known, found),
        ),
        facets=((title,) if title else (),),
        id=ids(table),
    )


def _column(entry: Entry, view: View) -> Html:
    """A column on a line: its name; its type, keys and default; what is said of it."""
    kind = tag("code", soft(entry.type), class_="spec-type") if entry.type else None
    told = [
        kind,
        *(badge(mark, "good" if mark == "PK" else "dim") for mark in entry.keys),
        *(join(["→ ", link(view, table)]) for table in entry.foreign),
        badge("nullable", "dim") if entry.nullable else None,
        tag("span", "default ", tag("code", soft(entry.default)), class_="spec-default") if entry.default else None,
    ]
    return tag(
        "div",
        tag("code", soft(entry.name), class_="spec-name"),
        tag("div", join(told, " ")),
        tag("div", prose(entry.text.text) if entry.text else None, class_="spec-note"),
        class_="spec-column",
    )


def _brief(text: str) -> str:
    """The first sentences of a text."""
    if len(text) <= _BRIEF:
        return text
    end = text.rfind(". ", 0, _BRIEF)
    return text[: end + 1] if end > 0 else text[: text.rfind(" ", 0, _BRIEF)] + "…"


def _used(view: View, table: Table, known: Known, found: Touches) -> Html:
    owners = found.sources(table, Service, Verb.OWNS)
    services = [one for one in found.sources(table, Service) if one not in owners]
    written = found.sources(table, Endpoint, Verb.WRITES)
    others = (*found.sources(table, Endpoint, Verb.READS), *found.sources(table, Endpoint, Verb.USES))
    writing = set(map(id, written))
    read = [one for one in others if id(one) not in writing]
    return facts(
        (
            ("owner", some(view, owners)),
            ("also", some(view, services)),
            ("written", some(view, written, 3)),
            ("read", some(view, read, 3)),
            ("target of", some(view, found.sources(table, Table, Verb.REFERS))),
        )
    )


def _some(view: View, tables: Sequence[Table]) -> Html | None:
    return some(view, tables)
