"""The error summary: the code ranges as a picture, and every error with who raises, returns and shows it."""

from __future__ import annotations

from collections.abc import Sequence

from backend_spec.graph.origin import origins
from backend_spec.model.architecture import Service
from backend_spec.model.auth import AuthFlow
from backend_spec.model.entity import Entity
from backend_spec.model.error import ErrorCode
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Endpoint
from backend_spec.site.html import Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages.grid import Cell, Column, Grid, Group, Row, grid
from backend_spec.site.pages.names import Ids, chips, facts, folded, link, soft, some
from backend_spec.site.pages.parts import prose
from backend_spec.site.pages.ranges import picture
from backend_spec.site.touches import Touches, Verb, touches
from backend_spec.site.view import View

_COLUMNS = (
    Column("Code", 8),
    Column("Error", 32),
    Column("Status", 16),
    Column("Raised by", 15),
    Column("Used in", 29, sorted=False),
)
_FACETS = ("HTTP status", "gRPC status", "Service", "Category")


def page(view: View) -> Page | None:
    """The page; None where the specification registers no errors."""
    errors = view.graph.all(ErrorCode)
    if not errors:
        return None
    ids = Ids(view)
    rows = {id(error): ids(error) for error in errors}
    sections = []
    ranges = picture(view, rows)
    if ranges:
        sections.append(Section("Code ranges", "code-ranges", ranges))
    sections.append(Section("Errors", "errors", grid(_grid(view, errors, rows))))
    return Page(
        name="errors",
        path=view.page("errors").path,
        title="Error summary",
        summary="Every error code: its statuses, which services raise it, which endpoints return it, where flows "
        "show it, and which codes are free.",
        sections=tuple(sections),
        anchors=ids.all,
    )


def _grid(view: View, errors: Sequence[ErrorCode], ids: dict[int, str]) -> Grid:
    known = view.graph.view(touches)
    groups: dict[str, list[Row]] = {}
    for error in errors:
        category = _category(view, error)
        groups.setdefault(category, []).append(_row(view, error, category, known, ids[id(error)]))
    return Grid(
        caption="Errors",
        noun=("error", "errors"),
        columns=_COLUMNS,
        groups=[Group(tag("span", title) if title else None, rows) for title, rows in groups.items()],
        facets=_FACETS,
        wide=True,
    )


def _category(view: View, error: ErrorCode) -> str:
    around = view.graph.view(origins).owners.get(id(error))
    if around and around.category:
        return around.category.value
    return error.category.value if error.category else ""


def _row(view: View, error: ErrorCode, category: str, known: Touches, anchor: str) -> Row:
    raisers = known.sources(error, Service, Verb.RAISES)
    shared = (around := view.graph.view(origins).owners.get(id(error))) is not None and around.shared
    http = error.http.value if error.http else ""
    grpc = error.grpc.value if error.grpc else ""
    return Row(
        cells=(
            Cell(link(view, error), error.code.value if error.code else error.key),
            Cell(_named(error), error.label.value if error.label else error.key),
            Cell(_status(http, grpc), f"{http} {grpc}"),
            Cell([tag("span", "any service") if shared else None, " ", chips(view, raisers, 3)])
            if raisers
            else tag("span", "any service")
            if shared
            else chips(view, ()),
            Cell(_used(view, error, known)),
        ),
        facets=(
            (http,) if http else (),
            (grpc,) if grpc else (),
            [service.key for service in raisers],
            (category,) if category else (),
        ),
        id=anchor,
    )


def _named(error: ErrorCode) -> Html:
    label = tag("code", soft(error.label.value), class_="spec-name") if error.label and error.code else None
    text = tag("span", prose(error.description.span.text), class_="spec-note") if error.description else None
    return join([label, text], " ")


def _status(http: str, grpc: str) -> Html:
    pieces = [status(http) if http else None, tag("code", soft(grpc)) if grpc else None]
    return tag("span", join(pieces, " "), class_="spec-chips") if any(pieces) else folded(())


def status(http: str) -> Html:
    """An HTTP status as a badge, coloured by its first digit."""
    return tag("span", http, class_="spec-status", data_spec_class=http[:1])


def _used(view: View, error: ErrorCode, known: Touches) -> Html:
    flows: dict[int, Entity] = {id(flow): flow for flow in known.sources(error, AuthFlow)}
    pictures: list[Html] = []
    for diagram in known.diagrams(error):
        owner = known.owner(diagram)
        if isinstance(owner, AuthFlow):
            flows[id(owner)] = owner
        elif owner is None:
            pictures.append(view.link(diagram, diagram.owner or diagram.section or diagram.key))
    endpoints = known.sources(error, Endpoint, Verb.RETURNS)
    rpcs = known.sources(error, Rpc, Verb.RETURNS)
    return facts(
        (
            ("endpoints", some(view, endpoints, 3)),
            ("RPCs", some(view, rpcs, 3)),
            ("flows", folded([view.link(flow, flow.key) for flow in flows.values()], 3) if flows else None),
            ("diagrams", folded(pictures, 3) if pictures else None),
        )
    )
