"""The facts of the authentication document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.auth import conventions, diagrams, flows, tables
from backend_spec.kinds.auth.named import Named
from backend_spec.kinds.common import settings, titles
from backend_spec.markdown import Fence, Item, Paragraph, Section, Table
from backend_spec.model.auth import JwtPayload
from backend_spec.model.entity import Where
from backend_spec.model.page import Setting
from backend_spec.notation import json
from backend_spec.reading import Collector
from backend_spec.text import Spanned

_PAYLOAD = re.compile(r"\b(?:jwt|payload|claims?)\b", re.IGNORECASE)


def extract(collector: Collector) -> None:
    """State flows, tokens, settings, sessions and mechanisms, and what all of them name."""
    flows.read(collector)
    found = {id(section): section.title for section in flows.find(collector.document)}
    for section, part, flow in _sections(collector, found):
        prose = Named(collector, flow, Where.PROSE)
        cells = Named(collector, flow, Where.TABLE)
        if section.heading and section.level > 1:
            Named(collector, flow, Where.HEADING).inline(section.heading.content)
        before = ""
        for block in section.blocks:
            if isinstance(block, Paragraph | Item):
                prose.inline(block.content)
            elif isinstance(block, Table):
                tables.read(collector, block, section, part, cells)
            elif isinstance(block, Fence):
                _fence(collector, block, section, part, flow, before)
            before = block.content.plain if isinstance(block, Paragraph | Item) else ""
    settings.rest(collector, conventions.OUTLINE[1:])


def _sections(collector: Collector, found: dict[int, str]) -> Iterator[tuple[Section, str, str]]:
    """Every section, the part of the outline that it belongs to, and its flow, else its title."""
    main = {id(section): part.title for section, part in titles.parts(collector.document, conventions.OUTLINE)}
    pending = [(collector.document.root, "", "")]
    while pending:
        section, part, flow = pending.pop()
        named = titles.part_of(section.title, conventions.OUTLINE, like=False)
        part = named.title if named else main.get(id(section), part)
        flow = found.get(id(section), flow)
        yield section, part, flow or section.title
        pending += [(inner, part, flow) for inner in reversed(section.sections)]


def _fence(collector: Collector, fence: Fence, section: Section, part: str, flow: str, before: str) -> None:
    """Read a fence. `before` is the text right above it."""
    if fence.language == "mermaid":
        diagrams.read(collector.diagram(fence), Named(collector, flow, Where.DIAGRAM))
    elif fence.language == "json" and (part == "Token Strategy" or _PAYLOAD.search(section.title)):
        for value in collector.json(fence).values:
            if value.members:
                claims = tuple(member.key for member in value.members)
                sort = _type(value) or before[:80]
                collector.state(JwtPayload(fence.span, section.title, claims, _lifetime(value), sort))
    elif fence.language in conventions.REGEX_LANGUAGES or _is_regex(fence):
        text = fence.body.text.strip()
        start = fence.body.text.find(text)
        place = fence.body.spanned(start, start + len(text))
        collector.state(Setting(fence.opening, Spanned("regex", fence.opening), place, section.title))
        collector.read(fence.span)
    elif fence.language in conventions.PLAIN_LANGUAGES and part == "Session Lifecycle Summary":
        # A drawing in characters: its lines are read as text, what its arrows say is not.
        named = Named(collector, flow, Where.FENCE)
        at = 0
        for line in fence.body.text.split("\n"):
            named.text(fence.body.spanned(at, at + len(line)))
            at += len(line) + 1
        collector.read(fence.span)


def _is_regex(fence: Fence) -> bool:
    """A fence with one line, anchored at both ends."""
    text = fence.body.text.strip()
    return "\n" not in text and text.startswith("^") and text.endswith("$")


def _lifetime(payload: json.Value) -> Spanned[int] | None:
    """The seconds between issue and expiry, where both are numbers and in order."""
    issued, expires = payload.get("iat"), payload.get("exp")
    if issued is None or expires is None or not isinstance(issued.value, int) or not isinstance(expires.value, int):
        return None
    seconds = expires.value - issued.value
    return Spanned(seconds, expires.span) if seconds > 0 else None


def _type(payload: json.Value) -> str:
    named = [payload.get(key) for key in ("typ", "type", "token_type", "token_use", "use", "purpose")]
    return next((value.value for value in named if value is not None and isinstance(value.value, str)), "")
