"""Event schemas: a sub-section for each event type, at any depth, with its schema, fields, example and versioning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from backend_spec.kinds.event import cells, headings, payloads
from backend_spec.kinds.event.conventions import COMPATIBILITY, PARTS, SCHEMAS, SHARED
from backend_spec.kinds.event.headings import Named, piece
from backend_spec.kinds.event.shapes import FIELDS
from backend_spec.kinds.event.told import Told
from backend_spec.markdown import Fence, Item, Paragraph, Section, Table
from backend_spec.markdown.labels import Labelled, labelled
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Ref, Where
from backend_spec.model.event import Envelope, Event, EventSchema, Topic
from backend_spec.model.http import Field
from backend_spec.reading import Collector, Record, is_group, normal
from backend_spec.text import Span, Spanned

_LABELS = {normal(label): part for part, labels in PARTS.items() for label in labels}


def recognise(label: str) -> str | None:
    """The part of an event's schema that a label or heading introduces."""
    return _LABELS.get(normal(re.sub(r"[(（].*?[)）]", "", label)) or normal(label))


def read(collector: Collector) -> list[EventSchema]:
    """State the schemas below every section whose title says "schemas"."""
    found: list[EventSchema] = []
    end = 0
    for section in collector.document.root.walk():
        if section.level < 2 or not SCHEMAS.search(section.title) or section.span.start < end:
            continue
        end = section.span.end
        common = _common(section)
        for inner in section.sections:
            found += _visit(collector, inner, common)
    return found


def _visit(collector: Collector, section: Section, common: Span | None) -> Iterator[EventSchema]:
    if SHARED.search(section.title) and headings.heading_name(section, codes_only=True) is None:
        _envelope(collector, section)
        return
    parts = labelled(section, recognise)
    if section.sections and not any(recognise(inner.title) for inner in section.sections):
        own = any(isinstance(block, Fence | Table) for block in section.blocks)
        if not own:  # a group of events
            for inner in section.sections:
                yield from _visit(collector, inner, common)
            return
    together = headings.several(section)
    named = _name(section, parts)
    if together and (named is None or named.where is Where.HEADING):
        schema = _schema(collector, section, parts, together[0], common)
        yield from _apart(collector, schema, together)
    elif named:
        yield collector.state(_schema(collector, section, parts, named, common))


def _apart(collector: Collector, schema: EventSchema, together: Sequence[Named]) -> Iterator[EventSchema]:
    """Each event's schema of those that are given together; which of them an example is of, its event type tells."""
    names = {named.name.value for named in together}
    for named in together:
        yield collector.state(
            replace(
                schema,
                span=named.name.span,
                event=collector.refer(Event, named.name, named.where),
                types=tuple(one for one in schema.types if one.value == named.name.value or one.value not in names),
                versions=(),
            )
        )


def _envelope(collector: Collector, section: Section) -> None:
    """State the fields of a section that is about all events."""
    told = Told()
    for fence in section.fences():
        payloads.sort(collector, fence)
        told.fence(collector, fence)
    for table in section.tables():
        told.names.update(one.name.value for one in payloads.fields(collector, table) or ())
    if told.names:
        collector.state(Envelope(section.place, tuple(sorted(told.names))))


