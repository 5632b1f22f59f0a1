"""Where findings stand on pages, for who edits them: elements of no extent at the places that rules point at.

The script that comes with serving finds them by their ids, and marks the text behind them. They are put into a
publication that is served and never kept, so that nothing of them is in a site that is built.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from backend_spec.diagnostic import Diagnostic
from backend_spec.markdown import front_matter
from backend_spec.model.page import Block, Diagram, SpecDocument
from backend_spec.project import Analysis
from backend_spec.site.diagrams.findings import spot
from backend_spec.site.publication import Leaf, Publication
from backend_spec.site.weave.mark import FINDING, Fenced, Mark, Marks, place_of
from backend_spec.site.weave.marks import harmless, line_end, sorted_into
from backend_spec.text import Source

# What a line begins with before its first word: quotations, items, headings, a row's edge.
_BEGIN = re.compile(r"[\s>]*(?:(?:[-+*]|\d+[.)])\s+(?:\[[ xX]\]\s+)?)*(?:#{1,6}\s+|\|\s*)?(?:`+(?=[^`\s]))?")
_TICKS = re.compile(r"`+(?=[^`\s])")
_WORD = re.compile(r"\w*_\w*\Z")
"""A word with an underscore, which is emphasis as soon as it does not stand within the word."""
_GAP = re.compile(r"[\s|]*")
_EMPTY = re.compile(r"\|\s*\|")
"""A cell that is empty; elsewhere a mark stands at a word, never in the space around it."""
_RULE = re.compile(r"[\s>]*[|:=\-\s]*")
"""A line that draws: the one below a table's head or a heading, or a blank one."""
_CLOSED = re.compile(
    r"!?\[[^\[\]]*(?:\](?:\([^()]*)?)?$|\{[:#.][^{}]*$|^\s*(?:!!!|\?\?\?\+?|===|\[[^\]]*\]:)|&#?\w*$|\\$"
)
"""What a mark must not stand behind: a link's text and address, an attribute list, what configures a block."""


def with_findings(publication: Publication, analysis: Analysis) -> Publication:
    """The publication with a place for every finding of the analysis, those with one cause each by itself."""
    found: dict[str, dict[str, Diagnostic]] = {}
    for diagnostic in analysis.diagnostics:
        for one in (diagnostic, *diagnostic.places):
            found.setdefault(one.span.source.path, {})[place_of(one.fingerprint)] = one
    blocks: dict[str, list[Block]] = {}
    for block in analysis.graph.all(Block):
        blocks.setdefault(block.span.source.path, []).append(block)
    diagrams: dict[str, list[Diagram]] = {}
    for diagram in analysis.graph.all(Diagram):
        diagrams.setdefault(diagram.span.source.path, []).append(diagram)
    documents = {document.path: document for document in analysis.graph.documents}
    leaves = dict(publication.leaves)
    for path, own in found.items():
        if path in leaves:
            page = _Page(analysis.sources[path], documents.get(path), blocks.get(path, ()), diagrams.get(path, ()))
            leaves[path] = page.marked(leaves[path], own)
    return structs.replace(publication, leaves=leaves)


