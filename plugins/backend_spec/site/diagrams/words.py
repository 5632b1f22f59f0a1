"""What a diagram shows, in words: for those who do not see it, and for those who would rather read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from backend_spec.notation import mermaid
from backend_spec.site.diagrams.mentions import Parts
from backend_spec.site.html import NOTHING, Content, Html, join, tag
from backend_spec.text import Spanned

_FRAMES = {
    "alt": ("If", "Either"),
    "else": ("Else, if", "Otherwise"),
    "opt": ("If", "Optionally"),
    "loop": ("Repeated,", "Repeated"),
    "par": ("In parallel,", "In parallel"),
    "and": ("In parallel,", "In parallel"),
    "critical": ("As one,", "As one"),
    "option": ("On", "Otherwise"),
    "break": ("The flow ends here if", "The flow ends here"),
    "rect": ("", "Together"),
}
"""How a frame begins with a label and without one."""
_CARDINALITIES = {
    "||": "exactly one",
    "|o": "at most one",
    "o|": "at most one",
    "}|": "one or more",
    "|{": "one or more",
    "}o": "any number",
    "o{": "any number",
}


class Says(NamedTuple):
    """How the texts of a diagram are shown: with the links in them."""

    text: Callable[[Spanned[str]], Parts]
    participant: Callable[[mermaid.Participant], Parts]

    def show(self, text: Spanned[str] | None) -> Html:
        return shown(self.text(text)) if text else NOTHING


def words(
    content: mermaid.Diagram,
    text: Callable[[Spanned[str]], Parts],
    participant: Callable[[mermaid.Participant], Parts],
) -> Html:
    """The diagram in words; nothing where its type is not read."""
    says = Says(text, participant)
    match content.type:
        case "sequence":
            return _sequence(content, says)
        case "er":
            return _entities(content, says)
        case "state":
            return _states(content, says)
        case _:
            return _nodes(content, says)


def shown(parts: Parts) -> Html:
    """A text with its links."""
    return join(
        part if isinstance(part, str) else tag("a", part.text, href=part.href, class_=f"spec-ref spec-to-{part.kind}")
        for part in parts
    )


class _Names:
    """The names of a diagram's parts, by id: with a link where one is first named, later without."""

    def __init__(self, names: Iterable[tuple[str, Parts]]) -> None:
        parts = dict(names)
        self._linked = {key: shown(name) for key, name in parts.items()}
        self._names = {
            key: join(part if isinstance(part, str) else part.text for part in name) for key, name in parts.items()
        }

    def __getitem__(self, key: str) -> Html:
        return self._linked.pop(key, None) or self._names.get(key) or join(key)


class _Frame:
    """A list of steps that is being written; `branch` is what opened it."""

    def __init__(self, branch: mermaid.Branch | None) -> None:
        self.branch = branch
        self.items: list[Html] = []

    def close(self, says: Says) -> Html:
        steps = tag("ol", self.items)
        if self.branch is None:
            return steps
        with_label, alone = _FRAMES.get(self.branch.kind, (self.branch.kind, self.branch.kind))
        label = says.show(self.branch.label)
        head = join((with_label, label) if with_label else label, " ") if label else join(alone)
        return tag("li", head, ":", steps)


def _sequence(content: mermaid.Diagram, says: Says) -> Html:
    """Numbered steps, those in a frame as a list of their own."""
    names = _Names((end.id.value, says.participant(end)) for end in content.participants)
    stack = [_Frame(None)]

    def close() -> None:
        done = stack.pop()
        stack[-1].items.append(done.close(says))

    steps: list[mermaid.Message | mermaid.Note] = [*content.messages, *content.notes]
    for step in sorted(steps, key=lambda step: step.span.start):
        while len(stack) > 1 and stack[-1].branch not in step.branches:
            close()
        for branch in step.branches[len(stack) - 1 :]:
            stack.append(_Frame(branch))
        stack[-1].items.append(_step(step, names, says))
    while len(stack) > 1:
        close()
    return stack[0].close(says) if stack[0].items else NOTHING


