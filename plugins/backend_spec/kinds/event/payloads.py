"""Payloads of events: JSON and proto fences, and the tables of their fields."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.kinds.event.shapes import FIELDS
from backend_spec.markdown import Fence, Table
from backend_spec.model.http import Field, JsonKey
from backend_spec.notation import json
from backend_spec.reading import Collector, names
from backend_spec.text import Spanned

_JSON = ("json", "jsonc", "json5", "avro", "avsc", "jsonschema", "json-schema")


def sort(collector: Collector, fence: Fence) -> str:
    """Whether a fence holds a schema or an `example`; its member names are stated where it is one."""
    if fence.language in ("proto", "protobuf", "proto3"):
        if not collector.proto(fence).unread:
            collector.read(fence.span)
        return "schema"
    if fence.language and fence.language not in _JSON:
        return "schema"
    content = collector.json(fence)
    if not content.values or content.values[0].kind != "object":
        return "schema"
    if not content.errors:
        collector.read(fence.span)
    root = content.values[0]
    type_ = root.get("type")
    described = any(
        root.get(key) for key in ("$schema", "properties", "$ref", "oneOf", "allOf", "definitions", "$defs")
    )
    if described or (type_ is not None and type_.value == "record" and root.get("fields")):
        return "schema"
    for name in _members(root):
        collector.state(JsonKey(name.span, name))
    return "example"


def _members(root: json.Value) -> Iterator[Spanned[str]]:
    pending = [root]
    while pending:
        value = pending.pop()
        for member in value.members:
            yield member.key
            pending.append(member.value)
        pending += value.items


def fields(collector: Collector, table: Table) -> tuple[Field, ...] | None:
    """The fields of a field table; None when the table is none."""
    if not collector.matches(table, FIELDS):
        return None
    found: list[Field] = []
    for record in collector.rows(table, FIELDS):
        cell, said = record.cell("field"), record.value("required")
        form, required, text = record.value("type"), record.truth("required"), record.value("description")
        for name in names(cell) if cell else ():
            found.append(Field(record.span, name, form, required, text, said.span if said else None))
    return tuple(found)
