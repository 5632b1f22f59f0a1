"""Nouns of the architecture: services, infrastructure, who talks to whom."""

from __future__ import annotations

from typing import ClassVar

from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.text import Spanned


class Service(Entity, frozen=True):
    """A service of the system, a row of the architecture's Services table. `type` is such as `gRPC` or `Gateway`."""

    kind: ClassVar[str] = "service"

    type: Spanned[str] | None = None
    role: Spanned[str] | None = None

    def attributes(self) -> dict[str, object]:
        return {"type": self.type and self.type.value, "role": self.role and self.role.value}


class Component(Entity, frozen=True):
    """Infrastructure that services use: a database, a cache, a broker, an outside provider."""

    kind: ClassVar[str] = "component"
    exported: ClassVar[bool] = False

    technology: Spanned[str] | None = None
    purpose: Spanned[str] | None = None


class Connection(Statement, frozen=True):
    """A row of the communication patterns table. Its ends are texts: a service, a component, an outside party, or a
    group ("all services"); one cell may name several."""

    source: Spanned[str]
    target: Spanned[str]
    protocol: Spanned[str] | None = None
    auth: Spanned[str] | None = None


class Responsibilities(Statement, frozen=True):
    """The sub-section, list item or row that tells what a service is responsible for.

    `parts` are further readings of a title that may name several services ("Media & Notification").
    """

    service: Ref[Service]
    items: int
    parts: tuple[Ref[Service], ...] = ()
