"""How large a diagram will be drawn, about: the page keeps the room free, so that nothing moves when it comes.

The figures are those of Mermaid's layouts with the settings of `assets/diagrams.js`, measured. Fonts differ between
machines, so that no estimate can be exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate

from backend_spec.notation import mermaid
from backend_spec.site.diagrams.layers import layers
from backend_spec.text import Spanned

_LONGEST = 30
"""From how many characters on the script breaks the texts of a sequence diagram."""
_BREAK = re.compile(r"<br\s*/?>|\\n|\n")
_NARROW = frozenset("ijlrtf.,:;'|!()[]{}/\\ -\"`")
_WIDE = frozenset("mwMW@%—…")
_LARGEST = 20_000

Box = tuple[float, float]


def size(content: mermaid.Diagram) -> tuple[int, int]:
    """Width and height in pixels."""
    match content.type:
        case "sequence":
            width, height = _sequence(content)
        case "er":
            width, height = _entities(content)
        case "state":
            names = [(state.id.value, _node(state.label.value, "")) for state in content.states]
            width, height = _layered(names, content.transitions, across=False, spacing=(50.0, 50.0))
        case _:
            nodes = [(node.id.value, _node(node.label.span.text, node.shape)) for node in content.nodes]
            width, height = _layered(nodes, content.edges, across=_across(content), spacing=(30.0, 40.0))
            height += 24 * len(content.subgraphs)
    return min(_LARGEST, max(100, round(width))), min(_LARGEST, max(60, round(height)))


def text_width(text: str) -> float:
    """The width of a line of text at 14 pixels."""
    return sum(4.2 if c in _NARROW else 11 if c in _WIDE else 9.4 if c.isupper() else 7.6 for c in text)


def lines(text: str, longest: int = _LONGEST) -> list[str]:
    """The lines that a text is drawn on, broken at spaces as the script does."""
    found: list[str] = []
    for part in _BREAK.split(text):
        line = ""
        for word in part.split():
            if line and len(line) + 1 + len(word) > longest:
                found.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        found.append(line)
    return found


def _sequence(content: mermaid.Diagram) -> Box:
    order = {end.id.value: number for number, end in enumerate(content.participants)}
    widths = [max(120.0, 20 + max(map(text_width, lines(end.name.value, 99)))) for end in content.participants]
    gaps = [0.0] * len(widths)
    height = 162.0 if any(end.actor for end in content.participants) else 112.0
    for message in content.messages:
        rows = lines(message.text.value)
        height += 22.5 + 17 * len(rows)
        wide = 20 + max(map(text_width, rows))
        one, other = sorted((order[message.sender.value], order[message.receiver.value]))
        if one == other:
            height += 26
            gaps[one] = max(gaps[one], wide / 2)
        elif other == one + 1:
            gaps[one] = max(gaps[one], wide)
    for note in content.notes:
        rows = lines(note.text.value)
        height += 26 + 17 * len(rows)
        if len(note.participants) == 1:
            at = order[note.participants[0]]
            gaps[at] = max(gaps[at], (20 + max(map(text_width, rows))) / 2)
    height += _frames(content)
    margins = (max(36, gap + 36 - (one + other) / 2) for gap, one, other in zip(gaps, widths, widths[1:], strict=False))
    return sum(widths) + sum(margins) + 30, height


def _frames(content: mermaid.Diagram) -> float:
    """The room that frames take: one for each that opens, less for each further branch."""
    seen: set[tuple[int, str]] = set()
    steps: tuple[mermaid.Message | mermaid.Note, ...] = (*content.messages, *content.notes)
    for step in steps:
        seen.update((branch.span.start, branch.kind) for branch in step.branches)
    return float(sum(40 if kind in ("else", "and", "option") else 16 if kind == "rect" else 55 for _, kind in seen))


def _across(content: mermaid.Diagram) -> bool:
    """Whether a flowchart runs from left to right."""
    if content.header is None:
        return False
    source, end = content.header.source.text, content.header.end
    return re.match(r"[ \t]*(?:LR|RL)\b", source[end : end + 12]) is not None


def _node(label: str, shape: str) -> Box:
    rows = [row for part in _BREAK.split(label.strip('"')) for row in lines(part, 26)]
    width, height = max(map(text_width, rows)), 21.0 * len(rows)
    if shape == "diamond":
        return width + height + 24, width + height + 24
    return width + 48, height + 24


def _entities(content: mermaid.Diagram) -> Box:
    boxes = [(one.name.value, _entity(one)) for one in content.entities]
    links = [(relation.left, relation.right) for relation in content.relations]
    return _layered(boxes, (), across=False, spacing=(80.0, 60.0), links=links)


def _entity(entity: mermaid.ErEntity) -> Box:
    columns = [
        [one.type.value for one in entity.attributes],
        [one.name.value for one in entity.attributes],
        [",".join(one.keys) for one in entity.attributes],
        [one.comment.value if one.comment else "" for one in entity.attributes],
    ]
    wide = [max(map(text_width, column), default=0.0) for column in columns]
    return max(100.0, text_width(entity.label.value) + 20, sum(one + 22 for one in wide if one)), 42.0 * (
        1 + len(entity.attributes)
    )


def _layered(
    nodes: Iterable[tuple[str, Box]],
    edges: Iterable[mermaid.Edge | mermaid.Transition],
    *,
    across: bool,
    spacing: Box,
    links: Iterable[tuple[Spanned[str], Spanned[str]]] = (),
) -> Box:
    """The size of nodes in layers, each layer as wide as its nodes and as high as the highest."""
    boxes: Mapping[str, Box] = dict(nodes)
    edges = list(edges)
    pairs = [(edge.source.value, edge.target.value) for edge in edges]
    pairs += [(one.value, other.value) for one, other in links]
    ranks = layers(boxes, pairs)
    passing = _passing(ranks, pairs)
    labelled = any(edge.label for edge in edges)
    beside, between = spacing
    breadth = depth = 0.0
    for rank, past in zip(ranks, passing, strict=True):
        along = [boxes[node][1 if across else 0] for node in rank]
        deep = [boxes[node][0 if across else 1] for node in rank]
        breadth = max(breadth, sum(along) + beside * (len(rank) - 1 + past))
        depth += max(deep) + between + (12 if labelled else 0)
    depth -= between
    if len(ranks) < len(boxes):
        breadth *= 1.35  # branches keep apart from each other
    longest = max((text_width(edge.label.value) for edge in edges if edge.label), default=0.0) if across else 0
    depth += longest * max(0, len(ranks) - 1) * 0.7
    return (depth, breadth + 20) if across else (breadth + 20, depth)


def _passing(ranks: list[list[str]], pairs: Iterable[tuple[str, str]]) -> list[int]:
    """How many edges pass each layer on their way: each takes room there."""
    rank_of = {node: number for number, rank in enumerate(ranks) for node in rank}
    changes = [0] * (len(ranks) + 1)
    for pair in pairs:
        first, last = sorted(rank_of.get(end, 0) for end in pair)
        if last - first > 1:
            changes[first + 1] += 1
            changes[last] -= 1
    return list(accumulate(changes))[:-1]
