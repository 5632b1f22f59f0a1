"""Class diagrams: classes as nodes, relations as edges, namespaces as subgraphs. Members are not read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backend_spec.notation.mermaid.scan import Scan
from backend_spec.notation.mermaid.types import Diagram, Edge, Node, Subgraph
from backend_spec.text import Span, Spanned

_NAME = r"(?:`[^`\n]+`|(?:[A-Za-z0-9_]|[^\x00-\x7f]|-(?![-.>|*])|\.(?![.\-]))++)"
_GENERIC = r"(?:~[^\n:{\"]*~)?"
_RELATION = re.compile(
    rf"""(?P<left>{_NAME}){_GENERIC}[ \t]*(?:"[^"\n]*"[ \t]*)?
         (?P<arrow>(?:<\||\|>|\(\)|[<>*]|(?<=[\s"])o)?(?:--|\.\.)(?:\|>|<\||\(\)|[<>*]|o(?=[\s"]))?)
         [ \t]*(?:"[^"\n]*"[ \t]*)?(?P<right>{_NAME}){_GENERIC}(?::::[\w-]+)?[ \t]*(?::(?P<label>.*))?$""",
    re.VERBOSE,
)
_CLASS = re.compile(
    rf"""class[ \t]+(?P<name>{_NAME}){_GENERIC}[ \t]*(?:\[(?P<label>"[^"\n]*"|[^\]\n]*)\])?(?::::[\w-]+)?[ \t]*
         (?:<<[^>\n]*>>[ \t]*)?(?P<open>\{{)?""",
    re.VERBOSE,
)
_MEMBER = re.compile(rf"(?P<name>{_NAME}){_GENERIC}[ \t]*:(?!::)")
_STYLED = re.compile(rf"(?P<name>{_NAME}){_GENERIC}:::[\w-]+$")
_ANNOTATION = re.compile(rf"<<[^>\n]*>>[ \t]*(?P<name>{_NAME})")
_NAMESPACE = re.compile(rf"namespace[ \t]+(?P<name>{_NAME})[ \t]*(?:\[[^\]\n]*\][ \t]*)?\{{?")
_MENTIONS = (_ANNOTATION, _MEMBER, _STYLED)
_MUTE = re.compile(r"(?:direction|click|link|callback|style|cssClass|classDef|title|note|hide)[ \t]")


_NOTE = re.compile(r'note[ \t]+[^"\n]*"[^"]*"')


@dataclass(slots=True)
class _Known:
    """A class as far as it is known."""

    name: Spanned[str]
    label: Spanned[str] | None
    span: Span
    namespace: str | None


def read(scan: Scan) -> Diagram:
    """Read a class diagram line by line."""
    reader = _Reader(scan)
    at = 0
    for start, end in scan.lines():
        at = max(at, start)
        while at < end:
            at, _ = scan.trim(reader.statement(at, end), end)
    return Diagram(
        "class",
        nodes=tuple(
            Node(known.name, known.label or known.name, "class", known.span, known.namespace)
            for known in reader.classes.values()
        ),
        edges=tuple(reader.edges),
        subgraphs=tuple(reader.namespaces),
        arrows_read=len(reader.edges),
    )


class _Reader:
    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self.classes: dict[str, _Known] = {}
        self.edges: list[Edge] = []
        self.namespaces: list[Subgraph] = []
        self.open: list[str] = []
        """The namespaces around the line."""
        self.members = False
        """The lines are members of a class."""

    def statement(self, start: int, end: int) -> int:
        """Read what stands first in a range of a line; the offset behind it."""
        text = self.text
        if self.members:
            close = text.find("}", start, end)
            self.members = close < 0
            return end if close < 0 else close + 1
        if text[start] == "}":
            if self.open:
                self.open.pop()
            else:
                self.scan.miss(start, start + 1)
            return start + 1
        if _MUTE.match(text, start, end):
            note = _NOTE.match(text, start)
            return note.end() if note else end
        match = _RELATION.match(text, start, end)
        if match:
            self.relation(match)
            return end
        match = _NAMESPACE.match(text, start, end)
        if match:
            self.namespace(match)
            return match.end()
        match = _CLASS.match(text, start, end)
        if match:
            self.mention(match, "name", self.scan.label(*match.span("label")) if match["label"] else None)
            self.members = match["open"] is not None
            return match.end()
        match = next((found for found in (form.match(text, start, end) for form in _MENTIONS) if found), None)
        if match:
            self.mention(match, "name")
        else:
            self.scan.miss(start, end)
        return end

    def relation(self, match: re.Match[str]) -> None:
        left, right = self.mention(match, "left"), self.mention(match, "right")
        label = self.scan.words(*match.span("label")) if match["label"] and match["label"].strip() else None
        body = self.scan.body
        self.edges.append(Edge(left, right, label, body.match(match).span, body.match(match, "arrow")))

    def namespace(self, match: re.Match[str]) -> None:
        name = self.scan.label(*match.span("name"))
        parent = self.open[-1] if self.open else None
        self.namespaces.append(Subgraph(name, name, self.scan.body.match(match).span, parent))
        self.open.append(name.value)

    def mention(self, match: re.Match[str], group: str, label: Spanned[str] | None = None) -> Spanned[str]:
        name = self.scan.label(*match.span(group))
        namespace = self.open[-1] if self.open else None
        known = self.classes.get(name.value)
        if known is None:
            self.classes[name.value] = _Known(name, label, name.span, namespace)
        else:
            if label is not None and known.label is None:
                known.name, known.label, known.span = name, label, name.span
            known.namespace = known.namespace or namespace
        return name
