"""The generated pages of services: a list of all, and for each what it owns, exposes, calls, publishes and raises."""

from __future__ import annotations

from backend_spec.model.architecture import Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity
from backend_spec.model.event import Topic
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Endpoint
from backend_spec.report.text import counted
from backend_spec.site.html import Html, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages import named
from backend_spec.site.pages.parts import prose
from backend_spec.site.pages.service import kind, page_of
from backend_spec.site.touches import Verb, touches
from backend_spec.site.view import View

_NOUNS: tuple[tuple[type[Entity], Verb, str], ...] = (
    (Rpc, Verb.EXPOSES, "RPC"),
    (Table, Verb.OWNS, "table"),
    (CacheKey, Verb.OWNS, "cache key"),
    (Topic, Verb.PUBLISHES, "topic"),
)
"""What the list of services counts."""


def pages(view: View) -> tuple[Page, ...]:
    """The list and a page for each service; none where the architecture names no service."""
    found = view.graph.view(named.services)
    if not found:
        return ()
    return (_index(view), *(page_of(view, service, slug) for service, slug in found.values()))


def rows(view: View) -> Html:
    """The services with their roles and what each has."""
    return tag(
        "ul",
        *(_row(view, service) for service, _ in view.graph.view(named.services).values()),
        class_="spec-tiles spec-laid",
    )


def _row(view: View, service: Service) -> Html:
    known = view.graph.view(touches)
    counts = [(len(known.sources(service, Endpoint, Verb.SERVED)), "endpoint")]
    if service.key in view.graph.view(named.entries):
        counts = [(len({one.key for one in view.graph.all(Endpoint)}), "endpoint")]
    counts += [(len(known.targets(service, noun, verb)), words) for noun, verb, words in _NOUNS]
    told = " · ".join(counted(count, words) for count, words in counts if count)
    return tag(
        "li",
        tag("p", named.link(view, service), [" ", kind(service)] if service.type else None),
        tag("p", prose(service.role.value)) if service.role else None,
        tag("p", tag("small", told)) if told else None,
    )


def _index(view: View) -> Page:
    return Page(
        "services",
        view.page("services/index").path,
        "All services",
        "What each service is there for, and how much it has.",
        (Section("", "", rows(view)),),
    )
