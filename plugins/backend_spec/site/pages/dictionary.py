"""What is known of a table's columns: from its column table, its CREATE TABLE statement and its list of constraints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from backend_spec.graph import Graph
from backend_spec.model.database import Alteration, ForeignKey, Listed, Table
from backend_spec.model.entity import Ref
from backend_spec.notation import sql
from backend_spec.text import Span


class Foreign(Struct, frozen=True):
    """A foreign key: the columns, and the table that they refer to; no columns where the place does not tell them."""

    columns: tuple[str, ...]
    table: Table


class Entry(Struct, frozen=True):
    """A column as the dictionary shows it. `keys` are of PK, UK and FK; `foreign` are the tables that it refers to."""

    name: str
    type: str
    nullable: bool | None
    default: str
    text: Span | None
    keys: tuple[str, ...]
    foreign: tuple[Table, ...]


class Known(Struct, frozen=True):
    """What is known of one table."""

    entries: tuple[Entry, ...]
    foreign: tuple[Foreign, ...]


def dictionary(graph: Graph) -> Mapping[int, Known]:
    """Each table's columns, by its identity; ask for it by `graph.view(dictionary)`."""
    written = {key.target.span: key.target for key in graph.all(ForeignKey)}
    told: dict[str, list[ForeignKey]] = defaultdict(list)
    for key in graph.all(ForeignKey):
        told[key.table].append(key)
    listed: dict[str, list[Listed]] = defaultdict(list)
    for item in graph.all(Listed):
        listed[item.table].append(item)
    altered: dict[int, list[sql.Constraint]] = defaultdict(list)
    for change in graph.all(Alteration):
        if table := graph.resolve(change.table):
            altered[id(table)] += change.change.constraints
    found = {}
    for table in graph.all(Table):
        constraints = (*(table.ddl.constraints if table.ddl else ()), *altered[id(table)])
        foreign = _unique(_foreign(graph, table, constraints, written, told[table.key], listed[table.key]))
        found[id(table)] = Known(tuple(_entries(table, constraints, listed[table.key], foreign)), foreign)
    return found


def _foreign(
    graph: Graph,
    table: Table,
    constraints: Iterable[sql.Constraint],
    written: Mapping[Span, Ref[Table]],
    told: Iterable[ForeignKey],
    listed: Iterable[Listed],
) -> Iterator[Foreign]:
    stated: list[tuple[tuple[str, ...], Span]] = []
    for column in table.ddl.columns if table.ddl else ():
        if column.references:
            stated.append(((column.name.value,), column.references.table.span))
    for one in constraints:
        if one.references:
            stated.append((tuple(name.value for name in one.columns), one.references.table.span))
    for columns, place in stated:
        ref = written.get(place)
        if ref and (target := graph.resolve(ref)):
            yield Foreign(columns, target)
    items = [item for item in listed if item.rule == "foreign key" and item.columns]
    for key in told:
        if target := graph.resolve(key.target):
            around = next((item for item in items if item.span.contains(key.target.span)), None)
            yield Foreign(around.columns.value if around and around.columns else (), target)


def _unique(found: Iterable[Foreign]) -> tuple[Foreign, ...]:
    """Each key once, and one without columns only where nothing tells the columns."""
    own: dict[tuple[tuple[str, ...], int], Foreign] = {}
    for one in found:
        own.setdefault((one.columns, id(one.table)), one)
    told = {id(one.table) for one in own.values() if one.columns}
    return tuple(one for one in own.values() if one.columns or id(one.table) not in told)


def _entries(
    table: Table, constraints: Iterable[sql.Constraint], listed: Iterable[Listed], foreign: Iterable[Foreign]
) -> Iterator[Entry]:
    defined = {column.name.value.casefold(): column for column in table.ddl.columns} if table.ddl else {}
    keys = _keys(constraints, listed)
    pointed: dict[str, list[Table]] = defaultdict(list)
    for one in foreign:
        for name in one.columns:
            pointed[name.casefold()].append(one.table)
    rows = table.columns or ()
    for row in rows:
        name = row.name.value
        ddl = defined.get(name.casefold())
        marks = {*row.keys, *keys.get(name.casefold(), ()), *_own(ddl)}
        targets = tuple(pointed.get(name.casefold(), ()))
        default = row.default.value if row.default else ddl.default.value if ddl and ddl.default else ""
        nullable = row.nullable if row.nullable is not None or not ddl else ddl.nullable
        type_ = row.type.value if row.type else ddl.type.value if ddl else ""
        yield Entry(
            name, type_, nullable, default, row.text.span if row.text else None, _ordered(marks, targets), targets
        )
    if rows:
        return
    for column in table.ddl.columns if table.ddl else ():
        name = column.name.value
        targets = tuple(pointed.get(name.casefold(), ()))
        marks = {*keys.get(name.casefold(), ()), *_own(column)}
        default = column.default.value if column.default else ""
        yield Entry(name, column.type.value, column.nullable, default, None, _ordered(marks, targets), targets)


def _keys(constraints: Iterable[sql.Constraint], listed: Iterable[Listed]) -> Mapping[str, set[str]]:
    """The marks of columns by what constraints say; a unique one of several columns makes none of them unique."""
    found: dict[str, set[str]] = defaultdict(set)
    rules = [(one.kind, [name.value for name in one.columns]) for one in constraints]
    rules += [(item.rule, list(item.columns.value)) for item in listed if item.columns]  # type: ignore[misc]
    for rule, columns in rules:
        mark = {"primary key": "PK", "unique": "UK", "foreign key": "FK"}.get(rule)
        if mark and (mark != "UK" or len(columns) == 1):
            for name in columns:
                found[name.casefold()].add(mark)
    return found


def _own(column: sql.Column | None) -> Iterator[str]:
    if column and column.primary_key:
        yield "PK"
    elif column and column.unique:
        yield "UK"
    if column and column.references:
        yield "FK"


def _ordered(marks: set[str], targets: tuple[Table, ...]) -> tuple[str, ...]:
    own = marks | ({"FK"} if targets else set())
    return tuple(mark for mark in ("PK", "UK", "FK") if mark in own)
