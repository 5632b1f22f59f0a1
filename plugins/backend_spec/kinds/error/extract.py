"""What an error specification says: ranges, registered errors, propagation, settings such as log levels."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.kinds.common import settings
from backend_spec.kinds.error import propagation, ranges, registry
from backend_spec.kinds.error.conventions import ELSEWHERE, OUTLINE, REGISTERS, RESTATES, SETTINGS
from backend_spec.kinds.error.registry import Known, Place
from backend_spec.markdown import Section, Table
from backend_spec.model.page import Setting
from backend_spec.reading import Collector, Record


def extract(collector: Collector) -> None:
    """State what the document's tables say.

    A table of errors declares them where the section's title says so or at least nothing against it. Elsewhere (under
    "Guidelines", "Summary", ...) it declares them only if it names none that is declared already.
    """
    known: Known = set()
    doubtful: list[tuple[Table, Place]] = []
    for table, place in _tables(collector.document.root, ()):
        if propagation.read(collector, table, place) or ranges.read(collector, table):
            continue
        if registry.is_registry(collector, table, place):
            if _declares(place):
                registry.declare(collector, table, place, known)
            else:
                doubtful.append((table, place))
        else:
            _settings(collector, table, place)
    for table, place in doubtful:
        if registry.codes(collector, table) & known:
            registry.refer(collector, table, known)
        else:
            registry.declare(collector, table, place, known)
    settings.rest(collector, OUTLINE[3:])
    for fence in collector.document.root.fences("json", "jsonc"):
        if not collector.json(fence).errors:
            collector.read(fence.span)


def _tables(section: Section, trail: Place) -> Iterator[tuple[Table, Place]]:
    """The tables in document order, each with the sections around it, from the outermost."""
    here = (*trail, section) if section.heading else trail
    for block in section.blocks:
        if isinstance(block, Table):
            yield block, here
    for inner in section.sections:
        yield from _tables(inner, here)


def _titles(place: Place) -> tuple[str, ...]:
    """The titles around a place, without the document's own."""
    return tuple(section.title for section in place if section.level > 1)


def _declares(place: Place) -> bool:
    titles = _titles(place)
    if titles and RESTATES.search(titles[-1]) and not titles[-1].casefold().endswith("errors"):
        return False
    return any(REGISTERS.search(title) for title in titles) or not any(ELSEWHERE.search(title) for title in titles)


def _settings(collector: Collector, table: Table, place: Place) -> None:
    """Any other table whose first column names something gives values by name, such as log levels.

    The table under the document's title is its changelog, which is no business of this kind.
    """
    if not _titles(place) or not SETTINGS.leads(table, collector.titles.get(SETTINGS.name)):
        return
    for row in table.rows:
        record = Record(row, {"name": 0, "value": 1})
        if name := record.value("name"):
            collector.state(Setting(row.span, name, record.value("value"), place[-1].title))
            collector.read(row.span)
