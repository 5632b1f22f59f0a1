"""What a Mermaid diagram says, each fact with its place.

A value is the text as a reader of the diagram sees it: without quotes, with entities (`#quot;`, `&lt;`) resolved and
with a space for `<br/>` and for a line break. Its span is the text as written.
"""

from __future__ import annotations

from msgspec import Struct

from backend_spec.text import Span, Spanned


class Branch(Struct, frozen=True):
    """A frame around messages: `kind` is alt, else, opt, loop, par, and, critical, option, break or rect.

    Under an `else`, `and` or `option` this is the branch in force; it stands in place of the one that it follows.
    """

    kind: str
    label: Spanned[str]
    span: Span
    """The line that opens the branch."""


class Participant(Struct, frozen=True):
    """A lifeline of a sequence diagram: one declared, or one that a message, note or link merely uses.

    `name` is what is drawn (the alias if there is one, else the id), `box` the title of the box around it.
    """

    id: Spanned[str]
    name: Spanned[str]
    actor: bool
    declared: bool
    span: Span
    box: str | None = None


class Message(Struct, frozen=True):
    """A message of a sequence diagram. `sender` and `receiver` are ids; `order` counts from 1."""

    sender: Spanned[str]
    receiver: Spanned[str]
    text: Spanned[str]
    arrow: Spanned[str]
    reply: bool
    """The arrow is dotted."""
    order: int
    span: Span
    branches: tuple[Branch, ...] = ()
    """The frames around it, the outermost first."""


class Note(Struct, frozen=True):
    """A note in a sequence or state diagram, with the ids it is attached to."""

    participants: tuple[str, ...]
    text: Spanned[str]
    span: Span
    branches: tuple[Branch, ...] = ()


class Node(Struct, frozen=True):
    """A node of a flowchart or mindmap, or a class. `shape` is Mermaid's name of it, `""` where none is given.

    `span` and `id` are at the first place where it has a label, else at its first use. `label` is the one that is
    drawn, the last one given; without any it is the id. `subgraph` is the id of the subgraph that holds it.
    """

    id: Spanned[str]
    label: Spanned[str]
    shape: str
    span: Span
    subgraph: str | None = None


class Edge(Struct, frozen=True):
    """A link between two nodes or subgraphs, given by their ids. `A & B --> C` is two edges with one arrow."""

    source: Spanned[str]
    target: Spanned[str]
    label: Spanned[str] | None
    span: Span
    arrow: Spanned[str]


class Subgraph(Struct, frozen=True):
    """A subgraph. Without an id of its own its title is the id."""

    id: Spanned[str]
    label: Spanned[str]
    span: Span
    """The line that opens it."""
    parent: str | None = None


class ErAttribute(Struct, frozen=True):
    """An attribute of an entity; `keys` are PK, FK, UK."""

    type: Spanned[str]
    name: Spanned[str]
    keys: tuple[str, ...]
    comment: Spanned[str] | None
    span: Span


class ErEntity(Struct, frozen=True):
    """An entity of an ER diagram; `label` is the alias if there is one, else the name."""

    name: Spanned[str]
    label: Spanned[str]
    attributes: tuple[ErAttribute, ...]
    span: Span


class Relation(Struct, frozen=True):
    """A relation of an ER diagram. `cardinality` is all that stands between the two names, as written."""

    left: Spanned[str]
    right: Spanned[str]
    cardinality: Spanned[str]
    label: Spanned[str] | None
    span: Span
    identifying: bool


class State(Struct, frozen=True):
    """A state. `[*]` is none; `parent` is the id of the composite state that holds it."""

    id: Spanned[str]
    label: Spanned[str]
    span: Span
    parent: str | None = None


class Transition(Struct, frozen=True):
    """A transition between two states, given by their ids; `[*]` is the start or end of its scope."""

    source: Spanned[str]
    target: Spanned[str]
    label: Spanned[str] | None
    span: Span


class Diagram(Struct, frozen=True):
    """A diagram's facts, and what could not be read.

    `arrows` counts the arrows, relations and transitions that were read (`arrows_read`) and the unread statements
    that show one.
    """

    type: str
    """sequence, flowchart, er, state, class, mindmap, gantt, ...; `unknown` if the header names no type of diagram."""
    header: Span | None = None
    participants: tuple[Participant, ...] = ()
    messages: tuple[Message, ...] = ()
    notes: tuple[Note, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    subgraphs: tuple[Subgraph, ...] = ()
    entities: tuple[ErEntity, ...] = ()
    relations: tuple[Relation, ...] = ()
    states: tuple[State, ...] = ()
    transitions: tuple[Transition, ...] = ()
    unread: tuple[Span, ...] = ()
    arrows: int = 0
    arrows_read: int = 0
