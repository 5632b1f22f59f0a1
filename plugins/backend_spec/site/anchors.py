"""Where each entity is found on the site: the page it is declared on, and an anchor made from what it is.

An anchor is the kind and the name: `error:1003`, `rpc:AuthService.Login`, `endpoint:POST/api/v1/auth/login`. The colon
keeps it apart from every anchor that is made from a heading, which never holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from backend_spec.graph import Graph
from backend_spec.graph.lookup import NOUNS
from backend_spec.model.entity import Entity
from backend_spec.text import sort_key

_PARAMETER = re.compile(r"\{(\w+)\}|<(\w+)>|(?<=/):(\w+)")
_OTHER = re.compile(r"[^\w.:/~-]+")


class Place(NamedTuple):
    """A place on the site: a page by the path of its Markdown file in the docs folder, and an anchor in it."""

    path: str
    anchor: str = ""

    @property
    def href(self) -> str:
        """The place as `site.hrefs` understands it."""
        return f"spec:/{self.path}#{self.anchor}" if self.anchor else f"spec:/{self.path}"


def anchor(entity: Entity) -> str:
    """An entity's anchor, as long as no other entity of its page has the same.

    >>> from backend_spec.text import Source, Spanned
    >>> span = Source("a.md", "").span(0, 0)
    >>> anchor(Entity(Spanned("session:{user_id}", span), span))
    ':session:user_id'
    """
    name = _PARAMETER.sub(lambda match: match[match.lastindex or 0], entity.key)
    if entity.kind == "endpoint":
        name = name.replace(" ", "", 1)
    elif entity.kind == "diagram":  # named by its page and its number there
        name = name.rpartition("#")[2]
    return f"{entity.kind}:{_OTHER.sub('-', name).strip('-')}"


class Anchors:
    """The places of all entities of a graph. `folder` is the specification's folder in the docs folder."""

    def __init__(self, graph: Graph, folder: str):
        self._prefix = "" if folder in ("", ".") else f"{folder}/"
        self._places: dict[int, Place] = {}
        taken: set[Place] = set()
        for entity in entities(graph):
            name, number = anchor(entity), 1
            place = Place(self.page(entity.span.source.path), name)
            while place in taken:
                number += 1
                place = place._replace(anchor=f"{name}-{number}")
            taken.add(place)
            self._places[id(entity)] = place

    def __getitem__(self, entity: Entity) -> Place:
        return self._places[id(entity)]

    def page(self, path: str) -> str:
        """The path in the docs folder of a document, given by its path in the specification's folder."""
        return self._prefix + path


def entities(graph: Graph) -> Iterator[Entity]:
    """Every entity that has a place, by class, in the order of files and places."""
    for noun in NOUNS:
        yield from sorted(graph.all(noun), key=sort_key)
