"""Mermaid: a tolerant reader of a diagram's facts. It judges nothing: what is not understood is counted."""

from __future__ import annotations

from dataclasses import replace

from backend_spec.notation.mermaid import classes, er, flowchart, mindmap, other, sequence, state
from backend_spec.notation.mermaid.header import find
from backend_spec.notation.mermaid.scan import Scan
from backend_spec.notation.mermaid.types import (
    Branch,
    Diagram,
    Edge,
    ErAttribute,
    ErEntity,
    Message,
    Node,
    Note,
    Participant,
    Relation,
    State,
    Subgraph,
    Transition,
)
from backend_spec.text import Passage

__all__ = [
    "Branch",
    "Diagram",
    "Edge",
    "ErAttribute",
    "ErEntity",
    "Message",
    "Node",
    "Note",
    "Participant",
    "Relation",
    "State",
    "Subgraph",
    "Transition",
    "read",
]

_READERS = {
    "sequence": sequence.read,
    "flowchart": flowchart.read,
    "er": er.read,
    "state": state.read,
    "class": classes.read,
    "mindmap": mindmap.read,
}


def read(body: Passage) -> Diagram:
    """The facts of the diagram in a fence's body. Whatever the text is, it gives a diagram: a bad line loses a line."""
    scan = Scan(body)
    type_, header = find(scan)
    diagram = _READERS.get(type_, other.read)(scan)
    return replace(
        diagram,
        type=type_,
        header=header,
        unread=tuple(sorted(scan.unread, key=lambda span: span.start)),
        arrows=diagram.arrows_read + scan.arrows,
    )
