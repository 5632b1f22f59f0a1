"""Which arrow or node of a diagram a finding is about: told by the label that people see there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from backend_spec.model.page import Diagram
from backend_spec.notation import mermaid
from backend_spec.site.diagrams.labels import Slot
from backend_spec.site.html import tag
from backend_spec.text import Span, Spanned


class _Part(NamedTuple):
    """An arrow, node or note: where it is written, its label if it has one, the ids of what it connects."""

    slot: Slot
    span: Span
    label: Spanned[str] | None
    id: str = ""
    ends: tuple[str, str] | tuple[()] = ()


def spot(id: str, diagram: Diagram, span: Span) -> str:
    """The place of a finding in a diagram, to stand before its figure.

    `data-spec-labels` names the labels by slot, text and number among equal ones, in the order of drawing; where an
    arrow has none, `data-spec-arrow` tells which it is. `data-spec-line` is the line of the diagram's source, which is
    shown where it cannot be drawn.
    """
    parts = list(_parts(diagram.content))
    meant = _meant(parts, span)
    labels = msgspec.json.encode(list(_labels(parts, meant)) if meant else []).decode()
    line = max(1, span.first.line - diagram.span.first.line)
    return tag(
        "i",
        id=id,
        class_="spec-finding-place",
        data_spec_line=line,
        data_spec_labels=labels,
        data_spec_arrow=_arrow(parts, meant) if meant and not (meant.label and meant.label.value) else None,
    ).text


def _arrow(parts: list[_Part], meant: _Part) -> str | None:
    """An arrow by what it connects and its number among those that connect the same; its number among all arrows, and
    how many there are."""
    if not meant.ends:
        return None
    arrows = [part for part in parts if part.ends]
    same = [part for part in arrows if part.ends == meant.ends]
    return msgspec.json.encode((*meant.ends, same.index(meant), arrows.index(meant), len(arrows))).decode()


def _labels(parts: list[_Part], meant: _Part) -> Iterator[tuple[str, str, int]]:
    counts: Counter[tuple[str, str]] = Counter()
    for part in parts:
        if part.label is None or not part.label.value:
            continue
        text = re.sub(r"\s+", "", part.label.value)
        # An arrow without a label that is not found in the drawing is shown at what it connects.
        if part is meant or (not (meant.label and meant.label.value) and part.id in meant.ends):
            yield part.slot, text, counts[part.slot, text]
        counts[part.slot, text] += 1


def _meant(parts: list[_Part], span: Span) -> _Part | None:
    """The part whose label holds the start of a span, else the smallest one that is written around it."""
    around = [part for part in parts if part.span.start <= span.start < max(part.span.end, part.span.start + 1)]
    named = [part for part in parts if part.label and part.label.span.start <= span.start < part.label.span.end]
    return min(named or around, key=lambda part: part.span.end - part.span.start, default=None)


def _parts(content: mermaid.Diagram) -> Iterator[_Part]:
    """Everything with a label that people see, each slot in the order of drawing."""
    for end in content.participants:
        yield _Part("participant", end.span, end.name, end.id.value)
    for message in content.messages:
        yield _Part("message", message.span, message.text, "", (message.sender.value, message.receiver.value))
    for note in content.notes:
        yield _Part("note", note.span, note.text)
    for node in content.nodes:
        yield _Part("node", node.span, node.label, node.id.value)
    for edge in content.edges:
        yield _Part("edge", edge.span, edge.label, "", (edge.source.value, edge.target.value))
    for relation in content.relations:
        yield _Part("edge", relation.span, relation.label, "", (relation.left.value, relation.right.value))
    for group in content.subgraphs:
        yield _Part("group", group.span, group.label, group.id.value)
    for entity in content.entities:
        yield _Part("entity", entity.span, entity.label, entity.name.value)
    for state in content.states:
        yield _Part("state", state.span, state.label, state.id.value)
    for change in content.transitions:
        yield _Part("edge", change.span, change.label, "", (change.source.value, change.target.value))
