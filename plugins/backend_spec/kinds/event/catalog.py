"""The event catalog: which events there are, on which topics, who produces and consumes them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend_spec.kinds.event import cells
from backend_spec.kinds.event.shapes import CATALOG
from backend_spec.markdown import Table
from backend_spec.model.event import Event, EventSchema
from backend_spec.reading import Collector, Record, names


def declare(collector: Collector, table: Table, versions: Mapping[str, str]) -> bool:
    """State the rows of the catalog; False when the table is none. `versions` are those that the schemas give."""
    columns = CATALOG.match(table, collector.titles.get(CATALOG.name))
    if not columns or not ("producer" in columns or "consumer" in columns):
        return False
    for record in collector.rows(table, CATALOG):
        _event(collector, record, versions)
    return True


def _event(collector: Collector, record: Record, versions: Mapping[str, str]) -> None:
    cell = record.cell("event")
    topics = cells.topics(collector, record.cell("topic"))
    producers = cells.services(collector, record.cell("producer"))
    consumers = cells.services(collector, record.cell("consumer"))
    version = record.value("version")
    for name in names(cell) if cell else ():
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
            )
        )


def spelling(name: str) -> str:
    """An event's name without case and separators: `UserRegistered` is `user.registered`."""
    return re.sub(r"[\W_]+", "", name).casefold()


def versions(schemas: list[EventSchema]) -> dict[str, str]:
    """The versions of events, by spelling of their names."""
    return {spelling(schema.event.key): schema.version.value for schema in schemas if schema.version}
