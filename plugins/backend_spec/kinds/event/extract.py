"""What an event specification says: topics, events, schemas, contracts, policies, failure scenarios, settings."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.kinds.common.examples import Examples
from backend_spec.kinds.event import catalog, contracts, failures, schemas, topics
from backend_spec.kinds.event.conventions import CATALOGS, CONTRACTS, REGISTRY
from backend_spec.kinds.event.shapes import SETTINGS
from backend_spec.markdown import Section, Table
from backend_spec.model.event import Event, EventSchema
from backend_spec.model.page import Setting
from backend_spec.reading import Collector, Record, says_nothing
from backend_spec.text import Spanned


def extract(collector: Collector) -> None:
    """State what the document says. Schemas and contracts are read by sections; of the tables that are left, each is
    read as the first of these that it looks like: catalog, topic registry, policy of topics, settings. A second catalog
    or registry that shares names with the first refers to them."""
    described = schemas.read(collector)
    contracts.read(collector)
    versions = catalog.versions(described)
    left: list[tuple[Table, tuple[str, ...]]] = []
    events: set[str] = set()
    registered: set[str] = set()
    tables = [
        (table, titles)
        for table, titles in _tables(collector.document.root, ())
        if titles and not any(collector.is_read(row.span) for row in table.rows)
    ]
    for table, titles in sorted(tables, key=lambda one: not _declares(one[1])):
        if catalog.is_catalog(collector, table):
            if not _declares(titles) and not events.isdisjoint(catalog.events(collector, table)):
                catalog.refer(collector, table)
            else:
                events |= catalog.declare(collector, table, versions)
        elif topics.is_registry(collector, table, titles) and (
            _declares(titles) or registered.isdisjoint(topics.topics(collector, table))
        ):
            registered |= topics.declare(collector, table)
        elif not topics.policies(collector, table, titles):
            left.append((table, titles))
    if not events:
        _without_catalog(collector, described)
    failures.read(collector)
    _examples(collector, described)
    for table, titles in left:
        _settings(collector, table, titles[-1])


def _declares(titles: tuple[str, ...]) -> bool:
    """Whether the sections' titles speak of what is declared there: topics, a catalog, a registry."""
    if any(CONTRACTS.search(title) for title in titles):
        return False
    return any(CATALOGS.search(title) or REGISTRY.search(title) for title in titles)


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


def _examples(collector: Collector, described: list[EventSchema]) -> None:
    """Compare each event's example with its field table and its schema."""
    examples = Examples(collector)
    apart = {id(event.example): event for event in described}  # events that are described together share one
    for event in apart.values():
        if event.example and event.fields:
            examples.fit(event.fields, [event.example])
        if event.example and event.schema:
            examples.follow(event.schema, event.example)
    examples.state()


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