class _Page:
    def __init__(
        self, source: Source, document: SpecDocument | None, blocks: Iterable[Block], diagrams: Sequence[Diagram]
    ):
        self._source = source
        self._blocks = sorted(blocks, key=lambda block: block.span.start)
        self._starts = [block.span.start for block in self._blocks]
        self._diagrams = sorted(diagrams, key=lambda diagram: diagram.span.start)
        self._titles = [title.text.span.start for title in document.titles] if document else []
        lines = front_matter.read(source.text.replace("\r\n", "\n"))[1] if source.text.startswith("---") else 0
        self._body = source.starts[lines] if lines < len(source.starts) else len(source.text)

    def marked(self, leaf: Leaf, found: dict[str, Diagnostic]) -> Leaf:
        """A document's leaf with the places of these findings, given by their anchors."""
        known = leaf.marks
        marks: list[Mark] = []
        drawn: dict[int, list[str]] = {}
        for id, one in found.items():
            at = _told(self._source, one.span.start)
            diagram = self._diagram(at)
            if diagram < len(leaf.figures):
                drawn.setdefault(diagram, []).append(spot(id, self._diagrams[diagram], one.span))
            elif (start := self._start(at)) is not None:
                start = self._declared(known.text, start)
                marks.append(Mark(start, start, FINDING, id=id))
        placed = sorted_into(self._source, marks, self._blocks)
        fenced = tuple(
            structs.replace(block, marks=_merged(block.marks, own.marks)) if own.marks else block
            for block, own in zip(known.fenced, _as_many(placed.fenced, len(known.fenced)), strict=True)
        )
        figures = tuple("".join(drawn.get(n, ())) + figure for n, figure in enumerate(leaf.figures))
        return structs.replace(leaf, marks=Marks(_merged(known.text, placed.text), fenced), figures=figures)

    def _declared(self, known: Sequence[Mark], at: int) -> int:
        """The offset; in the declaration of an endpoint, which is dressed up as a whole, where that begins."""
        index = bisect_right(known, (at, 1), key=lambda mark: (mark.start, mark.end > mark.start)) - 1
        while index >= 0 and known[index].start < known[index].end <= at:
            index -= 1
        start = known[index].start if index >= 0 and known[index].kind.startswith("endpoint") else at
        return at if re.search(r"[`\r\n]", self._source.text[start:at]) else start

    def _diagram(self, at: int) -> int:
        """The index of the diagram that an offset lies in; as large as can be when it is in none."""
        index = bisect_right(self._diagrams, at, key=lambda diagram: diagram.span.start) - 1
        inside = index >= 0 and at <= self._diagrams[index].span.end
        return index if inside else 1 << 30

    def _start(self, at: int) -> int | None:
        """The nearest place to an offset where a mark changes nothing: in its line, else in the heading above."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at <= self._blocks[index].span.end and self._blocks[index].origins:
            return _in_block(self._source, self._blocks[index], at)
        return next((start for start in self._candidates(at) if self._fits(start)), None)

    def _candidates(self, at: int) -> Iterator[int]:
        if at >= self._body:
            yield _past(self._source, at)
            line = self._source.starts[bisect_right(self._source.starts, at) - 1]
            if closed := _CLOSED.search(self._source.text[line:at]):
                yield _past(self._source, line + closed.start())
            yield _past(self._source, line)
        above = bisect_right(self._titles, at) - 1
        if self._titles:
            yield self._titles[max(above, 0)]
        yield _past(self._source, self._body)

    def _fits(self, start: int) -> bool:
        if start < self._body or not harmless(self._source, start):
            return False
        line = self._source.starts[bisect_right(self._source.starts, start) - 1]
        return not _CLOSED.search(self._source.text[line:start])


def _told(source: Source, at: int) -> int:
    """The offset; for one in a line that only draws, the start of the line above that says something."""
    number = bisect_right(source.starts, at)
    while number > 1 and _RULE.fullmatch(source.line(number)):
        number -= 1
        at = source.starts[number - 1]
    return at


def _past(source: Source, at: int) -> int:
    """The offset, or near it where a word begins that a mark may stand before."""
    at = _told(source, at)
    start = source.starts[bisect_right(source.starts, at) - 1]
    end = line_end(source, start)
    begin = _BEGIN.match(source.text, start, end)
    at = min(max(at, begin.end() if begin else at), end)
    if not _EMPTY.match(source.text, source.text.rfind("|", start, at), end):
        gap = _GAP.match(source.text, at, end)
        at = gap.end() if gap else at
        at = start + len(source.text[start:at].rstrip(" \t|")) if at == end else at
    while start < at < end and source.text[at] == source.text[at - 1] and source.text[at] in "*_~`":
        at += 1
    if word := _WORD.search(source.text, start, at):
        at = word.start()
    ticks = _TICKS.match(source.text, at)  # inside of code, whose look is then kept
    return ticks.end() if ticks else at


def _in_block(source: Source, block: Block, at: int) -> int:
    """The offset, moved to the nearest place of a block's lines: fences are not shown."""
    origin = block.origins[max(bisect_right(block.origins, at) - 1, 0)]
    return min(max(at, origin), line_end(source, origin))


def _merged(known: tuple[Mark, ...], added: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Marks together with those of findings, which stand before a link rather than in it."""
    spans = [mark for mark in known if mark.start < mark.end]
    starts = [mark.start for mark in spans]
    moved = []
    for mark in added:
        around = spans[index] if (index := bisect_right(starts, mark.start) - 1) >= 0 else mark
        start = around.start if around.start < mark.start < around.end else mark.start
        moved.append(Mark(start, start, mark.kind, id=mark.id))
    return tuple(sorted((*known, *moved), key=lambda mark: (mark.start, mark.end, mark.kind != FINDING)))


def _as_many(blocks: tuple[Fenced, ...], count: int) -> Iterator[Fenced]:
    empty = Fenced("", "")
    return (blocks[index] if index < len(blocks) else empty for index in range(count))