def _step(step: mermaid.Message | mermaid.Note, names: _Names, says: Says) -> Html:
    if isinstance(step, mermaid.Note):
        ends: Content = join((names[end] for end in step.participants), ", ")
        return tag("li", "Note on ", ends, ": ", says.show(step.text))
    sender = names[step.sender.value]
    ends = sender if step.sender.value == step.receiver.value else (sender, " → ", names[step.receiver.value])
    text = says.show(step.text)
    return tag("li", tag("span", ends, class_="spec-ends"), (": ", text) if text else None)


def _nodes(content: mermaid.Diagram, says: Says) -> Html:
    """Connections, groups, and the nodes that nothing is connected to."""
    named: tuple[mermaid.Node | mermaid.Subgraph, ...] = (*content.nodes, *content.subgraphs)
    names = _Names((one.id.value, says.text(one.label)) for one in named)
    connected = {end for edge in content.edges for end in (edge.source.value, edge.target.value)}
    inside: dict[str, list[str]] = {}
    for node in content.nodes:
        if node.subgraph is not None:
            inside.setdefault(node.subgraph, []).append(node.id.value)
    for group in content.subgraphs:
        if group.parent is not None:
            inside.setdefault(group.parent, []).append(group.id.value)
    items = [
        *(tag("li", names[group], ": ", join(map(names.__getitem__, held), ", ")) for group, held in inside.items()),
        *(_arrow(edge, names, says) for edge in content.edges),
        *(
            tag("li", names[node.id.value])
            for node in content.nodes
            if node.id.value not in connected and node.subgraph is None
        ),
    ]
    return tag("ul", items) if items else NOTHING


def _arrow(edge: mermaid.Edge, names: _Names, says: Says) -> Html:
    label = says.show(edge.label)
    return tag("li", names[edge.source.value], (" – ", label) if label else None, " → ", names[edge.target.value])


def _states(content: mermaid.Diagram, says: Says) -> Html:
    names = _Names((state.id.value, says.text(state.label)) for state in content.states)
    items = []
    for change in content.transitions:
        source, target = change.source.value, change.target.value
        label = says.show(change.label)
        start = "Start" if source == "[*]" else names[source]
        end = "End" if target == "[*]" else names[target]
        items.append(tag("li", start, (" – ", label) if label else None, " → ", end))
    return tag("ul", items) if items else NOTHING


def _entities(content: mermaid.Diagram, says: Says) -> Html:
    """Entities with their attributes, and their relations."""
    names = _Names((entity.name.value, says.text(entity.label)) for entity in content.entities)
    entities = [tag("li", names[one.name.value], tag("ul", _attributes(one))) for one in content.entities]
    relations = []
    for relation in content.relations:
        label = says.show(relation.label)
        ends = tag("span", names[relation.left.value], " → ", names[relation.right.value], class_="spec-ends")
        many = f" ({_cardinality(relation.cardinality.value)})"
        relations.append(tag("li", ends, (": ", label) if label else None, many))
    parts = [("Entities", entities), ("Relations", relations)]
    return join((tag("p", title), tag("ul", items)) for title, items in parts if items)


def _attributes(entity: mermaid.ErEntity) -> Iterator[Html]:
    for attribute in entity.attributes:
        marks = ", ".join((attribute.type.value, *attribute.keys))
        comment = f": {attribute.comment.value}" if attribute.comment else None
        yield tag("li", attribute.name.value, f" ({marks})", comment)


def _cardinality(written: str) -> str:
    """A cardinality in words: `||--o{` is `exactly one to any number`."""
    left, right = _CARDINALITIES.get(written[:2]), _CARDINALITIES.get(written[-2:])
    return f"{left} to {right}" if left and right else written
