"""Collecting the facts of one document, and keeping the ledger of what was understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from backend_spec.carried import carried
from backend_spec.markdown import Document, Fence, Table
from backend_spec.model.entity import Entity, Facts, Flaw, Ledger, Ref, Statement, Where
from backend_spec.model.page import Part
from backend_spec.notation import json, mermaid, proto, sql
from backend_spec.reading.shape import Record, Shape
from backend_spec.text import Passage, Span, Spanned
from backend_spec.verdict import Verdict

T = TypeVar("T", bound=Entity | Statement)
E = TypeVar("E", bound=Entity)
N = TypeVar("N")


@dataclass
class Collector:
    """What has been read of one document so far. Lives only while that document is extracted."""

    document: Document
    kind: str
    titles: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Further column titles that the project's configuration gives, by shape and column."""
    outline: tuple[Part, ...] = ()
    """The sections that the document's kind prescribes."""
    kinds: tuple[str, ...] = ()
    """The names of all kinds that there are."""
    dialect: str = "postgresql"
    """The SQL that the project writes."""
    language: str = ""
    """The language that the project's documents are written in, as a code; "" where it names none."""

    def __post_init__(self) -> None:
        self._stated: list[Entity | Statement] = []
        self._references: list[Ref[Entity]] = []
        self._read: set[int] = set()
        self._notations: dict[tuple[str, int], object] = {}
        self._unchecked: set[str] = set()
        self._unanalysed: list[Span] = []

    # -- what the document says

    def state(self, fact: T) -> T:
        """Add an entity or a statement."""
        self._stated.append(fact)
        return fact

    def judge(self, language: str, verdict: Verdict) -> None:
        """Take over what a compiler says of a piece of code in a language."""
        if not verdict.checked:
            self._unchecked.add(language)
        self._unanalysed += verdict.unanalysed
        for fault in verdict.faults:
            self.state(Flaw(fault.span, fault.sort, fault.message, fault.help, fault.labels))

    def flawed(self, sort: str) -> bool:
        """Whether a flaw of this sort has been stated."""
        return any(isinstance(fact, Flaw) and fact.sort == sort for fact in self._stated)

    def refer(
        self,
        target: type[E],
        name: Spanned[str],
        where: Where = Where.TABLE,
        *,
        firm: bool = True,
        scope: str = "",
    ) -> Ref[E]:
        """Add a reference by the name as written."""
        ref = Ref(target, name.value.strip(), name.span, where, firm, scope)
        self._references.append(ref)
        return ref

    # -- what has been understood

    def rows(self, table: Table, shape: Shape) -> list[Record]:
        """The table's rows as records, marked as read; empty when the table has not this shape."""
        columns = shape.match(table, self.titles.get(shape.name))
        if columns is None:
            return []
        for row in table.rows:
            self.read(row.span)
        return [Record(row, columns) for row in table.rows]

    def matches(self, table: Table, shape: Shape) -> bool:
        return shape.match(table, self.titles.get(shape.name)) is not None

    def read(self, span: Span) -> None:
        """Mark a row or a fence, by its span, as understood."""
        self._read.add(span.start)

    def is_read(self, span: Span) -> bool:
        return span.start in self._read

    # -- notations, each fence read once

    def diagram(self, fence: Fence) -> mermaid.Diagram:
        return self._notation(fence, "mermaid", mermaid.read)

    def proto(self, fence: Fence) -> proto.ProtoFile:
        return self._notation(fence, "proto", proto.read)

    def sql(self, fence: Fence) -> sql.SqlScript:
        return self._notation(fence, "sql", sql.read)

    def json(self, fence: Fence) -> json.JsonDocument:
        return self._notation(fence, "json", json.read)

    def _notation(self, fence: Fence, language: str, read: Callable[[Passage], N]) -> N:
        key = (language, fence.span.start)
        if key not in self._notations:
            self._notations[key] = carried(read, fence.body)
        return self._notations[key]  # type: ignore[return-value]

    # -- the result

    def facts(self) -> Facts:
        """Everything that was collected, and the ledger: what is there against what was marked as read."""
        rows = [row.span for table in self.document.root.tables() for row in table.rows]
        fences = [fence.span for fence in self.document.root.fences()]
        arrows = arrows_read = 0
        for (language, _), content in self._notations.items():
            if language == "mermaid" and isinstance(content, mermaid.Diagram):
                arrows += content.arrows
                arrows_read += content.arrows_read
        unread = [span for span in (*rows, *fences) if span.start not in self._read]
        ledger = Ledger(
            rows=len(rows),
            rows_read=sum(span.start in self._read for span in rows),
            fences=len(fences),
            fences_read=sum(span.start in self._read for span in fences),
            arrows=arrows,
            arrows_read=arrows_read,
            unread=tuple(sorted(unread, key=lambda span: span.order)),
            unchecked=tuple(sorted(self._unchecked)),
            unanalysed=tuple(sorted(self._unanalysed, key=lambda span: span.order)),
        )
        return Facts(tuple(self._stated), tuple(self._references), ledger)
