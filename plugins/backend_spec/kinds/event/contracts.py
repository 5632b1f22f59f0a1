"""Producer and consumer contracts: what a service publishes and what it reads, with its guarantees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from backend_spec.kinds.event import cells
from backend_spec.kinds.event.conventions import CONTRACT_PARTS, CONTRACTS
from backend_spec.kinds.event.shapes import CONTRACT
from backend_spec.markdown import Item, Paragraph, Section, Table
from backend_spec.markdown.labels import Labelled, labelled
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Ref, Where
from backend_spec.model.event import Contract, ContractRow, Event
from backend_spec.reading import Collector, Record, is_group, normal
from backend_spec.text import Span, Spanned

_LABELS = {normal(label): part for part, labels in CONTRACT_PARTS.items() for label in labels}
_SERVICE = re.compile(
    r"(?:the\s+)?(?P<name>[\w][\w -]*?)(?:\s+contracts?)?(?:\s*[(（].*|\s+[-–—]\s.*|\s*:\s.*)?\s*", re.IGNORECASE
)
_NO_SERVICE = re.compile(
    r"\b(?:delivery|idempoten\w*|guarantees?|summary|overview|general|common|guidelines?|notes?|rules?|matrix|semantics|"
    r"groups?|conventions?|produc\w+|consum\w+|events?|contracts?|retry|error)\b",
    re.IGNORECASE,
)

_PUBLISHES = re.compile(
    r"(?:^|[.;:]\s+|\*\*\s*)(?:it )?(?:publishes|produces|emits)\b[^`.;]{0,20}"
    r"(?P<names>`[^`\n]+`(?:`[^`\n]+`|[^.;`])*)",
    re.IGNORECASE,
)
_CONSUMES = re.compile(
    r"(?:^|[.;:]\s+|\*\*\s*)(?:it )?(?:on|upon|consumes|follows|handles|(?:listens|reacts|subscribes) to)\s+(?:the )?"
    r"(?P<names>`[^`\n]+`(?:\s*(?:,|/|&|\band\b|\bor\b|,\s*and\b)\s*`[^`\n]+`)*)",
    re.IGNORECASE,
)
_GUARANTEE = re.compile(r"\b(?:at|exactly)[ -](?:least[ -]|most[ -])?once\b|\bbest[ -]effort\b", re.IGNORECASE)
_IDEMPOTENCY = re.compile(
    r"\bidempoten|\bde-?dup|\bduplicates?\b|\bprocessed before\b|\balready (?:processed|handled|seen)\b|\bno-?ops?\b|"
    r"\bupserts?\b|\bunique\b|\b(?:skips?|skipped|ignores?|ignored)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[._]|[a-z][A-Z]")
"""What an event's name has, and a table's, a field's or a status's seldom."""


def recognise(label: str) -> str | None:
    """The part of a contract that a label or heading introduces."""
    words = normal(re.sub(r"[(（].*?[)）]", "", label)) or normal(label)
    return _LABELS.get(words)


class _Row(Struct, frozen=True):
    record: Record
    produces: bool | None


class _Told(Struct, frozen=True):
    span: Span
    produces: bool
    events: tuple[Spanned[str], ...]


def read(collector: Collector) -> None:
    """State the contracts below every section whose title speaks of contracts, producers or consumers."""
    done: list[Span] = []
    for section in collector.document.root.walk():
        if not section.heading or section.level < 2 or not CONTRACTS.search(section.title):
            continue
        if any(span.contains(section.span) for span in done):
            continue
        done.append(section.span)
        _contracts(collector, section, _side(section.title))


def _contracts(collector: Collector, section: Section, side: bool | None) -> None:
    """The contracts among a section's own tables and in its sub-sections."""
    for block in section.blocks:
        if isinstance(block, Table):
            _by_columns(collector, block, side)
    for inner in section.sections:
        service = _service(inner)
        rows = list(_rows(collector, labelled(inner, recognise), side)) if service else []
        told = list(_told(inner)) if service else []
        if service and (rows or told or any(recognise(part.title) for part in inner.sections)):
            _contract(collector, inner, service, rows, told)
        else:
            _contracts(collector, inner, side if _side(inner.title) is None else _side(inner.title))


