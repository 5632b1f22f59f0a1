"""Which references become links, and the place of each on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from backend_spec.model.entity import Entity, Ref, Where
from backend_spec.site.view import View
from backend_spec.site.weave.mark import Mark


class Link(NamedTuple):
    """A reference that is linked. A diagram's are drawn by the diagram, `mark` tells no more than what they are."""

    ref: Ref[Entity]
    mark: Mark


def links(view: View) -> Iterator[Link]:
    """Links in the order of files and places, none of which overlap: of several that begin at one place the longest
    stays. Headings are left alone: what they name, they declare."""
    uses: Counter[tuple[str, str]] = Counter()
    path, end = "", 0
    for ref in sorted(view.graph.references, key=lambda ref: (ref.span.source.path, ref.span.start, -ref.span.end)):
        span = ref.span
        if span.source.path != path:
            path, end = span.source.path, 0
        if ref.where is Where.HEADING or span.start < end or span.end <= span.start:
            continue
        target = view.graph.resolve(ref)
        if target is None:
            if ref.firm:
                yield Link(ref, Mark(span.start, span.end, ref.target.kind))
            continue
        if target.name.span.contains(span):
            continue  # the declaration itself
        end = span.end
        place = view.anchors[target]
        uses[path, place.href] += 1
        yield Link(ref, Mark(span.start, span.end, target.kind, place.href, f"{place.anchor}@{uses[path, place.href]}"))
