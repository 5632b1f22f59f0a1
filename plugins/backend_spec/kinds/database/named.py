"""Indexes and constraints by name: what the DDL creates and what a table's lists give."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from backend_spec.graph import Graph
from backend_spec.kinds.database.statements import Described
from backend_spec.model.database import Alteration, Index, Listed, Table
from backend_spec.text import Span, Spanned


class Made(Struct, frozen=True):
    """An index or a constraint that the DDL creates. `columns` is None where expressions or a condition decide.

    `ordered` tells that the order of the columns matters.
    """

    name: Spanned[str]
    sort: str
    columns: tuple[str, ...] | None
    unique: bool
    ordered: bool
    place: Span


def made(known: Described) -> dict[str, Made]:
    """What the DDL of a table creates under a name of its own, by the name in lower case."""
    found: dict[str, Made] = {}
    for one in known.constraints:
        if one.name:
            plain = one.kind not in ("check", "exclude")
            columns = tuple(name.value.casefold() for name in one.columns) if plain and one.columns else None
            unique = one.kind in ("unique", "primary key")
            found[one.name.value.casefold()] = Made(one.name, "constraints", columns, unique, False, one.span)
    for index in known.indexes:
        if index.name:
            columns = None
            if index.columns and not index.expressions:
                columns = tuple(name.value.casefold() for name in index.columns)
            found[index.name.value.casefold()] = Made(index.name, "indexes", columns, index.unique, True, index.span)
    return found


def names(item: Listed, known: Described) -> tuple[Spanned[str], ...]:
    """The names of indexes or constraints that an item begins with; columns that it is about are none."""
    told = {name.casefold() for name in item.columns.value} if item.columns else set()
    return tuple(
        name for name in item.names
        if name.value.casefold() not in told and name.value.replace("_", "").casefold() not in known.columns
    )  # fmt: skip


def columns(item: Listed) -> tuple[str, ...] | None:
    """The columns that an item gives, in lower case."""
    return tuple(name.casefold() for name in item.columns.value) if item.columns else None


def everywhere(graph: Graph) -> Mapping[str, Span]:
    """Every name that any DDL gives to an index, a constraint or a unique key, also by default."""
    found: dict[str, Span] = {}
    for index in graph.all(Index):
        if index.definition:
            found[index.name.value.casefold()] = index.name.span
    for alteration in graph.all(Alteration):
        for constraint in alteration.change.constraints:
            if constraint.name:
                found[constraint.name.value.casefold()] = constraint.name.span
    for table in graph.all(Table):
        for constraint in table.ddl.constraints if table.ddl else ():
            if constraint.name:
                found[constraint.name.value.casefold()] = constraint.name.span
    return found


def is_default(name: str, known: Described) -> bool:
    """Whether a database makes up a name for what the DDL leaves unnamed: `users_email_key`, `PRIMARY`."""
    table = known.table.name.value.rsplit(".", 1)[-1].casefold()
    return name.casefold() == "primary" or (
        name.casefold().startswith(f"{table}_")
        and name.casefold().endswith(("_pkey", "_key", "_fkey", "_check", "_idx"))
    )
