"""Which services have pages of their own, and how their names are written in addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend_spec.graph import Call, Graph, PartyKind
from backend_spec.model.architecture import Service
from backend_spec.site.anchors import Place
from backend_spec.site.html import Content, Html, tag
from backend_spec.site.pages.names import soft
from backend_spec.site.view import View

_OTHER = re.compile(r"[^\w]+")


def services(graph: Graph) -> Mapping[str, tuple[Service, str]]:
    """Each service by its name, as it is declared first, with its name in addresses; ask by `graph.view(services)`."""
    found: dict[str, tuple[Service, str]] = {}
    taken = {"index"}
    for service in graph.all(Service):
        if service.key in found:
            continue
        slug = written = _OTHER.sub("-", service.key.casefold()).strip("-") or "service"
        number = 1
        while slug in taken:
            number += 1
            slug = f"{written}-{number}"
        taken.add(slug)
        found[service.key] = (service, slug)
    return found


def entries(graph: Graph) -> frozenset[str]:
    """The services that clients call, by name, as diagrams show it; ask for them by `graph.view(entries)`."""
    return frozenset(
        call.callee.identity
        for call in graph.all(Call)
        if call.caller.kind is PartyKind.CLIENT and call.callee.kind is PartyKind.SERVICE
    )


def has_pages(view: View) -> bool:
    """Whether services have pages."""
    options = view.analysis.config.pages
    wanted = options.folder is not None and options.titles.get("services", "") is not None
    return wanted and bool(view.graph.view(services))


def place(view: View, service: Service) -> Place:
    """A service's own page; where it is declared when the site has no such pages."""
    known = view.graph.view(services).get(service.key)
    return view.page(f"services/{known[1]}") if known and has_pages(view) else view.anchors[service]


def link(view: View, service: Service, text: Content = None) -> Html:
    """A link to a service's own page."""
    shown = text if text is not None else tag("code", soft(service.key))
    return tag("a", shown, href=place(view, service).href, class_="spec-ref spec-to-service")
