"""What an event specification says: topics, events, schemas, contracts, policies, failure scenarios, settings."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.kinds.event import catalog, contracts, failures, schemas, topics
from backend_spec.kinds.event.shapes import SETTINGS
from backend_spec.markdown import Section, Table
from backend_spec.model.event import Event, EventSchema
from backend_spec.model.page import Setting
from backend_spec.reading import Collector, Record, says_nothing
from backend_spec.text import Spanned


def extract(collector: Collector) -> None:
    """State what the document says. Schemas and contracts are read by sections; of the tables that are left, each is
    read as the first of these that it looks like: catalog, topic registry, policy of topics, settings."""
    described = schemas.read(collector)
    contracts.read(collector)
    versions = catalog.versions(described)
    catalogued = False
    left: list[tuple[Table, tuple[str, ...]]] = []
    for table, titles in _tables(collector.document.root, ()):
        if not titles or any(collector.is_read(row.span) for row in table.rows):
            continue
        if catalog.declare(collector, table, versions):
            catalogued = True
        elif not topics.declare(collector, table, titles) and not topics.policies(collector, table, titles):
            left.append((table, titles))
    if not catalogued:
        _without_catalog(collector, described)
    failures.read(collector)
    for table, titles in left:
        _settings(collector, table, titles[-1])


def _without_catalog(collector: Collector, described: list[EventSchema]) -> None:
    """Where no catalog declares the events, their schemas do."""
    for schema in described:
        if schema.event.firm:
            name = schema.event
            version = schema.version.value if schema.version else None
            collector.state(Event(Spanned(name.key, name.span), schema.span, version=version))


def _tables(section: Section, trail: tuple[str, ...]) -> Iterator[tuple[Table, tuple[str, ...]]]:
    """The tables with the titles of the sections around them; those directly under the document's title have none."""
    here = (*trail, section.title) if section.level > 1 else trail
    for block in section.blocks:
        if isinstance(block, Table):
            yield block, here
    for inner in section.sections:
        yield from _tables(inner, here)


def _settings(collector: Collector, table: Table, section: str) -> None:
    columns = SETTINGS.match(table, collector.titles.get(SETTINGS.name))
    if not columns or columns["name"] != 0:
        return
    for row in table.rows:
        record = Record(row, {"name": 0, "value": 1})
        name = record.cell("name")
        if name and not says_nothing(name.plain):
            collector.state(Setting(row.span, name.value, record.value("value"), section))
            collector.read(row.span)
