"""What a cache specification says: items, operations by feature, settings and failure strategies."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.kinds.cache import items, operations
from backend_spec.kinds.cache.conventions import APART, DECLARES, OPERATES, OUTLINE, RESTATES, SETTINGS
from backend_spec.kinds.common import settings
from backend_spec.markdown import Section, Table
from backend_spec.model.page import Setting
from backend_spec.reading import Collector, Record, says_nothing

Place = tuple[Section, ...]
"""The sections around something, from the outermost."""


def extract(collector: Collector) -> None:
    """State what the document's sections say. A table is read as the first of these that it looks like: operations,
    cache items, settings. A table of items under a title that does not speak of items refers to those that it shares
    with the others, if it shares any."""
    known: set[str] = set()
    doubtful: list[items.Items] = []
    channels = False
    for section, place in _sections(collector.document.root, ()):
        within = any(OPERATES.search(one.title) for one in place if one.level > 1)
        apart = any(APART.search(one.title) for one in place if one.level > 1)
        group = operations.Group(collector, place, channels=channels)
        items.described(collector, section)
        for block in section.blocks:
            if not isinstance(block, Table):
                group.block(block, within)
            elif operations.is_table(collector, block, within):
                group.table(block)
            elif (found := items.find(collector, block, apart=apart or within)) is None:
                _settings(collector, block, section)
            elif found.telling and _declares(place):
                known |= items.declare(collector, found)
                channels = channels or items.has_channels(found)
            else:
                doubtful.append(found)
    settings.rest(collector, OUTLINE[3:])
    for found in doubtful:
        if known.isdisjoint(found.keys):
            known |= items.declare(collector, found)
        else:
            items.refer(collector, found)


def _declares(place: Place) -> bool:
    titles = [section.title for section in place if section.level > 1]
    return any(map(DECLARES.search, titles)) and not any(map(RESTATES.search, titles[-1:]))


def _sections(section: Section, trail: Place) -> Iterator[tuple[Section, Place]]:
    here = (*trail, section) if section.heading else trail
    yield section, here
    for inner in section.sections:
        yield from _sections(inner, here)


def _settings(collector: Collector, table: Table, section: Section) -> None:
    """A table whose first column names something gives values by name. The table under the document's title is its
    changelog, which is no business of this kind."""
    columns = SETTINGS.match(table, collector.titles.get(SETTINGS.name))
    if not columns or columns["name"] != 0 or section.level < 2:
        return
    for row in table.rows:
        record = Record(row, {"name": 0, "value": columns.get("value", 1)})
        name = record.cell("name")
        if name and not says_nothing(name.plain):
            collector.state(Setting(row.span, name.value, record.value("value"), section.title))
            collector.read(row.span)
