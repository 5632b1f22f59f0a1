"""A diagram's source and facts become a drawing: a name, the same in words, and the texts that link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from backend_spec.model.page import Diagram
from backend_spec.notation import mermaid
from backend_spec.site.diagrams import words
from backend_spec.site.diagrams.figure import Drawing, figure
from backend_spec.site.diagrams.labels import Label, Link, Slot
from backend_spec.site.diagrams.mentions import Parts, Texts
from backend_spec.site.diagrams.size import size
from backend_spec.site.view import View
from backend_spec.text import Passage, Source, Spanned

_TYPES = {
    "sequence": "Sequence diagram",
    "flowchart": "Flowchart",
    "er": "Entity-relationship diagram",
    "state": "State diagram",
    "class": "Class diagram",
    "mindmap": "Mind map",
    "git": "Git graph",
    "gantt": "Gantt chart",
    "pie": "Pie chart",
    "journey": "User journey",
    "timeline": "Timeline",
}


def figures(view: View) -> dict[str, tuple[str, ...]]:
    """The diagrams of all documents as HTML, by the document's path, in order."""
    found: dict[str, list[str]] = {}
    for diagram in view.graph.all(Diagram):
        known = _Drawn(diagram, Texts(view).mentioned(diagram))
        found.setdefault(diagram.span.source.path, []).append(view.again(known, partial(_figure, diagram, view)))
    return {path: tuple(drawn) for path, drawn in found.items()}


def _figure(diagram: Diagram, view: View) -> str:
    return figure(draw(source(diagram), diagram, view)).text


class _Drawn:
    """All that a diagram's figure is made of: the very same diagram, and what its texts lead to."""

    def __init__(self, diagram: Diagram, mentioned: tuple[object, ...]):
        self._diagram = diagram
        self._mentioned = mentioned

    def __hash__(self) -> int:
        return id(self._diagram)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawn) and self._diagram is other._diagram and self._mentioned == other._mentioned


def source(diagram: Diagram) -> str:
    """A diagram's text as its fence holds it, without what the lines begin with in a list or a quotation."""
    lines = re.split(r"\r\n?|\n", diagram.span.text)[1:]
    if lines and not lines[-1].strip("`~> \t"):
        lines.pop()
    width = diagram.span.first.column - 1
    return "\n".join(line[:width].lstrip("> \t") + line[width:] for line in lines)


def draw(source: str, diagram: Diagram, view: View) -> Drawing:
    """The drawing of a diagram of the specification. `source` is its text as the page has it."""
    texts = Texts(view)

    def participant(end: mermaid.Participant) -> Parts:
        return texts.participant(diagram, end.id.value, end.name)

    content = diagram.content
    return Drawing(
        source,
        _title(content, diagram.owner),
        words.words(content, texts.parts, participant),
        tuple(_useful(_labels(content, texts, participant))),
        size(content),
    )


def draw_other(source: str, title: str = "") -> Drawing:
    """The drawing of a diagram that is no part of the specification: its words, without links."""
    content = mermaid.read(Passage.of(Source("", source).span(0, len(source))))

    def parts(text: Spanned[str]) -> Parts:
        return (text.value,)

    told = words.words(content, parts, lambda end: parts(end.name))
    return Drawing(source, _title(content, title), told, size=size(content))


def _title(content: mermaid.Diagram, subject: str) -> str:
    title = _TYPES.get(content.type, "Diagram")
    return f"{title}: {subject}" if subject else title


def _useful(labels: Iterable[Label]) -> Iterator[Label]:
    """The labels that link, and those that do not but look like one that does: their order tells them apart."""
    every = list(labels)
    linking = {(label.slot, label.text) for label in every if any(isinstance(part, Link) for part in label.parts)}
    return (label for label in every if (label.slot, label.text) in linking)


def _labels(
    content: mermaid.Diagram, texts: Texts, participant: Callable[[mermaid.Participant], Parts]
) -> Iterator[Label]:
    """Every text of a diagram that people see, each slot in the order of drawing."""
    spanned: tuple[tuple[Slot, Iterable[Spanned[str] | None]], ...] = (
        ("message", (message.text for message in content.messages)),
        ("note", (note.text for note in content.notes)),
        ("node", (node.label for node in content.nodes)),
        ("edge", (edge.label for edge in content.edges)),
        ("edge", (relation.label for relation in content.relations)),
        ("group", (group.label for group in content.subgraphs)),
        ("entity", (entity.label for entity in content.entities)),
        ("state", (state.label for state in content.states)),
        ("edge", (transition.label for transition in content.transitions)),
    )
    for end in content.participants:
        yield Label("participant", participant(end))
    for slot, found in spanned:
        for text in found:
            if text is not None and text.value:
                yield Label(slot, texts.parts(text))
