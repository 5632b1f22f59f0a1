"""Mindmaps: their nodes. The hierarchy, which indentation tells, is not read."""

from __future__ import annotations

import re

from backend_spec.notation.mermaid.scan import Scan
from backend_spec.notation.mermaid.types import Diagram, Node

_TEXT = r'(?:\s*"(?P<{0}_quoted>[^"]*)"\s*|(?P<{0}>[^\n]*?))'
_NODE = re.compile(
    r"(?P<id>[^\s\[(){}][^\[(){}\n]*)?(?:"
    + "|".join(
        opening + _TEXT.format(shape) + closing
        for opening, closing, shape in (
            (r"\(\(", r"\)\)", "circle"),
            (r"\)\)", r"\(\(", "bang"),
            (r"\(", r"\)", "rounded"),
            (r"\)", r"\(", "cloud"),
            (r"\{\{", r"\}\}", "hexagon"),
            (r"\[", r"\]", "square"),
        )
    )
    + r")[ \t]*(?::::[^\n]*)?$",
    re.MULTILINE,
)
_DECORATION = re.compile(r"::")


def read(scan: Scan) -> Diagram:
    """Read a mindmap line by line; a label in quotes may cover several lines."""
    nodes: list[Node] = []
    behind = 0
    for start, end in scan.lines():
        if start < behind or _DECORATION.match(scan.text, start):
            continue
        match = _NODE.match(scan.text, start)
        if match is None:
            label = scan.words(start, end)
            nodes.append(Node(label, label, "", label.span))
            continue
        behind = match.end()
        group = match.lastgroup or "id"
        label = scan.label(*match.span(group))
        identity = scan.words(*match.span("id")) if match["id"] else label
        nodes.append(Node(identity, label, group.removesuffix("_quoted"), scan.body.span(start, behind)))
    return Diagram("mindmap", nodes=tuple(nodes))
