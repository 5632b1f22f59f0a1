"""Topics: the registry, and what other tables say about topics (retry, dead letter, partition keys, overrides)."""

from __future__ import annotations

from backend_spec.kinds.event import cells
from backend_spec.kinds.event.conventions import DEAD_LETTER, OVERRIDES, REGISTRY, RETRY
from backend_spec.kinds.event.shapes import DEAD_LETTERS, PARTITIONING, TOPICS
from backend_spec.kinds.event.shapes import RETRY as RETRIES
from backend_spec.markdown import Table
from backend_spec.model.event import Topic, TopicPolicy
from backend_spec.reading import Collector, Record, names, says_nothing


def is_registry(collector: Collector, table: Table, titles: tuple[str, ...]) -> bool:
    """Whether a table registers topics.

    A registry tells partitions, retention or cleanup of topics, or stands under a title that says "topics". A table of
    overrides, or of dead-letter topics beside their source topics, is none.
    """
    columns = TOPICS.match(table, collector.titles.get(TOPICS.name))
    if not columns or any(OVERRIDES.search(title) for title in titles):
        return False
    telling = [name for name in ("partitions", "retention", "cleanup", "replication") if name in columns]
    title = titles[-1] if titles else ""
    if "dead_letter" in columns and not ("partitions" in columns or "retention" in columns):
        return False
    if not telling and not (REGISTRY.search(title) and "description" in columns and len(table.head.cells) <= 4):
        return False
    return not any(RETRY.search(title) for title in titles) and not PARTITIONING.match(table)


def topics(collector: Collector, table: Table) -> set[str]:
    """The topics' names in a table."""
    columns = TOPICS.match(table, collector.titles.get(TOPICS.name)) or {}
    found = [row.cells[columns["topic"]] for row in table.rows] if columns else []
    return {name.value for cell in found for name in names(cell)}


def declare(collector: Collector, table: Table) -> set[str]:
    """State the rows of the topic registry, and return the topics' names."""
    for record in collector.rows(table, TOPICS):
        cell = record.cell("topic")
        for name in names(cell) if cell else ():
            collector.state(
                Topic(
                    name,
                    record.span,
                    record.value("description"),
                    record.value("partitions"),
                    record.value("retention"),
                    record.value("cleanup"),
                    record.value("dead_letter"),
                )
            )
    return topics(collector, table)


def policies(collector: Collector, table: Table, titles: tuple[str, ...]) -> bool:
    """State the rows of a table about topics that are declared elsewhere; False when the table is none."""
    columns = RETRIES.match(table, collector.titles.get(RETRIES.name)) or {}
    if any(name in columns for name in ("retries", "backoff", "initial", "maximum")):
        for record in collector.rows(table, RETRIES):
            none = record.cell("retries")
            without = none is not None and none.plain.strip().casefold() in ("0", "none", "no retry", "—", "-", "n/a")
            _policy(collector, record, "retry", without)
        return True
    if collector.matches(table, DEAD_LETTERS):
        for record in collector.rows(table, DEAD_LETTERS):
            _policy(collector, record, "dead-letter", False)
        return True
    if collector.matches(table, PARTITIONING):
        for record in collector.rows(table, PARTITIONING):
            _policy(collector, record, "partitioning", False)
        return True
    columns = TOPICS.match(table, collector.titles.get(TOPICS.name)) or {}
    if (
        "topic" in columns
        and len(table.head.cells) > 1
        and "name" not in table.head.cells[columns["topic"]].plain.lower()
    ):
        dead = any(DEAD_LETTER.search(title) for title in titles)
        sort = "dead-letter" if dead else "settings"
        if any(OVERRIDES.search(title) for title in titles):
            sort = "override"
        for record in collector.rows(table, TOPICS):
            _policy(collector, record, sort, False)
        return True
    return False


def _policy(collector: Collector, record: Record, sort: str, without: bool) -> None:
    cell = record.cell("dead_letter")
    named = record.value("dead_letter")
    without = without or (cell is not None and says_nothing(cell.plain) and bool(cell.plain.strip()))
    found = cells.topics(collector, record.cell("topic"))
    key, partitions, retention = record.value("key"), record.value("partitions"), record.value("retention")
    collector.state(TopicPolicy(record.span, found, sort, named, without, key, partitions, retention))
