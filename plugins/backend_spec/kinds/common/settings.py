"""Tables in sections whose matter is known: values by name."""

from __future__ import annotations

from collections.abc import Iterable

from backend_spec.kinds.common import titles
from backend_spec.markdown import Section, Table
from backend_spec.model.page import Part, Setting
from backend_spec.reading import Collector, says_nothing


def rest(collector: Collector, outline: Iterable[Part], *, widest: int = 2) -> None:
    """State the rows of tables that nobody has read, in the sections of these parts; the first column names something.

    What such a section is about says what its tables are: settings, rules, policies. Tables with more columns than the
    `widest` may be anything.
    """
    for section, _ in titles.parts(collector.document, outline):
        for inner in section.walk():
            for block in inner.blocks:
                if isinstance(block, Table) and 1 < len(block.head.cells) <= widest:
                    _read(collector, block, inner)


def _read(collector: Collector, table: Table, section: Section) -> None:
    if any(collector.is_read(row.span) for row in table.rows):
        return
    for row in table.rows:
        name, value = row.cells[:2]
        if not says_nothing(name.plain):
            collector.state(Setting(row.span, name.value, value.value if value else None, section.title))
            collector.read(row.span)
