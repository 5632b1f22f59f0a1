"""An analysis made into what a site gets."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec import store
from backend_spec.project import Analysis
from backend_spec.site import cards, pages
from backend_spec.site.again import Again
from backend_spec.site.anchors import Place, entities
from backend_spec.site.diagrams import figures
from backend_spec.site.publication import Entry, Leaf, Publication
from backend_spec.site.uses import Uses, popovers
from backend_spec.site.view import View
from backend_spec.site.weave.links import links
from backend_spec.site.weave.marks import marks


def publish(analysis: Analysis, again: Again | None = None) -> Publication:
    """All that a site gets from an analysis; made of what its last version had, as far as that is the same."""
    view = View(analysis, again)
    view.again.begin()
    made = pages.pages(view)
    woven = tuple(links(view))
    uses = Uses(view, woven)
    everything = view.page("explorer") if any(page.name == "explorer" for page in made) else None
    declared: dict[str, list[Place]] = {}
    for entity in entities(view.graph):
        place = view.anchors[entity]
        if place in uses.of:
            declared.setdefault(entity.name.span.source.path, []).append(place)
    previews = cards.cards(view)
    drawn = figures(view)
    leaves = {
        path: Leaf(
            found,
            store.digest(analysis.sources[path].text),
            figures=drawn.get(path, ()),
            popovers=popovers(uses, declared.get(path, ()), everything).text,
            cards=previews.get(path, ""),
        )
        for path, found in marks(view, woven, uses.count()).items()
    }
    return Publication(leaves, made, tuple(_entries(view)), pages.at_a_glance(view))


def _entries(view: View) -> Iterator[Entry]:
    for entity in entities(view.graph):
        if entity.exported and entity.kind != "diagram":
            place = view.anchors[entity]
            yield Entry(entity.kind, entity.key, cards.title(entity), cards.sentence(entity), place.path, place.anchor)