def _schema(
    collector: Collector, section: Section, parts: list[Labelled], named: Named, common: Span | None
) -> EventSchema:
    schema = example = versioning = None
    told = Told()
    fields: tuple[Field, ...] | None = None
    for part in parts:
        if part.name == "versioning":
            versioning = versioning or part.label
        for block in part.blocks:
            if isinstance(block, Fence):
                if block.language != "mermaid":
                    told.fence(collector, block)
                if payloads.sort(collector, block) == "example" and part.name != "schema":
                    example = example or block.span
                elif part.name == "example" and schema:
                    example = example or block.span
                elif block.language != "mermaid":
                    schema = schema or block.span
            elif isinstance(block, Table):
                rows = payloads.fields(collector, block)
                fields = (*(fields or ()), *rows) if rows is not None else fields
                if rows is None:
                    _metadata(collector, block)
            elif isinstance(block, Paragraph | Item) and COMPATIBILITY.search(block.content.plain):
                versioning = versioning or block.span
    event = collector.refer(Event, named.name, named.where, firm=named.certain)
    topics = tuple(
        collector.refer(Topic, name, Where.PROSE, firm=cells.is_certain(name) and "." in name.value)
        for part in parts
        for name in (cells.beside(part.value) if part.name == "topic" and part.value else ())
    )
    heading = headings.heading_name(section)
    versions = [heading.version] if heading and heading.version and heading.version != named.version else []
    names = told.names | {part for one in fields or () for part in re.split(r"[.\[\]]+", one.name.value) if part}
    producers, consumers = _services(collector, parts, "producer"), _services(collector, parts, "consumer")
    return EventSchema(
        section.place,
        event,
        named.version,
        schema,
        fields,
        example,
        versioning or common,
        producers,
        consumers,
        topics,
        tuple(told.types),
        (*versions, *told.versions),
        tuple(sorted(names)),
    )


def _services(collector: Collector, parts: list[Labelled], label: str) -> tuple[Ref[Service], ...]:
    """The services beside a label. Words are certain to name one only where they say so; so is code."""
    found = []
    for part in parts:
        if part.name == label and part.value and part.value.span.first.line == part.value.span.last.line:
            for name in cells.beside(part.value):
                if not is_group(name.value) and len(name.value) <= 40:
                    told = _is_code(name) or re.search(r"service\b", name.value, re.IGNORECASE)
                    firm = bool(told) and cells.is_inside(name)
                    found.append(collector.refer(Service, name, Where.PROSE, firm=firm))
    return tuple(found)


def _is_code(name: Spanned[str]) -> bool:
    text = name.span.source.text
    return text[name.span.start - 1 : name.span.start] == "`" and text[name.span.end : name.span.end + 1] == "`"


def _name(section: Section, parts: list[Labelled]) -> Named | None:
    """The event type that a section is about: as labelled, else as its heading says."""
    version = next((part.value for part in parts if part.name == "version" and part.value), None)
    labels = [part.value for part in parts if part.name == "event" and part.value]
    for table in section.tables():
        for row in table.rows:
            if len(row.cells) == 2 and recognise(row.cells[0].plain) == "event" and not FIELDS.match(table):
                labels.append(row.cells[1].value)
            elif len(row.cells) == 2 and recognise(row.cells[0].plain) == "version" and not FIELDS.match(table):
                version = version or row.cells[1].value
    heading = headings.heading_name(section)
    version = _number(version) or (heading.version if heading else None)
    for label in labels:
        if cells.is_certain(label):
            return Named(label, True, version, Where.PROSE)
    return Named(heading.name, heading.certain, version, Where.HEADING) if heading else None


def _number(version: Spanned[str] | None) -> Spanned[str] | None:
    match = re.search(r"\d+(?:\.\d+)*", version.value) if version else None
    return piece(version, *match.span()) if version and match else None


def _metadata(collector: Collector, table: Table) -> None:
    """A table of two columns that gives the event's type, version, topic and the like."""
    for row in table.rows:
        if len(row.cells) == 2 and recognise(row.cells[0].plain):
            record = Record(row, {"name": 0, "value": 1})
            collector.read(record.span)


def _common(section: Section) -> Span | None:
    """A note on versioning that stands for every event: before the first sub-section, or in one of its own."""
    for block in section.blocks:
        if isinstance(block, Paragraph | Item) and COMPATIBILITY.search(block.content.plain):
            return block.span
    for inner in section.sections:
        if re.search(r"\b(?:versioning|compatibility|evolution)\b", inner.title, re.IGNORECASE):
            return inner.place
    return None
