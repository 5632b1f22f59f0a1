"""The generated page of one service: what it owns, exposes, calls, publishes and raises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend_spec.model.architecture import Component, Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity
from backend_spec.model.error import ErrorCode, ErrorRange
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import GrpcService, Rpc
from backend_spec.model.http import Endpoint
from backend_spec.report.text import counted
from backend_spec.site.html import Content, Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages import context, named
from backend_spec.site.pages.names import chips
from backend_spec.site.pages.parts import folded, grid, prose
from backend_spec.site.touches import Touches, Verb, touches
from backend_spec.site.view import View


def page_of(view: View, service: Service, slug: str) -> Page:
    """The page of one service."""
    known = view.graph.view(touches)
    entry = service.key in view.graph.view(named.entries)
    made = [
        Section("", "", _about(view, service)),
        Section("Context", "context", context.figure_of(view, service, entry=entry) or Html("")),
        Section("Exposes", "exposes", _exposes(view, known, service, entry=entry)),
        Section("Calls", "calls", _calls(view, known, service)),
        Section("Called by", "callers", _callers(view, known, service)),
        Section("Owns", "owns", _owns(view, known, service)),
        Section("Reads and writes", "data", _data(view, known, service)),
        Section("Publishes and consumes", "events", _events(view, known, service)),
        Section("Raises", "errors", _raises(view, known, service)),
    ]
    return Page(
        f"services/{slug}",
        view.page(f"services/{slug}").path,
        service.key,
        "",
        tuple(section for section in made if section.body),
    )


def _about(view: View, service: Service) -> Html:
    role = tag("p", prose(service.role.value), class_="spec-lead") if service.role else None
    declared = tag("a", service.span.source.path, href=view.anchors[service].href)
    return join(
        [role, tag("p", kind(service), tag("small", " · " if service.type else None, "declared in ", declared))]
    )


def _terms(pairs: Sequence[tuple[str, Html | None]]) -> Html:
    """Words with what they stand for; nothing where there is nothing."""
    own = [tag("li", tag("span", words, class_="spec-term"), tag("div", value)) for words, value in pairs if value]
    return tag("ul", *own, class_="spec-terms spec-laid") if own else Html("")


def _some(view: View, found: Sequence[Entity], words: str, limit: int = 8) -> tuple[str, Html | None]:
    return (counted(len(found), words), chips(view, found, limit)) if found else (words, None)


def _exposes(view: View, known: Touches, service: Service, *, entry: bool) -> Html:
    rpcs = known.targets(service, Rpc, Verb.EXPOSES)
    served = known.sources(service, Endpoint, Verb.SERVED)
    listed = [
        (
            view.link(rpc, tag("code", rpc.method.value)),
            chips(view, known.sources(rpc, Endpoint), 4),
            folded([named.link(view, one) for one in known.sources(rpc, Service, Verb.CALLS)], 4),
        )
        for rpc in rpcs
    ]
    of = _terms(
        [
            ("As", chips(view, known.targets(service, GrpcService, Verb.EXPOSES)) if rpcs else None),
            ("Answers itself", chips(view, served, 8)) if entry and served else _some(view, served, "endpoint"),
        ]
    )
    heads = ("RPC", "Endpoints that reach it", "Services that call it")
    return join(
        [
            tag("p", _front(view)) if entry else None,
            of,
            grid(f"RPCs of {service.key}", heads, listed) if listed else None,
        ]
    )


def _front(view: View) -> Content:
    count = len({one.key for one in view.graph.all(Endpoint)})
    return ["Clients call it: all ", counted(count, "endpoint"), " of the API begin here."]


def _calls(view: View, known: Touches, service: Service) -> Html:
    by_owner: dict[int, list[Entity]] = {}
    for rpc in known.targets(service, Rpc, Verb.CALLS):
        for owner in known.sources(rpc, Service, Verb.EXPOSES):
            by_owner.setdefault(id(owner), []).append(rpc)
    listed = [
        (named.link(view, other), chips(view, by_owner.get(id(other), ()), 6))
        for other in known.targets(service, Service, Verb.CALLS)
    ]
    components = known.targets(service, Component)
    return join(
        [
            grid(f"Services that {service.key} calls", ("Service", "RPCs"), listed) if listed else None,
            _terms([("Infrastructure", chips(view, components))]) if components else None,
        ]
    )


def _callers(view: View, known: Touches, service: Service) -> Html:
    own = {id(rpc) for rpc in known.targets(service, Rpc, Verb.EXPOSES)}
    listed = [
        (named.link(view, other), chips(view, [r for r in known.targets(other, Rpc, Verb.CALLS) if id(r) in own], 6))
        for other in known.sources(service, Service, Verb.CALLS)
    ]
    return grid(f"Services that call {service.key}", ("Service", "RPCs"), listed) if listed else Html("")


def _owns(view: View, known: Touches, service: Service) -> Html:
    ranges = [one for one in view.graph.all(ErrorRange) if service in view.targets(one.owners)]
    return _terms(
        [
            _some(view, known.targets(service, Table, Verb.OWNS), "table"),
            _some(view, known.targets(service, CacheKey, Verb.OWNS), "cache key"),
            _some(view, ranges, "error range"),
        ]
    )


def _data(view: View, known: Touches, service: Service) -> Html:
    """What it reads and writes of others."""
    owned = {
        id(one) for one in (*known.targets(service, Table, Verb.OWNS), *known.targets(service, CacheKey, Verb.OWNS))
    }
    pairs: list[tuple[str, Html | None]] = []
    for words, verbs in (("Reads", (Verb.READS,)), ("Writes", (Verb.WRITES,)), ("Uses", (Verb.USES,))):
        found: list[Entity] = [*known.targets(service, Table, *verbs), *known.targets(service, CacheKey, *verbs)]
        others = [one for one in found if id(one) not in owned]
        pairs.append((f"{words} of others", chips(view, others) if others else None))
    return _terms(pairs)


def _events(view: View, known: Touches, service: Service) -> Html:
    return join(list(_traffic(view, known, service)))


def _traffic(view: View, known: Touches, service: Service) -> Iterator[Html]:
    for words, verb, other in (
        ("Publishes", Verb.PUBLISHES, Verb.CONSUMES),
        ("Consumes", Verb.CONSUMES, Verb.PUBLISHES),
    ):
        events = {id(event) for event in known.targets(service, Event, verb)}
        listed = [
            (
                tag("span", view.link(topic)),
                chips(view, [event for event in known.targets(topic, Event, Verb.CARRIES) if id(event) in events]),
                folded([named.link(view, one) for one in known.sources(topic, Service, other)]),
            )
            for topic in known.targets(service, Topic, verb)
        ]
        if listed:
            ends = "Consumed by" if verb is Verb.PUBLISHES else "Published by"
            yield grid(f"Topics: {words.lower()}", (words, "Events", ends), listed)


def _raises(view: View, known: Touches, service: Service) -> Html:
    errors = known.targets(service, ErrorCode, Verb.RAISES)
    return folded([view.link(error) for error in errors], 10) if errors else Html("")


def kind(service: Service) -> Html | None:
    """The sort of service that the architecture calls it."""
    return tag("small", service.type.value.replace("`", "")) if service.type else None
