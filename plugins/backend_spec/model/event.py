"""Nouns of the event and messaging specification."""

from __future__ import annotations

from typing import ClassVar

from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import Field
from backend_spec.text import Span, Spanned


class Topic(Entity, frozen=True):
    """A row of the topic registry."""

    kind: ClassVar[str] = "topic"

    description: Spanned[str] | None = None
    partitions: Spanned[str] | None = None
    retention: Spanned[str] | None = None
    cleanup: Spanned[str] | None = None
    dead_letter: Spanned[str] | None = None
    """The dead-letter topic, where the registry has a column for it."""


class Event(Entity, frozen=True):
    """A row of the event catalog. `version` comes from its schema's heading or text."""

    kind: ClassVar[str] = "event"

    topic: Ref[Topic] | None = None
    producers: tuple[Ref[Service], ...] = ()
    consumers: tuple[Ref[Service], ...] = ()
    version: str | None = None
    description: Spanned[str] | None = None
    version_cell: Spanned[str] | None = None
    """The version as the catalog gives it."""

    def attributes(self) -> dict[str, object]:
        return {
            "topic": self.topic and self.topic.key,
            "producer": ", ".join(ref.key for ref in self.producers) or None,
            "consumer": ", ".join(ref.key for ref in self.consumers) or None,
            "version": self.version,
        }


class EventSchema(Statement, frozen=True):
    """A sub-section that gives an event's schema. `span` is its heading; a part that it lacks is None.

    `versioning` may be a note for all events.
    """

    event: Ref[Event]
    version: Spanned[str] | None = None
    schema: Span | None = None
    fields: tuple[Field, ...] | None = None
    example: Span | None = None
    versioning: Span | None = None
    producers: tuple[Ref[Service], ...] = ()
    consumers: tuple[Ref[Service], ...] = ()
    topics: tuple[Ref[Topic], ...] = ()
    types: tuple[Spanned[str], ...] = ()
    """The event type in examples and in constants of the schema."""
    versions: tuple[Spanned[str], ...] = ()
    """The versions in the heading, examples and constants of the schema."""
    names: tuple[str, ...] = ()
    """The names of all fields, at any depth, in the field table, the schema and examples."""


class Envelope(Statement, frozen=True):
    """The fields that every event has, as the section about all events names them."""

    names: tuple[str, ...]


class Contract(Statement, frozen=True):
    """A sub-section with a service's produced and consumed events. `span` is its heading."""

    service: Ref[Service]
    guarantee: Span | None = None
    idempotency: Span | None = None


class ContractRow(Statement, frozen=True):
    """A row of a contract: the service produces or consumes an event on a topic. `services` are the other parties
    that the row itself names."""

    service: Ref[Service]
    produces: bool
    events: tuple[Ref[Event], ...]
    topics: tuple[Ref[Topic], ...]


class TopicPolicy(Statement, frozen=True):
    """A row about a topic elsewhere than in the registry: retry, dead letter, partition key, override."""

    topics: tuple[Ref[Topic], ...]
    sort: str
    """`retry`, `dead-letter`, `partitioning`, `settings`, or `override` for an environment's own settings."""
    dead_letter: Spanned[str] | None = None
    without: bool = False
    """The row says that there is no retry or no dead-letter topic."""
    key: Spanned[str] | None = None
    """The partition key, as the cell has it."""
    partitions: Spanned[str] | None = None
    retention: Spanned[str] | None = None


class FailureScenario(Statement, frozen=True):
    """An error that an event failure scenario names."""

    error: Ref[ErrorCode]
