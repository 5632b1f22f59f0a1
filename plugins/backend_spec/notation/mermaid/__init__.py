"""Mermaid: a tolerant reader of a diagram's facts. It judges nothing: what is not understood is counted."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

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


def _reader(type_: str) -> Callable[[Scan], Diagram]:
    """The reader of a type of diagram, imported at its first use: the patterns of all of them take 20 ms to compile."""
    match type_:
        case "sequence":
            from backend_spec.notation.mermaid import sequence

            return sequence.read
        case "flowchart":
            from backend_spec.notation.mermaid import flowchart

            return flowchart.read
        case "er":
            from backend_spec.notation.mermaid import er

            return er.read
        case "state":
            from backend_spec.notation.mermaid import state

            return state.read
        case "class":
            from backend_spec.notation.mermaid import classes

            return classes.read
        case "mindmap":
            from backend_spec.notation.mermaid import mindmap

            return mindmap.read
        case _:
            from backend_spec.notation.mermaid import other

            return other.read


def read(body: Passage) -> Diagram:
    """The facts of the diagram in a fence's body. Whatever the text is, it gives a diagram: a bad line loses a line."""
    scan = Scan(body)
    type_, header = find(scan)
    diagram = _reader(type_)(scan)
    return replace(
        diagram,
        type=type_,
        header=header,
        unread=tuple(sorted(scan.unread, key=lambda span: span.start)),
        arrows=diagram.arrows_read + scan.arrows,
    )
