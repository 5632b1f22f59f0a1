"""What a proto file defines, each name with its place."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from backend_spec.text import Span, Spanned

Label = Literal["optional", "repeated", "required", "map"]

# Field numbers end at 2**29 - 1; `max` in a range means that (language guide, "Assigning Field Numbers").
MAX_NUMBER = 2**29 - 1


class Field(Struct, frozen=True):
    """A message field. `type` is as written (`map<string, int32>` whole); `label` is None for a plain field.

    `oneof` is the name of the oneof that holds it. `span` is the statement with its semicolon.
    """

    name: Spanned[str]
    type: Spanned[str]
    number: Spanned[int]
    label: Label | None
    oneof: str | None
    deprecated: bool
    span: Span


class Message(Struct, frozen=True):
    """A message. A nested one has the value `Outer.Inner` at the place of its simple name.

    `reserved_numbers` are inclusive ranges, each where it is written.
    """

    name: Spanned[str]
    fields: tuple[Field, ...]
    reserved_numbers: tuple[Spanned[tuple[int, int]], ...]
    reserved_names: tuple[Spanned[str], ...]
    span: Span


class EnumValue(Struct, frozen=True):
    name: Spanned[str]
    number: Spanned[int]


class Enum(Struct, frozen=True):
    """An enum, named like a message. `allow_alias` tells whether two names may share a number."""

    name: Spanned[str]
    values: tuple[EnumValue, ...]
    reserved_numbers: tuple[Spanned[tuple[int, int]], ...]
    reserved_names: tuple[Spanned[str], ...]
    allow_alias: bool
    span: Span


class Rpc(Struct, frozen=True):
    """A method. `request` and `response` are None where the author wrote `...` or nothing."""

    name: Spanned[str]
    request: Spanned[str] | None
    response: Spanned[str] | None
    request_stream: bool
    response_stream: bool
    deprecated: bool
    span: Span


class Service(Struct, frozen=True):
    name: Spanned[str]
    rpcs: tuple[Rpc, ...]
    span: Span


class ProtoFile(Struct, frozen=True):
    """What a fence says. `path` comes from a leading comment such as `// auth/v1/auth_service.proto`.

    `syntax` is `proto3`, `proto2` or an edition. `messages` and `enums` hold the nested ones too, in document order.
    `rpcs` and `fields` are those written outside of any service or message. `unread` is what could not be made out.
    """

    syntax: Spanned[str] | None
    package: Spanned[str] | None
    path: Spanned[str] | None
    imports: tuple[Spanned[str], ...]
    services: tuple[Service, ...]
    messages: tuple[Message, ...]
    enums: tuple[Enum, ...]
    rpcs: tuple[Rpc, ...]
    fields: tuple[Field, ...]
    unread: tuple[Span, ...]
