"""Reading one document: finding tables by their column titles, collecting facts, keeping the ledger.

Authors vary. A `Shape` names the columns that a sort of table has, each with the titles that authors give it; order,
further columns, case, markup, emoji and small typos do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar

from backend_spec.markdown import Document, Fence, Inline, Row, Table
from backend_spec.model.entity import Entity, Facts, Flaw, Ledger, Ref, Statement, Where
from backend_spec.model.page import Part
from backend_spec.notation import json, mermaid, proto, sql
from backend_spec.text import Passage, Span, Spanned

T = TypeVar("T", bound=Entity | Statement)
E = TypeVar("E", bound=Entity)
N = TypeVar("N")

NOTHING = frozenset({"", "-", "--", "---", "–", "—", "―", "n/a", "na", "none", "nil", "null", "/", "無", "无", "없음"})
"""What authors write in a cell that says nothing."""

_YES = frozenset({"yes", "y", "true", "✓", "✔", "✅", "☑", "x", "required", "必填", "是", "필수", "○", "1"})
_NO = frozenset({"no", "n", "false", "✗", "✘", "❌", "☒", "✖", "optional", "可选", "否", "선택", "×", "0", *NOTHING})


@lru_cache(maxsize=4096)
def normal(title: str) -> str:
    """A title as it is compared: lower case, no markup, numbers, emoji or punctuation, single spaces."""
    text = re.sub(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[A-Z]\.)\s+", "", title)
    text = re.sub(r"[^\w\s/&+#-]", " ", text.casefold().replace("_", " "))
    return " ".join(text.replace("-", " ").split())


def says_nothing(text: str) -> bool:
    """Whether a cell's text stands for "none"."""
    return text.strip().strip("()*`").strip().casefold() in NOTHING


def truth(text: str) -> bool | None:
    """What a yes-or-no cell says: `Yes`, `Y`, `true`, `✓`, `Required` ... None when it is neither."""
    word = text.strip().strip("*`").casefold()
    first = re.split(r"[\s(,;.]", word, maxsplit=1)[0]
    if word in _YES or (first in _YES and len(first) > 1) or first in {"✓", "✔", "✅", "☑"}:
        return True
    if word in _NO or first in _NO:
        return False
    return None


