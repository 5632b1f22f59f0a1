"""The generated page of features: for each what came with it, and where documents speak of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backend_spec.graph import Graph
from backend_spec.kinds.common import dates
from backend_spec.model.auth import AuthFlow
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Endpoint
from backend_spec.model.page import Change, Changelog, Feature
from backend_spec.report.text import counted
from backend_spec.site.beside import slot
from backend_spec.site.html import Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages import origin
from backend_spec.site.pages.names import chips
from backend_spec.site.pages.nearby import before, title_of
from backend_spec.site.pages.parts import folded, grid, prose
from backend_spec.site.view import View
from backend_spec.text import Span

KINDS: tuple[tuple[type[Entity], str], ...] = (
    (Endpoint, "endpoint"),
    (Rpc, "RPC"),
    (Table, "table"),
    (CacheKey, "cache key"),
    (Topic, "topic"),
    (Event, "event"),
    (AuthFlow, "flow"),
)
"""What comes with a feature, and how it is called."""


def page(view: View) -> Page | None:
    """The page; None where no feature is known."""
    features = first(view)
    if not features:
        return None
    return Page(
        "features",
        view.page("features").path,
        "Features",
        "What came with each feature: changes of the documents, and what stands in the sections that name it.",
        tuple(Section(name, anchor(name), join(_feature(view, feature))) for name, feature in features.items()),
        tuple(map(anchor, features)),
    )


def anchor(name: str) -> str:
    """The anchor of a feature's section."""
    return "-".join("".join(char if char.isalnum() else " " for char in name.casefold()).split()) or "feature"


def order(written: str) -> str:
    """What dates are sorted by, however they are written; those that cannot be read come first."""
    known = dates.read(written)
    return known.isoformat() if known else ""


def first(view: View) -> dict[str, Feature]:
    """Each feature by its id, as it is declared first with a description; the latest change first."""
    found: dict[str, Feature] = {}
    for feature in view.graph.all(Feature):
        known = found.get(feature.key)
        if known is None or (feature.description and not known.description):
            found[feature.key] = feature
    log = view.graph.view(changes)
    latest = {name: max(order(change.date.value) for change in own) for name, own in log.items()}
    return dict(sorted(found.items(), key=lambda one: latest.get(one[0], ""), reverse=True))


def changes(graph: Graph) -> Mapping[str, list[Change]]:
    """The changelogs' rows for each feature, the latest first; ask for them by `graph.view(changes)`."""
    found: dict[str, list[Change]] = {}
    for changelog in graph.all(Changelog):
        for change in changelog.rows:
            for ref in change.features:
                found.setdefault(ref.key, []).append(change)
    for own in found.values():
        own.sort(key=lambda change: order(change.date.value), reverse=True)
    return found


def _feature(view: View, feature: Feature) -> Iterator[Html]:
    if feature.description:
        yield tag("p", prose(feature.description.value), class_="spec-lead")
    yield slot(feature.key)
    brought = view.graph.view(origin.brought).get(feature.key, {})
    own = [(found, words) for noun, words in KINDS if (found := brought.get(noun, ()))]
    if own:
        rows = (
            tag("li", tag("span", counted(len(found), words), class_="spec-term"), _entities(view, found))
            for found, words in own
        )
        yield tag("ul", *rows, class_="spec-terms spec-laid")
    if log := view.graph.view(changes).get(feature.key):
        yield _changes(view, feature, log)
    if named := _named(view, feature):
        yield tag("p", "Sections that name it:")
        yield folded(named, 6)


def _entities(view: View, found: Sequence[Entity]) -> Html:
    return tag("div", chips(view, found, 8))


def _changes(view: View, feature: Feature, log: Sequence[Change]) -> Html:
    """Rows of changelogs; documents that say the same on the same day share a line."""
    shared: dict[tuple[str, str], list[Span]] = {}
    for change in log:
        shared.setdefault((change.date.value, change.description.value), []).append(change.span)
    rows = [
        (
            tag("time", date, class_="spec-figure"),
            prose(text),
            join([_document(view, span) for span in spans], ", "),
        )
        for (date, text), spans in shared.items()
    ]
    return grid(f"Changes with {feature.key}", ("Date", "Change", "Documents"), rows)


def _document(view: View, span: Span) -> Html:
    return tag("a", span.source.path.removesuffix(".md"), href=view.place(span).href)


def _named(view: View, feature: Feature) -> list[Html]:
    """The sections that name a feature, each once, with links to what is declared last before the place."""
    found: dict[tuple[str, str], Html] = {}
    logged = view.graph.view(_logged)
    for ref in view.graph.uses(feature):
        if ref.span in logged:
            continue
        title, path = title_of(view, ref.span), ref.span.source.path
        place = tag("a", prose(title or path), href=before(view, ref.span).href)
        found.setdefault((path, title), join([place, tag("small", f" in {path}")]))
    return list(found.values())


def _logged(graph: Graph) -> frozenset[Span]:
    """Where changelogs name features."""
    return frozenset(ref.span for log in graph.all(Changelog) for change in log.rows for ref in change.features)
