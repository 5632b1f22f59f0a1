"""What it means that one entity touches another: a word, the two ends, and the place that says so."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from backend_spec.model.entity import Entity
from backend_spec.text import Span


class Verb(StrEnum):
    """How an entity touches another one, read from the one that touches: "`users` is owned by" is OWNS from behind.

    The order is that of importance: what is stated comes before what is only mentioned.
    """

    SERVED = "is served by"
    """An endpoint, by the service that does its work."""
    EXPOSES = "exposes"
    """A service its gRPC services and their RPCs, a gRPC service its RPCs."""
    CALLS = "calls"
    OWNS = "owns"
    WRITES = "writes"
    READS = "reads"
    USES = "uses"
    """It reads or writes, and the place does not tell which."""
    PUBLISHES = "publishes"
    CONSUMES = "consumes"
    CARRIES = "carries"
    """A topic its events."""
    RETURNS = "returns"
    RAISES = "raises"
    """A service, errors that it owns or lists as its own."""
    TAKES = "takes"
    GIVES = "gives"
    HOLDS = "holds"
    """A message, the types of its fields; a range, its errors."""
    REFERS = "refers to"
    """A table, another by a foreign key; a topic, its dead-letter topic."""
    ALLOWS = "allows"
    """An endpoint, roles."""
    MENTIONS = "mentions"
    """Its section names it, and nothing tells more."""


class Touch(Struct, frozen=True):
    """One entity touches another. `span` is the first place that says so."""

    source: Entity
    verb: Verb
    target: Entity
    span: Span