def _contract(collector: Collector, section: Section, name: Spanned[str], rows: list[_Row], told: list[_Told]) -> None:
    service = collector.refer(Service, name, Where.HEADING)
    parts = labelled(section, recognise)
    guarantee = _place(parts, "guarantee") or _said(section, _GUARANTEE)
    idempotency = _place(parts, "idempotency") or _said(section, _IDEMPOTENCY)
    collector.state(Contract(section.place, service, guarantee, idempotency))
    for row in rows:
        _row(collector, row.record, service, row.produces)
    for sentence in told:
        events = tuple(collector.refer(Event, event, Where.PROSE, firm=False) for event in sentence.events)
        collector.state(ContractRow(sentence.span, service, sentence.produces, events, ()))


def _told(section: Section) -> Iterator[_Told]:
    """What sentences say: "Publishes `OrderPaid` when ...", "On `OrderPaid`: ...", "Consumes `a.b` and `c.d`"."""
    for block in section.every():
        if isinstance(block, Paragraph | Item):
            for pattern, produces in ((_PUBLISHES, True), (_CONSUMES, False)):
                for match in pattern.finditer(block.span.text):
                    low, high = (block.span.start + at for at in match.span("names"))
                    codes = [one for one in block.content.codes if low <= one.span.start < high]
                    events = tuple(one for one in codes if cells.is_certain(one) and _TELLING.search(one.value))
                    if events:
                        yield _Told(events[0].span.to(events[-1].span), produces, events)


def _said(section: Section, words: re.Pattern[str]) -> Span | None:
    """Where a section says something in words."""
    match = words.search(section.span.text)
    if match is None:
        return None
    return section.span.source.span(section.span.start + match.start(), section.span.start + match.end())


def _place(parts: list[Labelled], name: str) -> Span | None:
    return next((part.label for part in parts if part.name == name), None)


def _service(section: Section) -> Spanned[str] | None:
    """The service in a sub-section's heading; None where the heading names none."""
    if section.heading is None:
        return None
    for code in section.heading.content.codes:
        return code
    title = section.heading.title
    match = _SERVICE.fullmatch(title.value)
    name = match["name"].strip() if match else ""
    if not match or not name or is_group(name) or (_NO_SERVICE.search(name) and "service" not in name.casefold()):
        return None
    at = title.span.text.find(name)
    if at < 0:
        return Spanned(name, title.span)
    return Spanned(name, title.span.source.span(title.span.start + at, title.span.start + at + len(name)))


def _rows(collector: Collector, parts: list[Labelled], side: bool | None) -> Iterator[_Row]:
    """The rows of a service's tables, each with what the columns, else the label above it, tell of its direction."""
    direction = side
    for part in parts:
        if part.name in ("produces", "consumes"):
            direction = part.name == "produces"
        for block in part.blocks:
            columns = CONTRACT.match(block, collector.titles.get(CONTRACT.name)) if isinstance(block, Table) else None
            if isinstance(block, Table) and columns and ("topic" in columns or len(columns) > 1):
                for record in collector.rows(block, CONTRACT):
                    yield _Row(record, _direction(columns, direction))


def _direction(columns: dict[str, int], otherwise: bool | None) -> bool | None:
    if "group" in columns or "processing" in columns:
        return False
    return True if "trigger" in columns else otherwise


def _by_columns(collector: Collector, table: Table, side: bool | None) -> None:
    """A table whose rows name the service themselves."""
    columns = CONTRACT.match(table, collector.titles.get(CONTRACT.name))
    if not columns or "topic" not in columns or not {"service", "producer", "consumer"} & set(columns):
        return
    if {"producer", "consumer"} <= set(columns):
        return  # a second catalog
    for record in collector.rows(table, CONTRACT):
        column = next(name for name in ("service", "producer", "consumer") if name in columns)
        produces = True if column == "producer" else False if column == "consumer" else _direction(columns, side)
        for service in cells.services(collector, record.cell(column)):
            _row(collector, record, service, produces)


def _row(collector: Collector, record: Record, service: Ref[Service], produces: bool | None) -> None:
    events = cells.events(collector, record.cell("event"))
    topics = cells.topics(collector, record.cell("topic"))
    if events and produces is not None:
        collector.state(ContractRow(record.span, service, produces, events, topics))


def _side(title: str) -> bool | None:
    """Whether a title speaks of producers only (True) or of consumers only (False)."""
    produces = re.search(r"\b(?:produc|publish)\w*|生产|발행|생산", title, re.IGNORECASE)
    consumes = re.search(r"\b(?:consum|subscri)\w*|消费|订阅|소비|구독", title, re.IGNORECASE)
    if bool(produces) == bool(consumes):
        return None
    return bool(produces)
