"""What a document's page gets woven in: links where the graph resolved a name, anchors where something is declared.

What is linked is what the checker resolved; nothing here looks at names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from backend_spec.model.error import ErrorCode
from backend_spec.model.event import EventSchema
from backend_spec.model.http import Endpoint, ReturnedError
from backend_spec.model.page import Block
from backend_spec.site.anchors import Place, entities
from backend_spec.site.view import View
from backend_spec.site.weave.mark import DEPRECATED, OPTIONAL, REQUIRED, STATUS, Fenced, Mark, Marks
from backend_spec.text import Source

if TYPE_CHECKING:
    from backend_spec.site.weave.links import Link

# What begins a block only when nothing stands before it on the line.
_BLOCK = re.compile(r"\d+[.)](?:\s|$)|[-+*](?:\s|$)|#|>|```|~~~|={3,}|-{3,}|\[[^\]]*\]:|:\s|!!!|\?\?\?|<")
_CONTAINERS = re.compile(r"[\s>]*(?:(?:[-+*]|\d+[.)])\s+)*")
_WORD = re.compile(r"\w+|[✓✔✅☑✗✘❌]")
_IN_TAG = re.compile(r"<[A-Za-z/!][^<>]*$")


def marks(view: View, links: Iterable[Link], uses: Mapping[Place, int]) -> dict[str, Marks]:
    """The marks of every document, by its path in the specification's folder. `uses` counts who refers to a place."""
    blocks: dict[str, list[Block]] = {}
    for block in view.graph.all(Block):
        blocks.setdefault(block.span.source.path, []).append(block)
    found: dict[str, list[Mark]] = {path: [] for path in view.analysis.sources}
    for path, mark in (
        *_anchors(view, uses),
        *_statuses(view),
        *_requirements(view),
        *((link.ref.span.source.path, link.mark) for link in links),
    ):
        found[path].append(mark)
    return {path: _kept(view.analysis.sources[path], found[path], blocks.get(path, ())) for path in found}


def _kept(source: Source, found: list[Mark], blocks: Sequence[Block]) -> Marks:
    """The marks sorted into a document; as they were when the same document was published last, with the same marks."""
    if source.known is None:
        return sorted_into(source, found, blocks)
    known = source.known.get("marks")
    if known is None or known[0] != found:
        known = source.known["marks"] = found, sorted_into(source, found, blocks)
    marks: Marks = known[1]
    return marks


def _anchors(view: View, uses: Mapping[Place, int]) -> Iterator[tuple[str, Mark]]:
    for entity in entities(view.graph):
        span, place = entity.name.span, view.anchors[entity]
        if entity.kind != "diagram":  # a figure of its own bears that anchor
            kind = f"{entity.kind} {DEPRECATED}" if getattr(entity, "deprecated", False) else entity.kind
            yield span.source.path, Mark(span.start, span.start, kind, id=place.anchor, uses=uses.get(place, 0))


def _statuses(view: View) -> Iterator[tuple[str, Mark]]:
    """HTTP statuses where an error is registered or returned."""
    registered = [error.http for error in view.graph.all(ErrorCode)]
    returned = [error.http for error in view.graph.all(ReturnedError)]
    for status in (*registered, *returned):
        if status and status.value.isdigit() and status.span.text == status.value:
            yield status.span.source.path, Mark(status.span.start, status.span.end, f"{STATUS}-{status.value[0]}")


def _requirements(view: View) -> Iterator[tuple[str, Mark]]:
    """Cells that say in one word whether a field is required."""
    payloads = (
        payload
        for endpoint in view.graph.all(Endpoint)
        for payload in (endpoint.parameters, endpoint.request, endpoint.response)
    )
    tables = [payload.fields for payload in payloads if payload] + [one.fields for one in view.graph.all(EventSchema)]
    seen = set()
    for field in (field for table in tables for field in table or ()):
        place = field.required_place
        if place and field.required is not None and place.order not in seen and _WORD.fullmatch(place.text):
            seen.add(place.order)
            yield place.source.path, Mark(place.start, place.end, REQUIRED if field.required else OPTIONAL)


def sorted_into(source: Source, found: Iterable[Mark], blocks: Sequence[Block]) -> Marks:
    """Marks sorted into a document's fenced blocks and the text around them."""
    ordered = sorted(blocks, key=lambda block: block.span.start)
    starts = [block.span.start for block in ordered]
    inside: dict[int, list[Mark]] = {}
    text = []
    for mark in sorted(found, key=lambda mark: (mark.start, mark.end)):
        index = bisect_right(starts, mark.start) - 1
        if index >= 0 and mark.start < ordered[index].span.end:
            inside.setdefault(index, []).append(mark)
        elif harmless(source, mark.start):
            text.append(mark)
    diagrams = 0
    fenced = []
    for index, block in enumerate(ordered):
        diagrams += block.language == "mermaid"
        number = diagrams if block.language == "mermaid" else 0
        fenced.append(_fenced(source, block, inside.get(index, ()), number))
    return Marks(tuple(text), tuple(fenced))


def _fenced(source: Source, block: Block, found: Iterable[Mark], diagram: int) -> Fenced:
    lines, starts, offset = [], [], 0
    for origin in block.origins:
        line = source.text[origin : line_end(source, origin)]
        lines.append(line)
        starts.append(offset)
        offset += len(line) + 1
    kept = []
    for mark in found:
        index = bisect_right(block.origins, mark.start) - 1
        if index >= 0 and mark.end <= block.origins[index] + len(lines[index]):
            shift = starts[index] - block.origins[index]
            start, end = mark.start + shift, mark.end + shift
            kept.append(Mark(start, end, mark.kind, mark.href, mark.id))
            if mark.uses:  # code is not to be pushed aside
                at = starts[index] + len(lines[index])
                kept.append(Mark(at, at, mark.kind, id=mark.id, uses=mark.uses))
    kept.sort(key=lambda mark: (mark.start, mark.end))
    return Fenced(block.language, "\n".join(lines), tuple(kept), diagram)


def line_end(source: Source, offset: int) -> int:
    """Where the line of an offset ends, its line ending left out."""
    line = bisect_right(source.starts, offset)
    end = source.starts[line] if line < len(source.starts) else len(source.text)
    while end > offset and source.text[end - 1] in "\r\n":
        end -= 1
    return end


def harmless(source: Source, at: int) -> bool:
    """Whether a mark leaves the line what it is: not before what begins a block, not inside of an HTML tag."""
    start = source.starts[bisect_right(source.starts, at) - 1]
    before = source.text[start:at]
    if _CONTAINERS.fullmatch(before) and _BLOCK.match(source.text, at):
        return False
    return "<" not in before or not _IN_TAG.search(before)
