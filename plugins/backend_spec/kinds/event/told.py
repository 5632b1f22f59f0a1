"""What the fences of an event's schema say of it besides its payload: event type, version, the names in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_spec.markdown import Fence
from backend_spec.notation import json
from backend_spec.reading import Collector
from backend_spec.text import Spanned

_TYPES = frozenset({"event_type", "eventtype", "event_name", "eventname"})
_LOOSE_TYPES = frozenset({"type", "event", "name"})
_VERSIONS = frozenset({"event_version", "eventversion", "schema_version", "schemaversion", "version"})
_ENVELOPE = frozenset(
    {"payload", "data", "occurred_at", "occurredat", "timestamp", "event_id", "eventid", "time", "produced_at"}
)
_WRAPPERS = frozenset({"metadata", "meta", "header", "headers", "envelope"})


@dataclass(slots=True)
class Told:
    """What has been found so far: event types and versions with their places, names of members."""

    types: list[Spanned[str]] = field(default_factory=list)
    versions: list[Spanned[str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def fence(self, collector: Collector, fence: Fence) -> None:
        """Take in a fence of the event's section."""
        if fence.language in ("proto", "protobuf", "proto3"):
            for message in collector.proto(fence).messages:
                self.names.update(one.name.value for one in message.fields)
            return
        content = collector.json(fence)
        for value in content.values:
            if value.kind == "object":
                self._object(value)

    def _object(self, root: json.Value) -> None:
        self.names.update(_names(root))
        schema = root.get("properties")
        if schema is not None and schema.kind == "object":
            self._constants(schema)
            return
        whole = any(member.key.value.casefold() in _ENVELOPE for member in root.members)
        for member in root.members:
            self._member(member, whole)
            if member.key.value.casefold() in _WRAPPERS:
                for inner in member.value.members:
                    self._member(inner, whole=True)

    def _member(self, member: json.Member, whole: bool) -> None:
        key, value = member.key.value.casefold(), member.value
        if (key in _TYPES or (whole and key in _LOOSE_TYPES)) and isinstance(value.value, str):
            span = value.span.source.span(value.span.start + 1, value.span.end - 1)
            self.types.append(Spanned(value.value, span))
        elif key in _VERSIONS and whole and value.value is not None and value.kind in ("string", "number"):
            self.versions.append(Spanned(str(value.value), value.span))

    def _constants(self, properties: json.Value) -> None:
        """`"event_type": {"const": "user.registered"}` in a schema of the whole event."""
        for member in properties.members:
            constant = member.value.get("const")
            if constant is not None:
                self._member(json.Member(member.key, constant), whole=True)


def _names(root: json.Value) -> Iterator[str]:
    pending = [root]
    while pending:
        value = pending.pop()
        for member in value.members:
            yield member.key.value
            pending.append(member.value)
        name = value.get("name") if value.members else None
        if name is not None and isinstance(name.value, str):
            yield name.value  # a field of an Avro record
        pending += value.items
