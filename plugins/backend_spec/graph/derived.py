"""Facts that no single document states: they follow when names are resolved."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from backend_spec.model.architecture import Component, Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Endpoint
from backend_spec.model.page import Diagram
from backend_spec.notation import mermaid
from backend_spec.text import Span


class Use(Statement, frozen=True):
    """A firm reference as a fact, so that rules can be called for each. `span` is the reference's."""

    ref: Ref[Entity]
    kind: str
    """The kind of the document that it stands in."""

    @property
    def subject(self) -> str:
        return f"{self.ref.target.kind} {self.ref.key} in {self.span.source.path}"


class Misspelling(Statement, frozen=True):
    """A name that is declared nowhere and written hardly anywhere, one slip away from a declared one."""

    name: str
    meant: Entity
    kind: str
    """The kind of the document that it stands in."""

    @property
    def subject(self) -> str:
        return f"{self.meant.kind} {self.name} in {self.span.source.path}"


class PartyKind(StrEnum):
    """What a name at the end of an arrow or in a connection stands for."""

    SERVICE = "service"
    COMPONENT = "component"
    OUTSIDE = "outside"
    CLIENT = "client"
    GROUP = "group"
    """Several services at once: "all services"."""
    UNKNOWN = "unknown"


class Party(Struct, frozen=True):
    """One end of an arrow or a connection.

    `family` tells the sort of a component whatever its name: `database`, `cache`, `broker`, `object-store`, or "".
    Two parties are the same when `identity` is equal.
    """

    kind: PartyKind
    name: str
    service: Service | None = None
    component: Component | None = None
    family: str = ""

    @property
    def identity(self) -> str:
        if self.service:
            return self.service.key
        return self.family or (self.component.key if self.component else self.name.casefold())


class Call(Statement, frozen=True):
    """An arrow of a sequence diagram from one party to another, with all that its text names.

    `span` is the message's text (the arrow where it has none). Replies are no calls. `published` are topics and
    events that the text publishes or consumes.
    """

    diagram: Diagram
    message: mermaid.Message
    caller: Party
    callee: Party
    endpoints: tuple[Ref[Endpoint], ...] = ()
    rpcs: tuple[Ref[Rpc], ...] = ()
    tables: tuple[Ref[Table], ...] = ()
    keys: tuple[Ref[CacheKey], ...] = ()
    topics: tuple[Ref[Topic], ...] = ()
    events: tuple[Ref[Event], ...] = ()

    @property
    def between_services(self) -> bool:
        return (
            self.caller.kind is PartyKind.SERVICE
            and self.callee.kind is PartyKind.SERVICE
            and self.caller.identity != self.callee.identity
        )

    @property
    def subject(self) -> str:
        return f"call {self.caller.identity} {self.callee.identity} {self.message.text.value}"


class Answer(Statement, frozen=True):
    """A reply in a sequence diagram, or what is said to a client unasked, with the errors that its text names.

    `span` is the message's text (the arrow where it has none).
    """

    diagram: Diagram
    message: mermaid.Message
    sender: Party
    receiver: Party
    errors: tuple[Ref[ErrorCode], ...] = ()

    @property
    def subject(self) -> str:
        return f"answer {self.sender.identity} {self.receiver.identity} {self.message.text.value}"


class Contact(Statement, frozen=True):
    """A connection between two parties that documents show, and how they show it ("sequence diagram", "cache item").

    `span` is the first place that shows it, `places` are all of them. One pair is one contact however often it is
    shown.
    """

    source: Party
    target: Party
    how: str
    places: tuple[Span, ...] = ()

    @property
    def subject(self) -> str:
        return f"contact {self.source.identity} {self.target.identity}"
