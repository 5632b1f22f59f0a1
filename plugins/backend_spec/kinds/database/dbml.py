"""Tables in DBML fences (https://dbml.dbdiagram.io/docs): names, columns and references, read line by line."""

from __future__ import annotations

import re

from msgspec.structs import replace

from backend_spec.kinds.database import naming
from backend_spec.markdown import Fence
from backend_spec.model.database import Column, ForeignKey, Table
from backend_spec.model.entity import Where
from backend_spec.reading import Collector

_TABLE = re.compile(r"^\s*Table\s+(?:\"?\w+\"?\.)?\"?(?P<name>\w+)\"?[^{\n]*\{", re.IGNORECASE)
_COLUMN = re.compile(
    r"^\s*\"?(?P<name>[^\W\d]\w*)\"?\s+\"?(?P<type>[\w.]+(?:\([^)\n]*\))?(?:\[\])?)\"?\s*(?P<settings>\[.*\])?"
)
_SETTING = re.compile(r"\bref\s*:\s*(?:<>|[<>-])\s*\"?(?P<name>\w+)\"?\.\"?\w", re.IGNORECASE)
_DEFAULT = re.compile(r"\bdefault\s*:\s*(?P<value>`[^`]*`|'[^']*'|[^,\]]+)", re.IGNORECASE)
_REF = re.compile(
    r"^\s*Ref\b[^:{\n]*[:{]\s*\"?(?P<a>\w+)\"?\.[\w\"(), ]+?\s*(?:<>|[<>-])\s*\"?(?P<b>\w+)\"?\.", re.IGNORECASE
)
_INNER = re.compile(r"^\s*(?:indexes|note)\b", re.IGNORECASE)


def is_dbml(fence: Fence) -> bool:
    """Whether a fence holds DBML: it says so, or says nothing and begins with a table."""
    return fence.language == "dbml" or (fence.language == "" and _TABLE.match(fence.body.text.lstrip("\n")) is not None)


def read(collector: Collector, fence: Fence) -> list[Table]:
    """The tables of a fence. References are stated as foreign keys."""
    body, tables = fence.body, []
    table: Table | None = None
    found: list[Column] = []
    depth = at = 0
    for line in body.text.split("\n"):
        if table is None and (match := _TABLE.match(line)):
            table, found, depth = (
                Table(body.spanned(at + match.start("name"), at + match.end("name")), fence.span),
                [],
                0,
            )
        elif table is not None and depth == 1 and not _INNER.match(line) and (match := _COLUMN.match(line)):
            settings = (match["settings"] or "").casefold()
            default = _DEFAULT.search(line)
            found.append(
                Column(
                    body.span(at + match.start("name"), at + len(line)),
                    body.spanned(at + match.start("name"), at + match.end("name")),
                    body.spanned(at + match.start("type"), at + match.end("type")),
                    not re.search(r"\bnot null\b|\bpk\b|\bprimary key\b", settings),
                    body.spanned(at + default.start("value"), at + default.end("value")) if default else None,
                )
            )
            if reference := _SETTING.search(line):
                _state(collector, fence, table.name.value, at + reference.start("name"), at + reference.end("name"))
        elif match := _REF.match(line):
            for group in ("a", "b"):
                _state(collector, fence, match["a"], at + match.start(group), at + match.end(group))
        depth += line.count("{") - line.count("}")
        if table is not None and depth <= 0:
            tables.append(replace(table, columns=tuple(found), span=body.span(at, at + len(line))))
            table, depth = None, 0
        at += len(line) + 1
    if tables and table is None:
        collector.read(fence.span)
    return tables


def _state(collector: Collector, fence: Fence, owner: str, start: int, end: int) -> None:
    name = fence.body.spanned(start, end)
    target = collector.refer(Table, name, Where.FENCE)
    if naming.folded(owner) != naming.folded(name.value):
        collector.state(ForeignKey(name.span, owner, target))
