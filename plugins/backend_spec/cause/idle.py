"""Declarations that have lost their uses, or never had any."""

from __future__ import annotations

import re
from collections.abc import Set

from backend_spec.cause.forms import DEAD_LETTER
from backend_spec.cause.places import Section, section
from backend_spec.graph import Graph
from backend_spec.model.entity import Entity
from backend_spec.model.event import Topic
from backend_spec.model.grpc import Message, Rpc


def is_idle(entity: Entity, lacking: bool, graph: Graph) -> bool:
    """Whether no other document refers to a declaration, unless it is `lacking` somewhere: then it may have been
    renamed in some of the documents."""
    if graph.definitions(type(entity), entity.key)[0] is not entity:
        return False
    if isinstance(entity, Topic) and DEAD_LETTER.search(entity.key):
        return False
    if isinstance(entity, Message) and entity.key.rpartition(".")[2] in graph.view(_typed):
        return False
    return lacking or all(use.span.source is entity.span.source for use in graph.uses(entity))


def used_in(entity: Entity, graph: Graph) -> Set[Section]:
    """The sections that refer to an entity, other than the one that declares it."""
    return {section(use.span, graph) for use in graph.uses(entity)} - {section(entity.name.span, graph)}


def _typed(graph: Graph) -> frozenset[str]:
    """The names of types that RPCs and fields have: types in proto fences are no references."""
    operands = (one.value for rpc in graph.all(Rpc) for one in (rpc.request, rpc.response) if one)
    types = (one.type.value for message in graph.all(Message) for one in message.content.fields)
    return frozenset(name for text in (*operands, *types) for name in re.findall(r"\w+", text))
