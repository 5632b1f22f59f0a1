"""The header table: what changed when, and the features that it names."""

from __future__ import annotations

from backend_spec.kinds.common import conventions
from backend_spec.markdown import Document, Inline, Row, Section, Table
from backend_spec.model.entity import Ref, Where
from backend_spec.model.page import Change, Changelog, Feature
from backend_spec.reading import Collector, Record, normal
from backend_spec.text import Spanned


def find(collector: Collector) -> Table | None:
    """The header table: under the title, before the first section; else in a section called changelog or the like."""
    document = collector.document
    for section in _openings(document):
        for block in section.blocks:
            if isinstance(block, Table) and collector.matches(block, conventions.CHANGELOG):
                return block
    for section in document.root.walk():
        if normal(section.title) in conventions.HISTORY:
            for table in section.tables():
                if collector.matches(table, conventions.CHANGELOG):
                    return table
    return None


def read(collector: Collector, table: Table) -> Changelog:
    """State the table's rows and the features that they name."""
    rows = tuple(_change(collector, record) for record in collector.rows(table, conventions.CHANGELOG))
    return collector.state(Changelog(table.head.span, rows))


def _openings(document: Document) -> list[Section]:
    """What stands before the first section: the text before the title, and that right under it."""
    titles = [section for section in document.root.sections if section.heading is document.title]
    return [document.root, *titles]


def _change(collector: Collector, record: Record) -> Change:
    date, description = record.cell("date"), record.cell("description")
    assert date is not None
    assert description is not None
    features = tuple(
        Ref(Feature, feature.name.value, feature.name.span, Where.TABLE, firm=False)
        for feature in _features(record.row, description)
    )
    for feature in _features(record.row, description):
        collector.state(feature)
    return collector.state(Change(record.span, date.value, Spanned(description.plain, description.span), features))


def _features(row: Row, description: Inline) -> list[Feature]:
    """The features that a row names, each described by what follows the last id in the description."""
    names = []
    for cell in row.cells:
        for match in conventions.FEATURE_ID.finditer(cell.raw):
            start = cell.span.start + match.start()
            names.append(Spanned(match[0], cell.span.source.span(start, start + len(match[0]))))
    text = _after_ids(description)
    return [Feature(name, row.span, text) for name in names]


def _after_ids(cell: Inline) -> Spanned[str] | None:
    raw = cell.raw
    start = max((match.end() for match in conventions.FEATURE_ID.finditer(raw)), default=0)
    start += len(raw[start:]) - len(raw[start:].lstrip(" \t`*_:：,;.)]–—-|"))
    if start >= len(raw):
        return None
    return Spanned(raw[start:], cell.span.source.span(cell.span.start + start, cell.span.end))
