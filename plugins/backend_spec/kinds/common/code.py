"""Code in fences, judged by the compilers of its languages."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.kinds.common import conventions
from backend_spec.markdown import Fence, Item, Paragraph, Section, Table
from backend_spec.model.grpc import ProtoPart
from backend_spec.reading import Collector
from backend_spec.verdict import Verdict, json, mermaid, schema, sql
from backend_spec.verdict.library import installed
from backend_spec.verdict.protofiles import Part, is_fragment


def judge(collector: Collector) -> None:
    """Judge every fence that says its language, but for those that show how not to do it."""
    told: str | None = None
    for fence in _fences(collector.document.root):
        language = fence.language
        if language == "mermaid":
            collector.judge("mermaid", mermaid.check(fence.body, collector.diagram(fence).unread))
        elif language in conventions.JSON_LANGUAGES:
            content = collector.json(fence)
            collector.judge("json", Verdict((*json.faults(content, language), *json.repeated(content))))
            if content.values and schema.is_schema(content.values[0]):
                collector.judge("json-schema", schema.check(content))
        elif language in conventions.SQL_DIALECTS:
            dialect = conventions.SQL_DIALECTS[language]
            if not dialect:
                dialect = told = told or _dialect(collector)
            collector.judge("sql", sql.check(fence.body, collector.sql(fence), dialect))
        elif language in conventions.PROTO_LANGUAGES and collector.kind != "grpc":
            part(collector, fence, f"{collector.document.path}#{fence.span.start}", None)


def _dialect(collector: Collector) -> str:
    """The SQL that the document writes: that of the one database system that it names in words, else the project's."""
    named = {
        dialect
        for block in collector.document.root.every()
        if isinstance(block, Paragraph | Item | Table)
        for dialect, name in conventions.DATABASES.items()
        if name.search(block.span.text)
    }
    return named.pop() if len(named) == 1 else collector.dialect


def part(collector: Collector, fence: Fence, file: str, package: str | None) -> None:
    """State a fence as a part of a proto file, to be compiled when all pages are known; nothing for a fragment."""
    content = collector.proto(fence)
    declared = [message.name.value for message in content.messages] + [enum.name.value for enum in content.enums]
    fragment = bool(content.rpcs or content.fields) or is_fragment(fence.body)
    if fragment or not (declared or content.services or content.imports):
        return
    if not installed("proto"):
        collector.judge("proto", Verdict(checked=False))
        return
    operands = [rpc.request for service in content.services for rpc in service.rpcs]
    operands += [rpc.response for service in content.services for rpc in service.rpcs]
    types = [operand.value for operand in operands if operand]
    types += [field.type.value for message in content.messages for field in message.fields]
    collector.state(
        ProtoPart(
            fence.opening,
            Part(
                file,
                fence.body,
                content.syntax.value if content.syntax else None,
                package or (content.package.value if content.package else None),
                tuple(written.value for written in content.imports),
                tuple(declared),
                tuple(sorted({_element(type_) for type_ in types})),
            ),
        )
    )


def _element(type_: str) -> str:
    """The value type of a map, else the type itself."""
    return type_.rpartition(",")[2].rstrip("> \t\n").strip() if type_.startswith("map") else type_


def _fences(section: Section) -> Iterator[Fence]:
    """The fences that are meant to be right."""
    for inner in section.walk():
        above = inner.title
        for block in inner.blocks:
            if isinstance(block, Fence):
                shown = conventions.WRONG_LABEL.search(above) or conventions.WRONG_CODE.search(block.body.text)
                if block.closed and not shown:
                    yield block
            above = block.content.plain if isinstance(block, Paragraph | Item) else ""
