"""Which parts of a diagram's texts mean an entity: what the graph resolved, by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend_spec.graph import Graph
from backend_spec.graph.derived import Answer, Call, Party
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Where
from backend_spec.model.page import Diagram
from backend_spec.notation.mermaid.scan import plain
from backend_spec.site.diagrams.labels import Link
from backend_spec.site.view import View
from backend_spec.text import Span, Spanned

Parts = tuple[str | Link, ...]


@dataclass(frozen=True)
class _Mentions:
    """All that diagrams mention, by file: where it starts, the place, and what it means; no two overlap."""

    starts: Mapping[str, Sequence[int]]
    found: Mapping[str, Sequence[tuple[Span, Entity]]]
    ends: Mapping[int, Mapping[str, Service]]
    """By identity of the diagram: the services that participants stand for, by participant id."""


class Texts:
    """Cuts the texts of diagrams into what links and what does not."""

    def __init__(self, view: View):
        self._view = view
        self._mentions = view.graph.view(_mentions)

    def parts(self, text: Spanned[str]) -> Parts:
        """A text of a diagram as people see it, with links where it mentions something."""
        source, at = text.span.source, text.span.start
        parts: list[str | Link] = []
        for span, entity in self._within(text.span):
            parts += [plain(source.text[at : span.start]), self._link(plain(span.text), entity)]
            at = span.end
        if not parts:
            return (text.value,)
        return tuple(part for part in (*parts, plain(source.text[at : text.span.end])) if part)

    def participant(self, diagram: Diagram, participant: str, name: Spanned[str]) -> Parts:
        """The name of a participant: a link as a whole where arrows show that it is a service."""
        parts = self.parts(name)
        service = self._mentions.ends.get(id(diagram), {}).get(participant)
        if service and not any(isinstance(part, Link) for part in parts):
            return (self._link(name.value, service),)
        return parts

    def mentioned(self, diagram: Diagram) -> tuple[object, ...]:
        """All that the texts of a diagram are linked to."""
        ends = self._mentions.ends.get(id(diagram), {})
        return (
            tuple((span.start, span.end, self._link("", entity)) for span, entity in self._within(diagram.span)),
            tuple((end, self._link("", service)) for end, service in ends.items()),
        )

    def _link(self, text: str, entity: Entity) -> Link:
        return Link(text, self._view.anchors[entity].href, entity.kind)

    def _within(self, span: Span) -> Sequence[tuple[Span, Entity]]:
        starts = self._mentions.starts.get(span.source.path, ())
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        found = self._mentions.found.get(span.source.path, ())[first:last]
        return [(place, entity) for place, entity in found if span.contains(place)]


def _mentions(graph: Graph) -> _Mentions:
    mentioned = sorted(
        (ref for ref in graph.references if ref.where is Where.DIAGRAM and graph.resolve(ref)),
        key=lambda ref: (ref.span.source.path, ref.span.start, -ref.span.end, ref.target.kind),
    )
    found: dict[str, list[tuple[Span, Entity]]] = {}
    for ref in mentioned:
        entity, known = graph.resolve(ref), found.setdefault(ref.span.source.path, [])
        if entity and ref.span.start < ref.span.end and not (known and ref.span.start < known[-1][0].end):
            known.append((ref.span, entity))
    ends: dict[int, dict[str, Service]] = {}
    for call in graph.all(Call):
        _note(ends, call.diagram, call.message.sender.value, call.caller)
        _note(ends, call.diagram, call.message.receiver.value, call.callee)
    for answer in graph.all(Answer):
        _note(ends, answer.diagram, answer.message.sender.value, answer.sender)
        _note(ends, answer.diagram, answer.message.receiver.value, answer.receiver)
    starts = {path: [span.start for span, _ in places] for path, places in found.items()}
    return _Mentions(starts, found, ends)


def _note(ends: dict[int, dict[str, Service]], diagram: Diagram, participant: str, party: Party) -> None:
    if party.service:
        ends.setdefault(id(diagram), {})[participant] = party.service
