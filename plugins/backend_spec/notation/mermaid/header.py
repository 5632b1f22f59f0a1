"""Which type of diagram a text holds."""

from __future__ import annotations

import re

from backend_spec.notation.mermaid.scan import Scan
from backend_spec.text import Span

# The word that opens a diagram, in lower case and without `-beta`, and what we call the type.
_TYPES = {
    "sequencediagram": "sequence",
    "graph": "flowchart",
    "flowchart": "flowchart",
    "flowchart-elk": "flowchart",
    "swimlane": "flowchart",
    "erdiagram": "er",
    "statediagram": "state",
    "statediagram-v2": "state",
    "classdiagram": "class",
    "classdiagram-v2": "class",
    "mindmap": "mindmap",
    "gantt": "gantt",
    "pie": "pie",
    "gitgraph": "git",
    "journey": "journey",
    "timeline": "timeline",
    "quadrantchart": "quadrant",
    "requirement": "requirement",
    "requirementdiagram": "requirement",
    "c4context": "c4",
    "c4container": "c4",
    "c4component": "c4",
    "c4dynamic": "c4",
    "c4deployment": "c4",
    "zenuml": "zenuml",
    "sankey": "sankey",
    "xychart": "xychart",
    "packet": "packet",
    "block": "block",
    "kanban": "kanban",
    "architecture": "architecture",
    "radar": "radar",
    "treemap": "treemap",
    "treeview": "treeview",
    "info": "info",
    "ishikawa": "ishikawa",
    "venn": "venn",
    "wardley": "wardley",
    "cynefin": "cynefin",
    "railroad": "railroad",
}
_WORD = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9-]*)")
_DIRECTION = re.compile(r"[ \t]*(?:(?:TB|TD|BT|RL|LR|BR)\b|[<>^]|v\b)?")


def find(scan: Scan) -> tuple[str, Span | None]:
    """The type and the place of the word that says so; the scan goes on behind the header."""
    match = _WORD.match(scan.text)
    if match is None:
        return "unknown", None
    type_ = _TYPES.get(match[1].lower().removesuffix("-beta"))
    if type_ is None:
        return "unknown", None
    scan.at = match.end()
    if type_ == "flowchart":
        direction = _DIRECTION.match(scan.text, scan.at)
        scan.at = direction.end() if direction else scan.at
    return type_, scan.body.span(*match.span(1))
