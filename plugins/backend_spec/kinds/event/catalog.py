"""The event catalog: which events there are, on which topics, who produces and consumes them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend_spec.kinds.event import cells
from backend_spec.kinds.event.shapes import CATALOG
from backend_spec.markdown import Table
from backend_spec.model.event import Event, EventSchema
from backend_spec.reading import Collector, Record, names


def is_catalog(collector: Collector, table: Table) -> bool:
    """Whether a table tells who produces or consumes events."""
    columns = CATALOG.match(table, collector.titles.get(CATALOG.name))
    return columns is not None and ("producer" in columns or "consumer" in columns)


def declare(collector: Collector, table: Table, versions: Mapping[str, str]) -> set[str]:
    """State the rows of the catalog, and return the events' names. `versions` are those that the schemas give."""
    known: set[str] = set()
    for record in collector.rows(table, CATALOG):
        known |= _event(collector, record, versions)
    return known


def events(collector: Collector, table: Table) -> set[str]:
    """The events' names in a table."""
    columns = CATALOG.match(table, collector.titles.get(CATALOG.name)) or {}
    cells_ = [row.cells[columns["event"]] for row in table.rows] if columns else []
    return {name.value for cell in cells_ for name in names(cell)}


def refer(collector: Collector, table: Table) -> None:
    """Refer to the events of a table that lists them once more, with topics and services."""
    for record in collector.rows(table, CATALOG):
        cells.events(collector, record.cell("event"))
        cells.topics(collector, record.cell("topic"))
        cells.services(collector, record.cell("producer"))
        cells.services(collector, record.cell("consumer"))


def _event(collector: Collector, record: Record, versions: Mapping[str, str]) -> set[str]:
    cell = record.cell("event")
    topics = cells.topics(collector, record.cell("topic"))
    producers = cells.services(collector, record.cell("producer"))
    consumers = cells.services(collector, record.cell("consumer"))
    version = record.value("version")
    found = names(cell) if cell else ()
    for name in found:
        number = re.search(r"\d+(?:\.\d+)*", version.value) if version else None
        collector.state(
            Event(
                name,
                record.span,
                topics[0] if topics else None,
                producers,
                consumers,
                number[0] if number else versions.get(spelling(name.value)),
                record.value("description"),
                version,
            )
        )
    return {name.value for name in found}


def spelling(name: str) -> str:
    """An event's name without case and separators: `UserRegistered` is `user.registered`."""
    return re.sub(r"[\W_]+", "", name).casefold()


def versions(schemas: list[EventSchema]) -> dict[str, str]:
    """The versions of events, by spelling of their names."""
    return {spelling(schema.event.key): schema.version.value for schema in schemas if schema.version}
