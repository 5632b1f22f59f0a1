"""The API summary: every endpoint with who may call it, what serves it, what it returns, changes and publishes."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.model.architecture import Service
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Endpoint, Role
from backend_spec.site.html import Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages.grid import Cell, Column, Grid, Group, Row, grid
from backend_spec.site.pages.names import Ids, chips, facts, link, some
from backend_spec.site.pages.parts import badge
from backend_spec.site.pages.subjects import Subject, subjects
from backend_spec.site.touches import Touches, Verb, touches
from backend_spec.site.view import View

_COLUMNS = (
    Column("Endpoint", 32),
    Column("Access", 12),
    Column("Service and RPC", 19),
    Column("Errors", 15),
    Column("Tables and events", 22, sorted=False),
)
_FACETS = ("Method", "Access", "Role", "Service", "Feature")


def page(view: View) -> Page | None:
    """The page; None where the specification has no endpoints."""
    endpoints = view.graph.all(Endpoint)
    if not endpoints:
        return None
    ids = Ids(view)
    known, about = view.graph.view(touches), view.graph.view(subjects)
    groups: dict[str, list[Endpoint]] = {}
    for endpoint in endpoints:
        groups.setdefault(about[id(endpoint)].group, []).append(endpoint)
    made = Grid(
        caption="Endpoints",
        noun=("endpoint", "endpoints"),
        columns=_COLUMNS,
        groups=[
            Group(_title(view, name, about[id(own[0])]), [_row(view, one, known, about[id(one)], ids) for one in own])
            for name, own in groups.items()
        ],
        facets=_FACETS,
        wide=True,
    )
    body = grid(made)
    return Page(
        name="api",
        path=view.page("api").path,
        title="API summary",
        summary="Every endpoint: who may call it, which service and RPC serve it, which errors it returns, "
        "which tables it reads and writes, which events it causes.",
        sections=(Section("Endpoints", "endpoints", body),),
        anchors=ids.all,
    )


def _title(view: View, name: str, subject: Subject) -> Html | None:
    if not name:
        return None
    own = [view.link(feature) for feature in subject.features if feature.key not in name]
    return join([tag("span", name), own], " ")


def _row(view: View, endpoint: Endpoint, known: Touches, subject: Subject, ids: Ids) -> Row:
    services = known.targets(endpoint, Service, Verb.SERVED)
    errors = known.targets(endpoint, ErrorCode, Verb.RETURNS)
    roles = known.targets(endpoint, Role, Verb.ALLOWS)
    access = _access(endpoint)
    return Row(
        cells=(
            Cell(_endpoint(view, endpoint, subject), f"{endpoint.path.value} {endpoint.method.value}"),
            Cell(_allowed(view, access, roles), access),
            Cell(_served(view, endpoint, services, known), services[0].key if services else ""),
            Cell(chips(view, errors), len(errors)),
            _effects(view, endpoint, known),
        ),
        facets=(
            (endpoint.method.value,),
            (access,) if access else (),
            [role.key for role in roles],
            [service.key for service in services],
            (subject.group,) if subject.group else (),
        ),
        id=ids(endpoint),
    )


def _endpoint(view: View, endpoint: Endpoint, subject: Subject) -> Html:
    marks = [
        badge("deprecated", "warn") if endpoint.deprecated else None,
        badge("operational", "dim") if endpoint.operational else None,
    ]
    caption = tag("span", join([subject.caption or None, *marks], " "), class_="spec-note")
    return join([link(view, endpoint), caption if subject.caption or any(marks) else None], " ")


def _access(endpoint: Endpoint) -> str:
    if endpoint.public is None:
        return endpoint.access.value if endpoint.access else ""
    return "Public" if endpoint.public else "Protected"


def _allowed(view: View, access: str, roles: tuple[Role, ...]) -> Html:
    """The access and the roles; where every role may call, the roles say nothing more."""
    few = roles if len(roles) < len(view.graph.all(Role)) else ()
    pieces = [access or None, chips(view, few) if few or not access else None]
    return join([piece for piece in pieces if piece], " ")


def _served(view: View, endpoint: Endpoint, services: tuple[Service, ...], known: Touches) -> Html:
    rpcs = known.targets(endpoint, Rpc, Verb.CALLS)
    parts = [some(view, services), some(view, rpcs, 3)]
    return join([part for part in parts if part], " ") if any(parts) else chips(view, ())


def _effects(view: View, endpoint: Endpoint, known: Touches) -> Html:
    return facts(_found(view, endpoint, known))


def _found(view: View, endpoint: Endpoint, known: Touches) -> Iterator[tuple[str, Html | None]]:
    seen: set[int] = set()
    for verb in (Verb.WRITES, Verb.READS, Verb.USES, Verb.MENTIONS):
        tables: list[Entity] = [one for one in known.targets(endpoint, Table, verb) if id(one) not in seen]
        seen.update(map(id, tables))
        yield verb.value, some(view, tables, 4)
    for verb in (Verb.PUBLISHES, Verb.CONSUMES):
        sent: list[Entity] = [*known.targets(endpoint, Event, verb)]
        carried = {id(topic) for event in sent for topic in known.sources(event, Topic, Verb.CARRIES)}
        sent += [topic for topic in known.targets(endpoint, Topic, verb) if id(topic) not in carried]
        yield verb.value, some(view, sent, 4)
