"""Cache items: rows of the item tables, and sections that describe one key."""

from __future__ import annotations

import re

from msgspec import Struct

from backend_spec.kinds.cache import conventions
from backend_spec.kinds.cache.conventions import ITEMS
from backend_spec.markdown import Section, Table
from backend_spec.markdown.labels import labelled
from backend_spec.model.architecture import Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.entity import Ref, Where
from backend_spec.notation import redis
from backend_spec.reading import Collector, Record, is_group, names, normal
from backend_spec.text import Spanned

_PATTERN = re.compile(r"(?=.*[:{<_*-]|[\w.]+$)[^\s,;|`]+(?:\{[^{}\n]*\}[^\s,;|`]*)*")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]")
_CHANNEL = re.compile(r"\bpub ?/ ?sub\b|\bchannel\b", re.IGNORECASE)


def is_pattern(text: str) -> bool:
    """Whether a text can be a key pattern: one word, blanks only inside of placeholders."""
    plain = _PLACEHOLDER.sub("{}", text)
    return bool(plain) and not re.search(r"\s|^https?:|^/|\(", plain) and bool(re.search(r"\w|\{\}", plain))


class Items(Struct, frozen=True):
    """The rows of an item table with the patterns in each. `telling` means that it says more of them than the key."""

    rows: tuple[tuple[Record, tuple[Spanned[str], ...]], ...]
    telling: bool

    @property
    def keys(self) -> set[str]:
        return {name.value for _, names in self.rows for name in names}


def find(collector: Collector, table: Table, *, apart: bool) -> Items | None:
    """The rows of an item table; None when the table is none.

    A table with a TTL column is one, and one whose keys look like keys (`a:{b}`). `apart` tells that the section's
    title speaks against it.
    """
    columns = ITEMS.match(table, collector.titles.get(ITEMS.name))
    if not columns:
        return None
    records = [Record(row, columns) for row in table.rows]
    patterns = [_patterns(record) for record in records]
    alike = sum(any(":" in name.value or "{" in name.value for name in found) for found in patterns)
    if (not alike and (apart or "ttl" not in columns)) or (len(columns) < 2 and alike < len(records)):
        return None
    if apart and ("ttl" not in columns or alike * 2 < len(records)):
        return None
    rows = tuple((record, tuple(found)) for record, found in zip(records, patterns, strict=True) if found)
    return Items(rows, len(columns) > 1)


def declare(collector: Collector, items: Items) -> set[str]:
    """State the items of a table, and return their keys."""
    for record, found in items.rows:
        collector.read(record.span)
        owners = services(collector, record)
        for name in found:
            value, purpose = record.value("value"), record.value("purpose")
            place = record.place("ttl") if record.has("ttl") else None
            collector.state(CacheKey(name, record.span, value, ttl(record), owners, purpose, place))
    return items.keys


def has_channels(items: Items) -> bool:
    """Whether some of the items are channels: Pub/Sub, no stored values."""
    values = (record.value("value") for record, _ in items.rows)
    return any(value and _CHANNEL.search(value.value) for value in values)


def refer(collector: Collector, items: Items) -> None:
    """Refer to the items that a table says more about."""
    for record, found in items.rows:
        collector.read(record.span)
        for name in found:
            collector.refer(CacheKey, name, firm=":" in name.value and name.value[:1] not in "{<*")


def ttl(record: Record) -> Spanned[str] | None:
    """What the TTL cell says. `None` and `—` are an answer there: the key does not expire."""
    cell = record.cell("ttl")
    return cell.value if cell and cell.plain.strip() else None


def services(collector: Collector, record: Record) -> tuple[Ref[Service], ...]:
    """The owners that a row names, without groups such as "all services"."""
    cell = record.cell("service")
    found = names(cell, slash=True) if cell else ()
    return tuple(collector.refer(Service, name) for name in found if not is_group(name.value))


def _patterns(record: Record) -> list[Spanned[str]]:
    cell = record.cell("key")
    found = [name for name in names(cell) if is_pattern(name.value)] if cell else []
    telling = [name for name in found if redis.looks_like_key(name.value) or _PLACEHOLDER.search(name.value)]
    return telling or found[:1]


def described(collector: Collector, section: Section) -> None:
    """State the key whose pattern is the section's title, where labels under it tell its TTL or value."""
    if not section.heading or section.level < 3:
        return
    code = next((code for code in section.heading.content.codes if redis.looks_like_key(code.value)), None)
    title = section.heading.title
    name = code or (title if redis.looks_like_key(title.value.strip()) else None)
    if name is None:
        return
    found = {part.name: part for part in labelled(section, _recognise) if part.name and part.value}
    if "ttl" not in found and "value" not in found:
        return
    owner = found["service"].value if "service" in found else None
    owners = []
    for part in re.finditer(r"[^,;/&`*]+", owner.value) if owner else ():
        text = part[0].strip()
        if owner and text and not is_group(text):
            at = owner.span.text.find(text)
            place = owner.span.source.span(owner.span.start + at, owner.span.start + at + len(text))
            if at >= 0:
                owners.append(collector.refer(Service, Spanned(text, place), Where.PROSE))

    def value(label: str) -> Spanned[str] | None:
        return found[label].value if label in found else None

    collector.state(CacheKey(name, section.place, value("value"), value("ttl"), tuple(owners), value("purpose")))


_LABELS = {
    word: name
    for name, words in (
        ("ttl", conventions.TTL_LABELS),
        ("value", conventions.VALUE_LABELS),
        ("service", conventions.SERVICE_LABELS),
        ("purpose", conventions.PURPOSE_LABELS),
    )
    for word in words
}


def _recognise(label: str) -> str | None:
    return _LABELS.get(normal(label))
