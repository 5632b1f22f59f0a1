"""RPCs and messages: what each RPC takes and gives field by field, who calls it, which endpoints need it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend_spec.graph import Graph
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref
from backend_spec.model.error import ErrorCode
from backend_spec.model.grpc import Enum, GrpcService, Message, Rpc
from backend_spec.model.http import Endpoint
from backend_spec.notation import proto
from backend_spec.site.html import Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages.grid import Cell, Column, Grid, Group, Row, grid
from backend_spec.site.pages.names import Ids, chips, facts, folded, link, listed, soft, some
from backend_spec.site.pages.parts import badge
from backend_spec.site.touches import Verb, touches
from backend_spec.site.view import View
from backend_spec.text import Span, Spanned

_RPCS = (Column("RPC", 20), Column("Takes", 26), Column("Gives", 26), Column("Used by", 28, sorted=False))
_TYPES = (Column("Name", 28), Column("Content", 42, sorted=False), Column("Used by", 30, sorted=False))


def page(view: View) -> Page | None:
    """The page; None where the specification has no RPCs, messages or enumerations."""
    ids = Ids(view)
    sections = [section for section in _sections(view, ids) if section]
    if not sections:
        return None
    return Page(
        name="rpcs",
        path=view.page("rpcs").path,
        title="RPCs and messages",
        summary="Every RPC with its request and response field by field, who calls it and which endpoints need it; "
        "the messages and enumerations that they share.",
        sections=tuple(sections),
        anchors=ids.all,
    )


def _sections(view: View, ids: Ids) -> Iterator[Section | None]:
    rpcs = view.graph.all(Rpc)
    ends = {id(message) for rpc in rpcs for message in _messages(view, rpc)}
    yield Section("RPCs", "rpcs", grid(_rpcs(view, rpcs, ids))) if rpcs else None
    shared = [message for message in view.graph.all(Message) if id(message) not in ends]
    rows = [_type(view, one, _fields(view, one.content.fields), ids) for one in shared]
    yield _types("Messages", "Messages that others hold", ("message", "messages"), rows)
    enums = [_type(view, one, _values(one), ids) for one in view.graph.all(Enum)]
    yield _types("Enumerations", "Enumerations", ("enumeration", "enumerations"), enums)


def _messages(view: View, rpc: Rpc) -> Iterator[Entity]:
    known = view.graph.view(touches)
    yield from known.targets(rpc, Message, Verb.TAKES)
    yield from known.targets(rpc, Message, Verb.GIVES)


def _rpcs(view: View, rpcs: Sequence[Rpc], ids: Ids) -> Grid:
    groups: dict[str, list[Row]] = {}
    for rpc in rpcs:
        groups.setdefault(rpc.service, []).append(_rpc(view, rpc, ids))
    return Grid(
        caption="RPCs",
        noun=("RPC", "RPCs"),
        columns=_RPCS,
        groups=[Group(_service(view, name), rows) for name, rows in groups.items()],
        facets=("Service", "Caller"),
        wide=True,
    )


def _service(view: View, name: str) -> Html:
    found = view.graph.definitions(GrpcService, name)
    if not found:
        return tag("span", name)
    owners = view.graph.view(touches).sources(found[0], Service, Verb.EXPOSES)
    place = [tag("span", found[0].package, class_="spec-note") if found[0].package else None]
    return join([link(view, found[0]), *(link(view, owner) for owner in owners), *place], " ")


def _rpc(view: View, rpc: Rpc, ids: Ids) -> Row:
    known = view.graph.view(touches)
    endpoints = known.sources(rpc, Endpoint, Verb.CALLS)
    callers = known.sources(rpc, Service, Verb.CALLS)
    calls = known.targets(rpc, Rpc, Verb.CALLS)
    errors = known.targets(rpc, ErrorCode, Verb.RETURNS)
    used = facts(
        (
            ("endpoints", some(view, endpoints, 3)),
            ("callers", some(view, callers)),
            ("calls", some(view, calls, 3)),
            ("errors", some(view, errors)),
        )
    )
    name = view.link(rpc, tag("code", soft(rpc.method.value)))
    return Row(
        cells=(
            Cell(name, rpc.method.value),
            Cell(_end(view, rpc, rpc.request, Verb.TAKES, ids), rpc.request.value if rpc.request else ""),
            Cell(_end(view, rpc, rpc.response, Verb.GIVES, ids), rpc.response.value if rpc.response else ""),
            used,
        ),
        facets=((rpc.service,), [caller.key for caller in callers]),
        id=ids(rpc),
    )


def _end(view: View, rpc: Rpc, written: Spanned[str] | None, verb: Verb, ids: Ids) -> Html:
    """A request or a response with its fields. The first place that shows a message has its anchor."""
    if written is None:
        return folded(())
    found = view.graph.view(touches).targets(rpc, Message, verb)
    if not found:
        return tag("code", soft(written.value))
    message = found[0]
    first = message not in ids
    return tag(
        "div",
        link(view, message),
        _fields(view, message.content.fields),
        id=ids(message) if first else None,
        class_="spec-anchor",
    )


def _types(title: str, caption: str, noun: tuple[str, str], rows: Sequence[Row]) -> Section | None:
    if not rows:
        return None
    made = Grid(caption=caption, noun=noun, columns=_TYPES, groups=[Group(None, rows)], wide=True)
    return Section(title, title.lower(), grid(made))


def _type(view: View, entity: Message | Enum, content: Html, ids: Ids) -> Row:
    known = view.graph.view(touches)
    holders = (*known.sources(entity, Rpc), *known.sources(entity, Message))
    return Row(cells=(Cell(link(view, entity), entity.key), content, chips(view, holders, 4)), id=ids(entity))


def _fields(view: View, fields: Sequence[proto.Field]) -> Html:
    types = view.graph.view(_written)
    return listed([_field(view, field, types) for field in fields], "no fields")


def _field(view: View, field: proto.Field, types: dict[Span, Ref[Entity]]) -> Html:
    ref = types.get(field.type.span)
    target = view.graph.resolve(ref) if ref else None
    shown = soft(field.type.value.rsplit(".", 1)[-1])
    marks = [
        badge(field.label, "dim") if field.label else None,
        badge("deprecated", "warn") if field.deprecated else None,
    ]
    if field.oneof:
        marks.append(badge(f"one of {field.oneof}", "dim"))
    kind = view.link(target, tag("code", shown)) if target else tag("code", shown, class_="spec-type")
    return join([tag("code", soft(field.name.value)), kind, *marks], " ")


def _values(enum: Enum) -> Html:
    rows = [
        join([tag("code", soft(value.name.value)), tag("code", str(value.number.value), class_="spec-type")], " ")
        for value in enum.content.values
    ]
    return listed(rows, "no values")


def _written(graph: Graph) -> dict[Span, Ref[Entity]]:
    """References to messages and enumerations by where they are written."""
    return {ref.span: ref for ref in graph.references if ref.target in (Message, Enum)}
