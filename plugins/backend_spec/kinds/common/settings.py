"""Tables of two columns in sections whose matter is known: values by name."""

from __future__ import annotations

from collections.abc import Iterable

from backend_spec.kinds.common import titles
from backend_spec.markdown import Section, Table
from backend_spec.model.page import Part, Setting
from backend_spec.reading import Collector, says_nothing


def rest(collector: Collector, outline: Iterable[Part]) -> None:
    """State the rows of tables with two columns that nobody has read, in the sections of these parts.

    What such a section is about says what its tables are: settings, rules, policies. Wider tables may be anything.
    """
    for section, _ in titles.parts(collector.document, outline):
        for inner in section.walk():
            for block in inner.blocks:
                if isinstance(block, Table) and len(block.head.cells) == 2:
                    _read(collector, block, inner)


def _read(collector: Collector, table: Table, section: Section) -> None:
    if any(collector.is_read(row.span) for row in table.rows):
        return
    for row in table.rows:
        name, value = row.cells
        if not says_nothing(name.plain):
            collector.state(Setting(row.span, name.value, value.value if value else None, section.title))
            collector.read(row.span)
