"""Which sections are authentication flows."""

from __future__ import annotations

from backend_spec.kinds.auth import conventions
from backend_spec.kinds.common import titles
from backend_spec.kinds.common.diagrams import placed
from backend_spec.markdown import Document, Section
from backend_spec.model.auth import AuthFlow
from backend_spec.reading import Collector


def read(collector: Collector) -> None:
    """State a flow per sub-section of the flows, with the diagrams that stand in it."""
    diagrams = placed(collector.document)
    for section in find(collector.document):
        assert section.heading is not None
        names = tuple(place.name for place in diagrams if section.span.contains(place.fence.span))
        collector.state(AuthFlow(section.heading.title, section.heading.span, names))


def find(document: Document) -> tuple[Section, ...]:
    """The flows: what stands under "Authentication Flows", and sections elsewhere that are titled as a flow."""
    found: list[Section] = []
    for section in _top(document):
        form = titles.form(section.title)
        if form in conventions.NAMES["Authentication Flows"]:
            inside = [flow for inner in section.sections for flow in _inside(inner)]
            found += inside or ([section] if _drawn(section) else [])
        elif conventions.FLOW_TITLE.search(form) and form not in conventions.NO_FLOW:
            found += _inside(section)
        elif form not in _PARTS:
            # The flows grouped one level deeper, beside other parts.
            found += [
                flow
                for inner in section.sections
                if conventions.FLOW_TITLE.search(titles.form(inner.title))
                for flow in _inside(inner)
            ]
    return tuple(found)


_PARTS = frozenset().union(*conventions.NAMES.values())


def _top(document: Document) -> list[Section]:
    """The sections below the title; all of level 1 but the title where the sections stand at level 1."""
    top: list[Section] = []
    for section in document.root.sections:
        top += section.sections if section.heading is document.title else [section]
    return top


def _inside(section: Section) -> list[Section]:
    """The flows in a sub-section: itself, or its own sub-sections where it only groups them."""
    form = titles.form(section.title)
    if form in conventions.NO_FLOW:
        return []
    inner = [flow for deeper in section.sections for flow in _inside(deeper) if _is_flow(flow)]
    own = any(True for block in section.blocks if not _is_text(block))
    if inner and not own:
        return inner
    return [section]


def _is_text(block: object) -> bool:
    return type(block).__name__ == "Paragraph"


def _is_flow(section: Section) -> bool:
    return bool(conventions.FLOW_TITLE.search(titles.form(section.title)))


def _drawn(section: Section) -> bool:
    return any(True for _ in section.fences("mermaid"))
