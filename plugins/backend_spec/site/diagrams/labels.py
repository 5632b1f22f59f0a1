"""The texts in a diagram that hold links.

The script finds a label by its slot and its text, never by what it means: which part of it links where was decided
when the graph was made.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from backend_spec.model.entity import Entity
from backend_spec.site.anchors import Place

Slot = Literal["participant", "message", "note", "node", "edge", "group", "entity", "state"]
"""What sort of text it is. Several labels of a slot with the same text are told apart by their order."""


class Link(Struct, frozen=True):
    """A part of a label that leads somewhere. `kind` is the kind of entity that it leads to."""

    text: str
    href: str
    kind: str = ""


class Label(Struct, frozen=True):
    """A label as people see it, cut into what links and what does not. White space does not count."""

    slot: Slot
    parts: tuple[str | Link, ...]

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


def whole(slot: Slot, text: str, target: Entity, place: Place) -> Label:
    """A label that links as a whole to an entity, for diagrams that are made from the graph."""
    return Label(slot, (Link(text, place.href, target.kind),))