_CODE = re.compile(r"(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_BETWEEN = re.compile(
    r"<br\s*/?>|[,;，；、]|\s+/\s+|(?<=[`*)])/(?=[`*\[])|\s+(?:and|or|&|\+|→|->)\s+|\s+(?:和|与|及|或)\s+",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*")


def names(cell: Inline, *, slash: bool = False) -> tuple[Spanned[str], ...]:
    """The names in a cell that may hold several: "`a`, `b`", "a / b", "a and b", "a<br>b"; none where it says nothing.

    Each comes with exactly its place, without backticks, emphasis or a remark in parentheses. Of a part with code in
    it ("`Login` on retry") the code is the name. Nothing is split inside parentheses, brackets or braces, and at a
    slash without spaces ("admin/member") only where `slash` says that no name holds one.
    """
    if says_nothing(cell.plain):
        return ()
    text, source, base = cell.raw, cell.span.source, cell.span.start
    open_ = _LINK.sub(lambda m: m.group(1).center(len(m.group()), "\0"), text)  # a link's target separates nothing
    shield = re.sub(r"[(（\[{][^()（）\[\]{}]*[)）\]}]", lambda m: "\0" * len(m.group()), open_)
    shield = _CODE.sub(lambda m: re.sub(r"[^,`*]|,(?!\s)", "\0", m.group()), shield)
    if slash:
        shield = re.sub(r"(?<=[\w`*])/(?=[\w`*\[])", ",", shield)
    found: list[Spanned[str]] = []
    start = 0
    for end, after in (*((m.start(), m.end()) for m in _BETWEEN.finditer(shield)), (len(text), len(text))):
        codes = [code for code in cell.codes if base + start <= code.span.start and code.span.end <= base + end]
        if codes:
            found += [code for code in codes if not says_nothing(code.value)]
        else:
            part = text[start:end]
            link = _LINK.search(part)
            low, high = (link.start(1), link.end(1)) if link else (0, len(part))
            remark = None if link else _REMARK.search(part)
            if remark and part[: remark.start()].strip():
                high = remark.start()
            while low < high and part[low] in " \t\n*_`\"'~":
                low += 1
            while low < high and part[high - 1] in " \t\n*_`\"'~.":
                high -= 1
            if high > low and not says_nothing(part[low:high]):
                place = source.span(base + start + low, base + start + high)
                found.append(Spanned(part[low:high].replace("\\|", "|"), place))
        start = after
    return tuple(found)


_EVERYBODY = re.compile(
    r"(?:all|any|each|every|other|others|multiple|various|several|many|shared|common|global|internal|external|both|tbd|"
    r"todo|system|infra(?:structure)?|platform|ops|operators?|everyone|everybody|self|same|future)\b.*"
    r"|(?:micro)?services|\*|各.*|所有.*|全部.*|多个.*|모든.*|전체.*|공통.*",
    re.IGNORECASE | re.DOTALL,
)


def is_group(text: str) -> bool:
    """Whether a name in a cell stands for several services or for nobody in particular: `All services`, `*`, `TBD`."""
    return _EVERYBODY.fullmatch(text.strip().strip("*_`").strip()) is not None


@dataclass(frozen=True, slots=True)
class Shape:
    """A sort of table: its columns and the titles under which authors write them.

    `name` is `<kind>.<table>`, under which a project may add titles. A table has the shape when it has every column
    in `required`, each title that counts taken once.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]

    def match(self, table: Table, more: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, int] | None:
        """Column name to cell index, or None when the table has not this shape. `more` are further titles."""
        titles = tuple(normal(cell.plain) for cell in table.head.cells)
        synonyms = tuple(
            (name, tuple(normal(title) for title in (*known, *(more or {}).get(name, ()))))
            for name, known in self.columns.items()
        )
        found = _columns(titles, synonyms, self.required)
        return None if found is None else dict(found)

    def leads(self, table: Table, more: Mapping[str, tuple[str, ...]] | None = None) -> bool:
        """Whether the table's first column is one of the shape's."""
        first = normal(table.head.cells[0].plain) if table.head.cells else ""
        titles = (title for name in self.columns for title in (*self.columns[name], *(more or {}).get(name, ())))
        return any(normal(title) == first for title in titles)


@lru_cache(maxsize=4096)
def _columns(
    titles: tuple[str, ...], synonyms: tuple[tuple[str, tuple[str, ...]], ...], required: tuple[str, ...]
) -> tuple[tuple[str, int], ...] | None:
    """Which title is which column. Tables of one document have few different heads, so the answers are kept."""
    found: dict[str, int] = {}
    for name, known in synonyms:
        index = next((titles.index(k) for k in known if k in titles and titles.index(k) not in found.values()), None)
        if index is not None:
            found[name] = index
    for name, known in synonyms:  # a typo in a title is no reason to lose a table
        if name in required and name not in found:
            free = [title for i, title in enumerate(titles) if i not in found.values() and len(title) > 4]
            close = next((close for title in known for close in get_close_matches(title, free, 1, 0.85)), None)
            if close is None:
                return None
            found[name] = titles.index(close)
    return tuple(found.items())


@dataclass(frozen=True, slots=True)
class Record:
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

    def __post_init__(self) -> None:
        self._stated: list[Entity | Statement] = []
        self._references: list[Ref[Entity]] = []
        self._read: set[int] = set()
        self._notations: dict[tuple[str, int], object] = {}

    # -- what the document says

    def state(self, fact: T) -> T:
        """Add an entity or a statement."""
        self._stated.append(fact)
        return fact

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
            self._notations[key] = read(fence.body)
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
        )
        return Facts(tuple(self._stated), tuple(self._references), ledger)
