"""The SQL fences of a document: what they create, what they refer to, and whose section each CREATE TABLE is in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from backend_spec.kinds.database import naming
from backend_spec.kinds.database.conventions import SCHEMAS, SQL_LANGUAGES
from backend_spec.markdown import Fence
from backend_spec.model.database import Alteration, Derived, ForeignKey, Index, Table, Trigger, ValueType
from backend_spec.model.entity import Ref, Where
from backend_spec.notation import sql
from backend_spec.reading import Collector
from backend_spec.text import Span, Spanned

_CREATES = re.compile(r"^\s*(?:CREATE|ALTER)\s+(?:\w+\s+){0,3}?(?:TABLE|INDEX|TRIGGER|TYPE|FUNCTION)\b", re.I | re.M)
_TEMPORARY = re.compile(r"CREATE\s+(?:(?:GLOBAL|LOCAL)\s+)?TEMP", re.IGNORECASE)
_ACTS = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|SELECT|MERGE|WITH|TRUNCATE)\b", re.IGNORECASE)


@dataclass(slots=True)
class Created:
    """A CREATE TABLE statement, and whether it belongs to a table that has been read."""

    table: sql.CreateTable
    claimed: bool = False


def is_sql(fence: Fence) -> bool:
    """Whether a fence holds SQL: by its language, or without one by a definition in it."""
    if fence.language in SQL_LANGUAGES:
        return True
    return fence.language in ("", "text") and _CREATES.search(fence.body.text) is not None


class Scripts:
    """Everything that a document's SQL fences define."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self.scripts = [collector.sql(fence) for fence in collector.document.root.fences() if is_sql(fence)]
        for fence in collector.document.root.fences():
            if is_sql(fence) and not collector.sql(fence).unread and fence.body.text.strip():
                collector.read(fence.span)
        self.created: list[Created] = []
        for script in self.scripts:
            for table in script.tables:
                if table.partition_of or _TEMPORARY.match(table.span.text):
                    collector.state(Derived(table.span, table.name))
                else:
                    self.created.append(Created(table))
        self._starts = [one.table.span.start for one in self.created]
        self._names: dict[str, list[Created]] = {}
        for one in self.created:
            self._names.setdefault(naming.folded(one.table.name.value), []).append(one)
        self.schemas = SCHEMAS | {one.table.schema.value for one in self.created if one.table.schema}
        self._keyed = {
            naming.folded(alter.table.value)
            for script in self.scripts
            for alter in script.alters
            if any(constraint.kind == "primary key" for constraint in alter.constraints)
        }

    def within(self, span: Span) -> list[Created]:
        first = bisect_left(self._starts, span.start)
        return self.created[first : bisect_left(self._starts, span.end)]

    def claim(self, name: str, exact: bool, own: list[Created]) -> sql.CreateTable | None:
        """The statement that creates a table: in its own section, else anywhere in the document.

        A table that is named in words is also created by a statement whose name differs in case, separators or
        number only, and by the only one in its section.
        """
        free = [one for one in own if not one.claimed]
        wanted = naming.folded(name)
        found = [one for one in free if naming.folded(one.table.name.value) == wanted]
        found = found or [one for one in self._names.get(wanted, ()) if not one.claimed]
        if not found and not exact:
            wanted = naming.form(name)
            found = [one for one in free if naming.form(one.table.name.value) == wanted]
            found = found or [one for one in self.created if naming.form(one.table.name.value) == wanted]
            found = [one for one in found if not one.claimed] or (free if len(free) == 1 else [])
        if not found:
            return None
        found[0].claimed = True
        return found[0].table

    def primary_key(self, table: sql.CreateTable | None) -> bool | None:
        if table is None or not table.columns:
            return None
        keyed = any(column.primary_key for column in table.columns)
        keyed = keyed or any(constraint.kind == "primary key" for constraint in table.constraints)
        return keyed or naming.folded(table.name.value) in self._keyed

    def state(self) -> None:
        """State foreign keys, triggers, indexes and views, and refer to the tables that other statements name."""
        for script in self.scripts:
            for created in script.tables:
                for place, reference in _references(created.columns, created.constraints):
                    target = self._refer(reference.table, reference.schema)
                    self._collector.state(ForeignKey(place, created.name.value, target))
            for alter in script.alters:
                self._collector.state(Alteration(alter.span, self._refer(alter.table, alter.schema), alter))
                for place, reference in _references(alter.columns, alter.constraints):
                    target = self._refer(reference.table, reference.schema)
                    self._collector.state(ForeignKey(place, alter.table.value, target))
            for index in script.indexes:
                outside = not any(created.span.contains(index.span) for created in script.tables)
                table = self._refer(index.table, index.schema, firm=outside)
                if index.name:
                    self._collector.state(Index(index.span, index.name, table, index))
            for trigger in script.triggers:
                if trigger.table:
                    self._collector.state(Trigger(trigger.span, trigger.name, self._refer(trigger.table, None)))
            for type_ in script.types:
                self._collector.state(ValueType(type_.span, type_.name, type_.values))
            for view in script.views:
                self._collector.state(Derived(view.span, view.name))
            for span in script.other:
                if _ACTS.match(span.text):
                    for mention in sql.mentions(Spanned(span.text, span)):
                        self._refer(mention.name, mention.schema, firm=mention.firm)

    def _refer(self, name: Spanned[str], schema: Spanned[str] | None, *, firm: bool = True) -> Ref[Table]:
        """A table in another schema than this document's may belong to somebody else."""
        firm = firm and (schema is None or schema.value in self.schemas)
        return self._collector.refer(Table, name, Where.FENCE, firm=firm)


def _references(
    columns: tuple[sql.Column, ...], constraints: tuple[sql.Constraint, ...]
) -> Iterator[tuple[Span, sql.Reference]]:
    seen: set[int] = set()
    parts: tuple[sql.Column | sql.Constraint, ...] = (*columns, *constraints)
    for part in parts:
        if part.references and part.references.table.span.start not in seen:
            seen.add(part.references.table.span.start)
            yield part.span, part.references
