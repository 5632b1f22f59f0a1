"""The entities of the proto fences: services, RPCs, messages, enums, and what refers to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backend_spec.kinds.common import code
from backend_spec.kinds.grpc.fences import Definition
from backend_spec.markdown import Heading, Section
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Ref, Where
from backend_spec.model.grpc import Enum, GrpcService, Message, ProtoSource, Rpc
from backend_spec.notation import proto
from backend_spec.reading import Collector
from backend_spec.text import Spanned

SCALARS = frozenset(
    "double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes".split()
)


@dataclass
class Declared:
    """What the document declares: services by the identity of their section, the service of each method's name,
    names of enums and messages."""

    services: dict[int, list[str]] = field(default_factory=dict)
    methods: dict[str, str] = field(default_factory=dict)
    signatures: dict[tuple[str, str], tuple[str | None, str | None]] = field(default_factory=dict)
    headings: dict[int, Ref[Service]] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)
    enums: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def of(self, section: Section | None) -> list[str]:
        """The services of a section."""
        return self.services.get(id(section), [])

    def heading(self, collector: Collector, heading: Heading) -> Ref[Service]:
        """The reference to a service by the heading of its section, made once."""
        if id(heading) not in self.headings:
            self.headings[id(heading)] = collector.refer(Service, heading.title, Where.HEADING, firm=False)
        return self.headings[id(heading)]


def declare(collector: Collector, definitions: Sequence[Definition]) -> Declared:
    """State the document's proto entities.

    A fence in a section that explains a convention illustrates. What it shows is declared only if the rest of the
    document uses it and declares it nowhere. A fence that shows how not to do it declares nothing.
    """
    declared = Declared()
    serious = [item for item in definitions if not item.illustrates]
    if not any(item.content.services for item in serious):
        serious = [item for item in definitions if not item.wrong]
    for item in serious:
        declared.types |= _declared(item.content)
        declared.enums.update(enum.name.value for enum in item.content.enums)
        declared.used |= _used(item.content)
    for item in definitions:
        if not item.content.unread:
            collector.read(item.fence.span)
        if item in serious:
            _declare(collector, item, declared)
            code.part(collector, item.fence, _file(collector, item), _package(item))
        elif not item.wrong:
            _illustration(collector, item, declared)
    return declared


def _declare(collector: Collector, item: Definition, declared: Declared) -> None:
    content = item.content
    if content.syntax or content.package or content.imports or item.path:
        opening = item.fence.opening
        source = ProtoSource(opening, item.scope, item.path, content.syntax, content.package, content.imports)
        collector.state(source)
    for service in content.services:
        _service(collector, item, service, declared)
    mine = declared.of(item.group)
    for rpc in content.rpcs:
        if len(mine) == 1:
            _rpc(collector, item, mine[0], rpc, declared)
    for message in content.messages:
        _message(collector, item, message, declared)
    for enum in content.enums:
        _enum(collector, item, enum)


def _illustration(collector: Collector, item: Definition, declared: Declared) -> None:
    wanted = declared.used - declared.types
    for message in item.content.messages:
        if message.name.value.split(".")[0] in wanted:
            _message(collector, item, message, declared)
    for enum in item.content.enums:
        if enum.name.value.split(".")[0] in wanted:
            declared.enums.add(enum.name.value)
            _enum(collector, item, enum)
    declared.types |= _declared(item.content) & wanted


def _file(collector: Collector, item: Definition) -> str:
    """What names the proto file of a fence: its path, else the section of its service; a package is one file's."""
    if item.path:
        return item.path.value
    place = item.group.span.start if item.group else 0
    return f"{collector.document.path}#{place} {_package(item) or ''}"


def _package(item: Definition) -> str | None:
    return item.package.value if item.package else None


def _service(collector: Collector, item: Definition, service: proto.Service, declared: Declared) -> None:
    name = service.name.value
    mine = declared.services.setdefault(id(item.group), [])
    if name not in mine:
        mine.append(name)
        reference = collector.refer(Service, service.name, Where.FENCE)
        path = item.path.value if item.path else None
        heading = item.group.heading if item.group else None
        section = declared.heading(collector, heading) if heading else None
        collector.state(
            GrpcService(service.name, service.span, reference, _package(item), path, section=section, scope=item.scope)
        )
    within: set[str] = set()
    for rpc in service.rpcs:
        _rpc(collector, item, name, rpc, declared, again=rpc.name.value in within)
        within.add(rpc.name.value)


def _rpc(
    collector: Collector, item: Definition, service: str, rpc: proto.Rpc, declared: Declared, again: bool = False
) -> None:
    """State an RPC. One that another fence shows again with the same messages is not declared twice."""
    key = (item.scope, f"{service}.{rpc.name.value}")
    signature = (rpc.request.value if rpc.request else None, rpc.response.value if rpc.response else None)
    if not again and declared.signatures.get(key, None) in (signature, (None, None)):
        return
    declared.signatures.setdefault(key, signature)
    declared.methods.setdefault(rpc.name.value, service)
    collector.state(
        Rpc(Spanned(key[1], rpc.name.span), rpc.span, service, rpc.name, rpc.request, rpc.response, item.scope)
    )
    for operand in (rpc.request, rpc.response):
        if operand:
            _type(collector, operand, declared)


def _message(collector: Collector, item: Definition, message: proto.Message, declared: Declared) -> None:
    collector.state(Message(message.name, message.span, message, _package(item), item.scope))
    for part in message.fields:
        _type(collector, part.type, declared)


def _enum(collector: Collector, item: Definition, enum: proto.Enum) -> None:
    collector.state(Enum(enum.name, enum.span, enum, _package(item), item.scope))


def _type(collector: Collector, written: Spanned[str], declared: Declared) -> None:
    """Refer to a message or an enum by its use as a type."""
    name = element(written)
    if name.value in SCALARS or name.value.startswith((".google.", "google.")):
        return
    simple = name.value.rsplit(".", 1)[-1]
    if simple in declared.enums or name.value in declared.enums:
        collector.refer(Enum, name, Where.FENCE, firm=False)
    else:
        collector.refer(Message, name, Where.FENCE, firm=False)


def element(written: Spanned[str]) -> Spanned[str]:
    """The type that a field's type is made of: the value type of a map, else the type itself."""
    if not written.value.startswith("map"):
        return written
    low = written.value.rfind(",") + 1
    part = written.value[low:].rstrip("> \t\n")
    low += len(part) - len(part.lstrip())
    if written.span.text != written.value:
        return Spanned(part.strip(), written.span)
    start = written.span.start + low
    return Spanned(part.strip(), written.span.source.span(start, start + len(part.strip())))


def _declared(content: proto.ProtoFile) -> set[str]:
    return {message.name.value for message in content.messages} | {enum.name.value for enum in content.enums}


def _used(content: proto.ProtoFile) -> set[str]:
    """The simple and full names of the types that a fence uses."""
    rpcs = [*content.rpcs, *(rpc for service in content.services for rpc in service.rpcs)]
    operands = [operand for rpc in rpcs for operand in (rpc.request, rpc.response) if operand]
    fields = [element(part.type) for message in content.messages for part in message.fields]
    return {name for type_ in (*operands, *fields) for name in (type_.value, type_.value.rsplit(".", 1)[-1])}
