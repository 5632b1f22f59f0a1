"""The system at a glance, for a home page: verdict, figures, services, latest changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend_spec.diagnostic import Severity
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Topic
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Endpoint
from backend_spec.model.page import Changelog
from backend_spec.report.text import counted
from backend_spec.site.html import Content, Html, join, tag
from backend_spec.site.pages import named
from backend_spec.site.pages.features import anchor, order
from backend_spec.site.pages.parts import badge, figures, prose
from backend_spec.site.pages.services import rows
from backend_spec.site.view import View
from backend_spec.text import Span

CHANGES = 5
"""So many of the latest changes are shown."""

_COUNTED: tuple[tuple[type[Entity], str, str, str], ...] = (
    (Endpoint, "endpoint", "endpoints", "api"),
    (Rpc, "RPC", "RPCs", "rpcs"),
    (Table, "table", "tables", "tables"),
    (ErrorCode, "error", "errors", "errors"),
    (Topic, "topic", "topics", "events"),
    (CacheKey, "cache key", "cache keys", "cache"),
)
"""What is counted, and the page that shows it."""


def block(view: View) -> Html:
    """The block; nothing where the folder holds no specification document."""
    if not view.analysis.ledgers:
        return Html("")
    services = view.graph.view(named.services)
    latest = list(_changes(view))
    return tag(
        "div",
        tag("p", *_verdict(view)),
        figures(_figures(view)),
        [tag("p", tag("strong", "Services")), rows(view)] if services else None,
        [tag("p", tag("strong", "Latest changes")), tag("ul", *latest, class_="spec-terms spec-laid")]
        if latest
        else None,
        class_="spec-overview",
    )


def _shown(view: View, name: str) -> bool:
    """Whether a generated page is wanted."""
    options = view.analysis.config.pages
    return options.folder is not None and options.titles.get(name, "") is not None


def _linked(view: View, name: str, text: Content, anchor: str = "") -> Html:
    return tag("a", text, href=view.page(name, anchor).href) if _shown(view, name) else tag("span", text)


def _verdict(view: View) -> Iterator[Content]:
    items = [item for item in view.analysis.checklist if item.status != "not-applicable"]
    failed = sum(item.status == "fail" for item in items)
    told = f"✗ {failed} of {len(items)} checks fail" if failed else f"✓ All {len(items)} checks pass"
    if items:
        yield _linked(view, "checklist", badge(told, "bad" if failed else "good"))
        yield " "
    examined = sum(item.examined for item in items)
    read = [f"{counted(len(view.analysis.ledgers), 'document')} read", f"{counted(examined, 'fact')} examined"]
    for severity in (Severity.ERROR, Severity.WARNING):
        count = sum(diagnostic.severity is severity for diagnostic in view.analysis.diagnostics)
        read += [counted(count, severity.value)] if count else []
    yield f"{', '.join(read)}."


def _figures(view: View) -> Iterator[tuple[Content, str]]:
    for noun, one, several, name in _COUNTED:
        count = len({entity.key for entity in view.graph.all(noun)})
        if count:
            yield _linked(view, name, f"{count:,}"), one if count == 1 else several


def _changes(view: View) -> Iterator[Html]:
    """The latest rows of all changelogs; documents that say the same on the same day share one."""
    found: dict[tuple[str, str], list[Span]] = {}
    features: dict[tuple[str, str], str] = {}
    for changelog in view.graph.all(Changelog):
        for change in changelog.rows:
            key = (change.date.value, change.description.value)
            found.setdefault(key, []).append(change.span)
            for ref in change.features[:1]:
                features[key] = ref.key
    for key in sorted(found, key=lambda key: order(key[0]), reverse=True)[:CHANGES]:
        text, feature = prose(key[1]), features.get(key)
        yield tag(
            "li",
            tag("time", key[0], class_="spec-figure"),
            _linked(view, "features", text, anchor(feature)) if feature else tag("span", text),
            tag("small", _documents(view, found[key])),
        )


def _documents(view: View, spans: Sequence[Span]) -> Content:
    if len(spans) > 2:
        return counted(len(spans), "document")
    return join([tag("a", span.source.path.removesuffix(".md"), href=view.place(span).href) for span in spans], ", ")
