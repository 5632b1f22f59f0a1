"""Where a place lies: in which section, whether in a diagram."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from backend_spec.graph import Graph
from backend_spec.model.page import Diagram
from backend_spec.text import Span

Section = tuple[str, int]
"""A file, and the number of headings before a place in it."""


def section(span: Span, graph: Graph) -> Section:
    """The section that a place lies in."""
    path = span.source.path
    return path, bisect_right(graph.view(_headings).get(path, ()), span.start)


def is_drawn(span: Span, graph: Graph) -> bool:
    """Whether a place lies in a diagram."""
    starts, diagrams = graph.view(_diagrams).get(span.source.path, ((), ()))
    at = bisect_right(starts, span.start)
    return at > 0 and diagrams[at - 1].contains(span)


def _headings(graph: Graph) -> Mapping[str, Sequence[int]]:
    return {document.path: [title.text.span.start for title in document.titles] for document in graph.documents}


def _diagrams(graph: Graph) -> Mapping[str, tuple[Sequence[int], Sequence[Span]]]:
    """The places of each file's diagrams, in order."""
    found: dict[str, list[Span]] = {}
    for diagram in graph.all(Diagram):
        found.setdefault(diagram.span.source.path, []).append(diagram.span)
    return {path: ([span.start for span in spans], spans) for path, spans in found.items()}
