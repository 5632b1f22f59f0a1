"""How far a declaration reaches: the section that describes the endpoint, up to the next declaration."""

from __future__ import annotations

from collections import Counter

from backend_spec.kinds.api import conventions
from backend_spec.kinds.api.labels import part_of
from backend_spec.kinds.api.routes import Declaration
from backend_spec.kinds.api.stream import Stream
from backend_spec.markdown import Document, Section
from backend_spec.notation import http


def without_repeats(stream: Stream, found: list[Declaration]) -> list[Declaration]:
    """Leave out what a section says again about the endpoint that its heading declares."""
    kept: list[Declaration] = []
    headed: dict[int, Declaration] = {}
    for one in found:
        if kept and kept[-1].at == one.at:
            continue
        above = [id(s) for s in stream.up(one.piece.section) if one.piece.block or s is not one.piece.section]
        if any(section in headed and _same_route(headed[section], one) for section in above):
            continue
        kept.append(one)
        if one.piece.heading:
            headed[id(one.piece.section)] = one
    return kept


def _same_route(a: Declaration, b: Declaration) -> bool:
    return any(
        x.method.value == y.method.value
        and (
            http.ends_with(x.path.value, y.path.value)
            or http.ends_with(y.path.value, x.path.value)
            or http.instance(y.path.value, x.path.value)
        )
        for x in a.routes
        for y in b.routes
    )


def settle(stream: Stream, found: list[Declaration], document: Document) -> None:
    """Give each declaration its home and its extent."""
    inside: Counter[int] = Counter()
    for one in found:
        for section in stream.up(one.piece.section):
            inside[id(section)] += 1
    for one in found:
        one.home = home_of(stream, one, inside)
        alone = one.home.heading and inside[id(one.home)] == 1
        one.start = one.home.heading.span.start if alone and one.home.heading else one.at
        if one.piece.heading:
            one.start = one.piece.heading.span.start
    following = [one.start for one in found[1:]] + [len(document.source.text)]
    for one, after in zip(found, following, strict=False):
        assert one.home is not None
        scope = one.home
        while (above := stream.parent(scope)) and above.heading and part_of(scope.title) in conventions.ROUTE_PARTS:
            scope = above  # "Request (Creating)" and the "Response" behind it describe one endpoint of two
        end = scope.span.end if scope.heading else document.root.span.end
        one.end = min(end, after)


def home_of(stream: Stream, one: Declaration, inside: Counter[int]) -> Section:
    """The section that describes an endpoint: up from headings such as "Route" or "Request", unless shared."""
    section = one.piece.section
    if one.piece.heading:
        return section
    while section.heading and part_of(section.title) in conventions.ROUTE_PARTS:
        above = stream.parent(section)
        if above is None or above.heading is None or inside[id(above)] > inside[id(section)]:
            break
        section = above
    return section
