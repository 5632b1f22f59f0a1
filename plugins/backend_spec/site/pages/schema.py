"""The tables of one owner as an entity relationship diagram: their keys, and what refers to what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from backend_spec.model.database import Table
from backend_spec.site.diagrams import Drawing, figure, whole
from backend_spec.site.html import Html, join, tag
from backend_spec.site.pages.dictionary import Entry, Known
from backend_spec.site.pages.names import link
from backend_spec.site.view import View

_WORD = re.compile(r"[^0-9A-Za-z_]+")
_PLAIN = re.compile(r"[A-Za-z_]\w*(?:\(\d+\))?(?:\[\])?", re.ASCII)
_QUOTED = re.compile(r'["%\\\r\n]+')


def drawn(view: View, title: str, tables: Sequence[Table], known: Mapping[int, Known]) -> Html | None:
    """The diagram, with the tables of others that these refer to; None where nothing is related."""
    own = {id(table): table for table in tables}
    relations = [(table, one.columns, one.table) for table in tables for one in known[id(table)].foreign]
    if not relations:
        return None
    shown = own | {id(target): target for _, _, target in relations}
    related = {id(end) for source, _, target in relations for end in (source, target)}
    lines = ["erDiagram"]
    for key, table in shown.items():
        entries = [entry for entry in known[key].entries if entry.keys] if key in own else []
        if key in related or key in own:
            lines += _entity(table.key, entries)
    for source, columns, target in relations:
        many = "||--o|" if _single(known[id(source)].entries, columns) else "||--o{"
        lines.append(
            f'    {_name(target.key)} {many} {_name(source.key)} : "{_quoted(", ".join(columns) or "refers")}"'
        )
    labels = [whole("entity", table.key, table, view.anchors[table]) for table in shown.values()]
    return figure(Drawing("\n".join(lines), f"Tables of {title}", _words(view, relations), tuple(labels)))


def _entity(name: str, entries: Iterable[Entry]) -> Iterator[str]:
    rows = [f"        {_type(entry.type)} {_word(entry.name) or 'column'} {', '.join(entry.keys)}" for entry in entries]
    if rows:
        yield f"    {_name(name)} {{"
        yield from rows
        yield "    }"
    else:
        yield f"    {_name(name)}"


def _single(entries: Iterable[Entry], columns: tuple[str, ...]) -> bool:
    """Whether a table has one row at most for each row that these columns refer to."""
    keys = {entry.name.casefold(): entry.keys for entry in entries}
    primary = [name for name, marks in keys.items() if "PK" in marks]
    wanted = [name.casefold() for name in columns]
    return len(wanted) == 1 and ("UK" in keys.get(wanted[0], ()) or primary == wanted)


def _name(text: str) -> str:
    return f'"{_quoted(text)}"'


def _quoted(text: str) -> str:
    """A text as it may stand between quotes."""
    return _QUOTED.sub(" ", text).strip() or "?"


def _type(text: str) -> str:
    """A type as Mermaid takes it: `VARCHAR(254)` as it is, `DECIMAL(10, 2)` without what stands in parentheses."""
    return text if _PLAIN.fullmatch(text) else _word(text.partition("(")[0]) or "any"


def _word(text: str) -> str:
    """A type or a column as Mermaid takes it: letters, digits and underscores, a letter first."""
    word = _WORD.sub("_", text).strip("_")
    return word if not word[:1].isdigit() else f"_{word}"


def _words(view: View, relations: Iterable[tuple[Table, tuple[str, ...], Table]]) -> Html:
    return tag(
        "ul",
        (
            tag(
                "li",
                join([link(view, source), " refers to ", link(view, target)]),
                join([" by ", join([tag("code", name) for name in columns], ", ")]) if columns else None,
            )
            for source, columns, target in relations
        ),
    )
