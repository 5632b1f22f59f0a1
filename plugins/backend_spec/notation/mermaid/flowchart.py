"""Flowcharts (`flowchart`, `graph`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backend_spec.notation.mermaid.link import link
from backend_spec.notation.mermaid.scan import Scan
from backend_spec.notation.mermaid.types import Diagram, Edge, Node, Subgraph
from backend_spec.notation.mermaid.vertex import Vertex, vertex
from backend_spec.text import Span, Spanned

_GAP = re.compile(r"[\s;]*")
_AND = re.compile(r"[ \t]*&[ \t]*")
_STOP = re.compile(r"[ \t]*(?:$|;|%%[^\n]*)", re.MULTILINE)
_KEYWORD = re.compile(
    r"(subgraph|end|direction|style|linkStyle|classDef|class|click)(?=[\s;]|$)(?![ \t]+[-=<.~&])[ \t]*"
)
_REST = re.compile(r'(?:"[^"\n]*"|[^;\n])*')
_SUBGRAPH = re.compile(
    r"""(?P<id>"[^"]*"|(?:[^\n;\["]*?(?<!\s))?)[ \t]*
        (?:\[[ \t]*(?P<title>"[^"]*"|[^\n]*?)[ \t]*\][ \t]*)?(?:@\{[^}\n]*\}[ \t]*)?(?::::[\w-]+[ \t]*)?(?=;|%%|$)""",
    re.VERBOSE | re.MULTILINE,
)
# `A & B --> C & D` means every pair; more pairs than this in one statement are no drawing.
_EDGES = 10_000


@dataclass(slots=True)
class _Frame:
    """An open subgraph and the nodes that it mentions."""

    subgraph: Subgraph
    members: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """A node as far as it is known."""

    id: Spanned[str]
    label: Spanned[str] | None
    shape: str
    span: Span
    subgraph: str | None = None


def read(scan: Scan) -> Diagram:
    """Read a flowchart statement by statement; one may cover several lines."""
    reader = _Reader(scan)
    at, length = scan.at, len(scan.text)
    while at < length:
        gap = _GAP.match(scan.text, at)
        at = gap.end() if gap else at
        if at < length:
            at = reader.statement(at)
    return reader.diagram()


class _Reader:
    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self.nodes: dict[str, _Known] = {}
        self.edges: list[Edge] = []
        self.edge_ids: set[str] = set()
        self.subgraphs: list[Subgraph] = []
        self.frames: list[_Frame] = []
        self.arrows = 0

    def diagram(self) -> Diagram:
        while self.frames:
            self.close()
        names = {subgraph.id.value for subgraph in self.subgraphs}
        nodes = tuple(
            Node(node.id, node.label or node.id, node.shape, node.span, node.subgraph)
            for key, node in self.nodes.items()
            if key not in names
        )
        return Diagram(
            "flowchart",
            nodes=nodes,
            edges=tuple(self.edges),
            subgraphs=tuple(self.subgraphs),
            arrows_read=self.arrows,
        )

    def statement(self, at: int) -> int:
        """Read the statement at an offset and return the offset behind it."""
        keyword = _KEYWORD.match(self.text, at)
        if keyword:
            end = self.keyword(keyword[1], at, keyword.end())
        else:
            end = self.chain(at)
        stop = _STOP.match(self.text, end)
        if stop:
            return stop.end()
        line_end = self.scan.line_end(max(at, end))
        self.scan.miss(end, line_end)
        return line_end

    def keyword(self, word: str, start: int, at: int) -> int:
        """Read a statement that opens with a keyword; the offset returned is `start` if it makes no sense."""
        if word == "subgraph":
            return self.open(start, at)
        if word == "end":
            if not self.frames:
                return start
            self.close()
            return at
        rest = _REST.match(self.text, at)
        return rest.end() if rest else at

    def open(self, start: int, at: int) -> int:
        match = _SUBGRAPH.match(self.text, at)
        if match is None:
            return start
        identity = self.scan.label(*match.span("id"))
        label = identity if match["title"] is None else self.scan.label(*match.span("title"))
        if not identity.value:
            identity = label
        parent = self.frames[-1].subgraph.id.value if self.frames else None
        subgraph = Subgraph(identity, label, self.scan.body.span(*self.scan.trim(start, match.end())), parent)
        self.subgraphs.append(subgraph)
        self.frames.append(_Frame(subgraph))
        return match.end()

    def close(self) -> None:
        """A node belongs to the subgraph that mentions it and is closed first."""
        frame = self.frames.pop()
        for key in frame.members:
            node = self.nodes[key]
            if node.subgraph is None:
                node.subgraph = frame.subgraph.id.value

    def chain(self, at: int) -> int:
        """Read `A & B --> C --> D`; the offset returned is the one behind what was understood."""
        sources = self.group(at)
        if not sources:
            return at
        end = sources[-1].end
        while True:
            arrow = link(self.scan, end)
            targets = self.group(arrow.end) if arrow else []
            if arrow is None or not targets or len(sources) * len(targets) > _EDGES:
                return end
            if arrow.id:
                self.edge_ids.add(arrow.id)
            self.arrows += 1
            for source in sources:
                for target in targets:
                    span = self.scan.body.span(source.start, target.end)
                    self.edges.append(Edge(source.id, target.id, arrow.label, span, arrow.arrow))
            sources, end = targets, targets[-1].end

    def group(self, at: int) -> list[Vertex]:
        """The nodes of `A & B & C`."""
        found: list[Vertex] = []
        while True:
            item = vertex(self.scan, at)
            if item is None:
                return found
            if not (item.data and item.id.value in self.edge_ids):
                self.mention(item)
            found.append(item)
            more = _AND.match(self.text, item.end)
            if more is None:
                return found
            at = more.end()

    def mention(self, item: Vertex) -> None:
        key = item.id.value
        if self.frames:
            self.frames[-1].members.append(key)
        known = self.nodes.get(key)
        span = self.scan.body.span(item.start, item.end)
        if known is None:
            self.nodes[key] = _Known(item.id, item.label, item.shape, span)
            return
        if item.label is not None:
            if known.label is None:
                known.id, known.span = item.id, span
            # Mermaid draws the last label.
            if known.label is None or known.label.value != item.label.value:
                known.label = item.label
        known.shape = item.shape or known.shape
