"""What a gRPC specification says: proto definitions, service sections, service errors, inter-service calls."""

from __future__ import annotations

from backend_spec.kinds.grpc import calls, declare, errors, fences, sections
from backend_spec.kinds.grpc.conventions import SETTINGS
from backend_spec.markdown import Table
from backend_spec.model.page import Setting
from backend_spec.reading import Collector, Record


def extract(collector: Collector) -> None:
    """State everything the document says."""
    definitions = fences.definitions(collector)
    declared = declare.declare(collector, definitions)
    tables = [(block, trail) for block, trail in fences.blocks(collector.document.root) if isinstance(block, Table)]
    places = []
    for table, trail in tables:
        if calls.read(collector, table, trail):
            continue
        if errors.read(collector, table, trail, declared):
            places.append(table)
        elif any(section.level > 1 for section in trail):
            _settings(collector, table, trail)
    sections.state(collector, definitions, declared, places)


def _settings(collector: Collector, table: Table, trail: fences.Trail) -> None:
    """Any other table whose first column names something gives values by name."""
    if not SETTINGS.leads(table, collector.titles.get(SETTINGS.name)):
        return
    for row in table.rows:
        record = Record(row, {"name": 0, "value": 1})
        if name := record.value("name"):
            collector.state(Setting(row.span, name, record.value("value"), trail[-1].title))
            collector.read(row.span)
