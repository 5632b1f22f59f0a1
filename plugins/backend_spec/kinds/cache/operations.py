"""Operations by feature: the Redis commands in tables, lists and fences, and the keys that they touch."""

from __future__ import annotations

import re

from backend_spec.kinds.cache.conventions import COMMAND_LANGUAGES, OPERATES, OPERATIONS
from backend_spec.markdown import Fence, Html, Inline, Item, Paragraph, Section, Table
from backend_spec.model.cache import CacheKey, CacheOperation, OperationGroup
from backend_spec.model.entity import Ref, Where
from backend_spec.notation import redis
from backend_spec.reading import Collector, Record, normal
from backend_spec.text import Span, Spanned
from backend_spec.verdict import Verdict
from backend_spec.verdict import redis as redis_verdict

_LEADING_PLACEHOLDER = re.compile(r"(?:\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]|\$\w+|\*)(?::|$)")
_CHANNELS = frozenset({"PUBLISH", "SPUBLISH", "SUBSCRIBE", "SSUBSCRIBE", "PSUBSCRIBE"})
_TELLING = frozenset({"redis operation", "redis operations", "redis command", "redis commands", "cache operation"})


def is_table(collector: Collector, table: Table, within: bool) -> bool:
    """Whether a table lists operations: a column of that name in which Redis commands stand, or any column of that
    name where the section is about operations (`within`)."""
    columns = OPERATIONS.match(table, collector.titles.get(OPERATIONS.name))
    if not columns:
        return False
    title = normal(table.head.cells[columns["operation"]].plain)
    cells = [row.cells[columns["operation"]] for row in table.rows]
    if title in _TELLING:
        return True
    return any(redis.read(Spanned(cell.plain, cell.span)) for cell in cells) and (within or title != "action")


class Group:
    """The operations of one section. States the section as a group when it meets the first of them.

    `channels` tells that channels are declared among the keys: then one that is not is a fault.
    """

    def __init__(self, collector: Collector, place: tuple[Section, ...], *, channels: bool) -> None:
        self._collector = collector
        self._channels = channels
        self._stated: set[str] = set()
        self._section = place[-1] if place else None
        inside = any(OPERATES.search(section.title) for section in place[:-1] if section.level > 1)
        named = bool(place) and place[-1].level > 2 and (inside or not OPERATES.fullmatch(place[-1].title))
        self._title = place[-1].heading.title if named and place[-1].heading else None

    def table(self, table: Table) -> None:
        """State the rows of an operation table."""
        for record in self._collector.rows(table, OPERATIONS):
            title = record.value("group") or self._title
            cell = record.cell("operation")
            if cell:
                self._operation(title, record.span, _commands(cell), self._key_column(record))
                self._slips(table, record, cell)

    def _slips(self, table: Table, record: Record, cell: Inline) -> None:
        """State what looks like a Redis command and is none: under a title that promises one, in code."""
        if normal(table.head.cells[record.columns["operation"]].plain) not in _TELLING:
            return
        for code in cell.codes:
            words = code.value.split()
            if words and words[0].isalpha() and words[0].isupper() and not redis.read(code):
                fault = redis_verdict.check(code, "key" in record.columns or cell.plain.strip() != code.value.strip())
                if fault:
                    self._collector.judge("redis", Verdict((fault,)))

    def block(self, block: Paragraph | Item | Fence | Html | Table, within: bool) -> None:
        """State the operations in a list, a paragraph or a fence of a section about operations."""
        if not within:
            return
        if isinstance(block, Paragraph | Item):
            commands = [command for code in block.content.codes for command in redis.read(code)]
            if isinstance(block, Item) and not commands:
                commands = list(redis.read(Spanned(block.content.plain, block.content.span)))
            if commands:
                self._operation(self._title, block.span, commands, ())
        elif isinstance(block, Fence) and block.language in COMMAND_LANGUAGES:
            self._fence(block)

    def _fence(self, fence: Fence) -> None:
        understood = True
        found = False
        for match in re.finditer(r"[^\n]+", fence.body.text):
            prompt = re.match(r"\s*(?:[\w.:\[\]-]*>\s+|\$\s+(?:redis-cli\s+)?)?", match[0])
            start = match.start() + (prompt.end() if prompt else 0)
            line = fence.body.spanned(start, match.end())
            if not line.value.strip() or line.value.lstrip().startswith(("#", "//", "--", '"', "(")):
                continue
            commands = list(redis.read(line))
            understood = understood and bool(commands)
            if commands:
                found = True
                self._operation(self._title, line.span, commands, (), Where.FENCE)
        if found and understood:
            self._collector.read(fence.span)

    def _key_column(self, record: Record) -> tuple[Ref[CacheKey], ...]:
        """The keys in a column of their own; they are keys where they look like it."""
        cell = record.cell("key")
        codes = cell.codes or ((cell.value,) if cell else ()) if cell else ()
        return tuple(self._refer(code, Where.TABLE) for code in codes if redis.looks_like_key(code.value.strip()))

    def _operation(
        self,
        title: Spanned[str] | None,
        span: Span,
        commands: list[redis.Command],
        more: tuple[Ref[CacheKey], ...],
        where: Where = Where.TABLE,
    ) -> None:
        keys = [self._refer(key, where) for command in commands for key in command.keys]
        for command in commands:
            if command.name.value in _CHANNELS and command.arguments:
                channel = command.arguments[0]
                firm = self._channels and _is_certain(channel)
                self._collector.refer(CacheKey, channel, where, firm=firm)
        name = title.value if title else ""
        if title and name not in self._stated:
            self._stated.add(name)
            self._collector.state(OperationGroup(title.span, title))
        texts = tuple(Spanned(command.span.text, command.span) for command in commands)
        self._collector.state(CacheOperation(span, name, texts, (*keys, *more), tuple(commands)))

    def _refer(self, key: Spanned[str], where: Where) -> Ref[CacheKey]:
        return self._collector.refer(CacheKey, key, where, firm=_is_certain(key))


def _is_certain(key: Spanned[str]) -> bool:
    """A key is certain where it has a segment of its own: `{prefix}:{id}` may be any key, `KEYS[1]` none."""
    return ":" in key.value and not _LEADING_PLACEHOLDER.match(key.value)


def _commands(cell: Inline) -> list[redis.Command]:
    """The commands in a cell: those in its code spans, else those in its text."""
    found = [command for code in cell.codes for command in redis.read(code)]
    return found or list(redis.read(Spanned(cell.plain, cell.span)))
