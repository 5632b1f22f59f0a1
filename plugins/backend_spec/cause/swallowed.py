"""What follows from text that was not read: behind a fence that is never closed, in a file that this tool failed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from backend_spec.cause.forms import path_form
from backend_spec.cause.group import Group
from backend_spec.diagnostic import Diagnostic
from backend_spec.graph import Graph, names
from backend_spec.model.entity import Flaw
from backend_spec.model.page import SpecDocument, Title
from backend_spec.text import Span

_TOKEN = re.compile(r"[^\s`|*()\[\],;\"']+")

_DECLARED_IN = {
    "service": "architecture", "component": "architecture", "endpoint": "api", "role": "api", "grpc-service": "grpc",
    "rpc": "grpc", "message": "grpc", "error": "error", "error-range": "error", "table": "database",
    "cache-key": "cache", "topic": "event", "event": "event", "auth-flow": "auth",
}  # fmt: skip


@dataclass
class _Lost:
    """Text that could not be read. `at` is the number of the finding that says so, `document` is None where nothing of
    the file was read."""

    at: int
    span: Span
    document: SpecDocument | None

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Everything in it that a name may be, with lower-case letters; paths also without their beginnings."""
        found = {token.strip(".:").casefold() for token in _TOKEN.findall(self.span.text)}
        paths = {path_form(token) for token in found if token.startswith("/")}
        ends = {path[at:] for path in paths for at in (match.start() for match in re.finditer("/", path))}
        return frozenset(found | ends | {names.joined(token) for token in found})

    @cached_property
    def headings(self) -> frozenset[str]:
        """The numbers and the titles of the sections in it."""
        lines = re.findall(r"^[ >]*#{1,6}[ \t]+((?:\d+(?:\.\d+)*)?)\.?[ \t]*(.*)$", self.span.text, re.MULTILINE)
        return frozenset(part for number, title in lines for part in (number, names.joined(title)) if part)

    def holds(self, name: str) -> bool:
        """Whether a name may be declared in it."""
        parts = re.split(r"[\s.]+", name.casefold())
        whole = name.casefold() in self.tokens or names.joined(name) in self.tokens
        return whole or all(
            (path_form(part) if part.startswith("/") else part) in self.tokens for part in parts if part
        )

    @cached_property
    def around(self) -> Sequence[Title]:
        """The headings of the sections that it lies in, the innermost first."""
        chain: list[Title] = []
        titles = self.document.titles if self.document else ()
        before = bisect_right(titles, self.span.start, key=lambda title: title.text.span.start)
        for title in reversed(titles[:before]):
            if not chain or title.level < chain[-1].level:
                chain.append(title)
        return chain


def groups(found: Sequence[Diagnostic], missing: Iterable[Group], graph: Graph) -> list[Group]:
    """A group for each piece of text that could not be read and that other findings follow from."""
    lost = list(_lost(found, graph))
    if not lost:
        return []
    made = {one.at: Group("", [one.at], origin=one.at) for one in lost}
    owner = {at: group for group in missing for at in group.members}
    followed: dict[int, _Lost | None] = {}
    for group in missing:
        followed[id(group)] = next((one for one in lost if _declares(one, group)), None)
    for at, diagnostic in enumerate(found):
        if at in made:
            continue
        source = next((one for one in lost if _follows(diagnostic, one)), None)
        if source is None and at in owner:
            source = followed[id(owner[at])]
        if source:
            made[source.at].members.append(at)
    for group in made.values():
        group.members.sort()
    return list(made.values())


def _lost(found: Sequence[Diagnostic], graph: Graph) -> Iterator[_Lost]:
    documents = {document.path: document for document in graph.documents}
    told = {(diagnostic.rule, *diagnostic.span.order): at for at, diagnostic in enumerate(found)}
    for flaw in graph.all(Flaw):
        at = told.get((flaw.sort, *flaw.span.order))
        if flaw.swallowed and at is not None:
            yield _Lost(at, flaw.swallowed, documents.get(flaw.span.source.path))
    for at, diagnostic in enumerate(found):
        source = diagnostic.span.source
        if diagnostic.rule == "internal-error" and source.path not in documents:
            yield _Lost(at, source.span(0, len(source.text)), None)


def _declares(lost: _Lost, group: Group) -> bool:
    """Whether the text may declare what a group of findings misses."""
    if lost.document and _DECLARED_IN.get(group.kind) != lost.document.kind:
        return False
    return any(lost.holds(name) for name in group.names)


def _lacks(diagnostic: Diagnostic, lost: _Lost) -> bool:
    """Whether a finding tells that something is used nowhere, or not in the document, and the text names it."""
    places = (diagnostic.span, *(label.span for label in diagnostic.finding.labels))
    anywhere = diagnostic.rule.startswith("unused-")
    if not anywhere and all(place.source is not lost.span.source for place in places):
        return False
    return any(root.declared and lost.holds(root.name) for root in diagnostic.finding.roots)


def _follows(diagnostic: Diagnostic, lost: _Lost) -> bool:
    """Whether a finding is about the text itself, or misses in its document what may stand in it."""
    span = diagnostic.span
    if _lacks(diagnostic, lost):
        return True
    if span.source is not lost.span.source:
        return False
    if lost.span.contains(span):
        return True
    if any(
        (root.kind == "number" and root.name in lost.headings)
        or (root.kind == "section" and names.joined(root.name) in lost.headings)
        for root in diagnostic.finding.roots
    ):
        return True
    if not diagnostic.rule.startswith(("missing-", "incomplete-")) or span.start > lost.span.start or not lost.around:
        return False
    inside = span.start >= lost.around[0].text.span.start
    headed = any(title.level > 1 and title.text.span.first.line == span.first.line for title in lost.around)
    sections = any(root.kind == "section" for root in diagnostic.finding.roots)
    return not sections and (inside or headed or lost.holds(diagnostic.subject.partition(" ")[2]))
