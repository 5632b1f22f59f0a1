"""The reader agrees with protoc on the definitions that ship with grpcio-tools (proto2, proto3 and editions)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc_tools
import pytest
from google.protobuf import descriptor_pb2
from grpc_tools import protoc

from backend_spec.notation.proto import read
from backend_spec.text import Passage, Source

INCLUDED = Path(grpc_tools.__file__).parent / "_proto"
FILES = sorted(INCLUDED.rglob("*.proto"))


def last(name: str) -> str:
    return name.rpartition(".")[2]


def expected(file: Any) -> Iterator[tuple[object, ...]]:
    """What protoc says about a file."""
    yield ("package", file.package)
    yield from (("import", name) for name in file.dependency)
    pending = [("", message) for message in file.message_type]
    enums = [("", enum) for enum in file.enum_type]
    for service in file.service:
        for rpc in service.method:
            yield ("rpc", service.name, rpc.name, last(rpc.input_type), last(rpc.output_type))
    while pending:
        outer, message = pending.pop()
        name = outer + message.name
        if message.options.map_entry:
            continue
        maps = {nested.name for nested in message.nested_type if nested.options.map_entry}
        yield ("message", name)
        for one in message.field:
            scalar = descriptor_pb2.FieldDescriptorProto.Type.Name(one.type)[5:].lower()
            type_ = last(one.type_name) or scalar
            oneof = message.oneof_decl[one.oneof_index].name if one.HasField("oneof_index") else None
            oneof = None if one.proto3_optional else oneof
            type_ = "map" if type_ in maps else type_
            yield ("field", name, one.name, one.number, type_, oneof, one.options.deprecated)
        yield from (("reserved", name, part.start, part.end - 1) for part in message.reserved_range)
        yield from (("reserved", name, part) for part in message.reserved_name)
        pending += [(f"{name}.", nested) for nested in message.nested_type]
        enums += [(f"{name}.", enum) for enum in message.enum_type]
    for outer, enum in enums:
        yield ("enum", outer + enum.name, enum.options.allow_alias)
        yield from (("value", outer + enum.name, value.name, value.number) for value in enum.value)


def found(source: Source) -> Iterator[tuple[object, ...]]:
    """What the reader says about it."""
    file = read(Passage.of(source.span(0, len(source.text))))
    assert file.unread == ()
    yield ("package", file.package.value if file.package else "")
    yield from (("import", name.value) for name in file.imports)
    for service in file.services:
        for rpc in service.rpcs:
            assert rpc.request is not None
            assert rpc.response is not None
            yield ("rpc", service.name.value, rpc.name.value, last(rpc.request.value), last(rpc.response.value))
    for message in file.messages:
        name = message.name.value
        yield ("message", name)
        for one in message.fields:
            type_ = "map" if one.label == "map" else last(one.type.value)
            yield ("field", name, one.name.value, one.number.value, type_, one.oneof, one.deprecated)
        yield from (("reserved", name, *part.value) for part in message.reserved_numbers)
        yield from (("reserved", name, part.value) for part in message.reserved_names)
    for enum in file.enums:
        yield ("enum", enum.name.value, enum.allow_alias)
        yield from (("value", enum.name.value, value.name.value, value.number.value) for value in enum.values)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_agrees(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "set"
    assert protoc.main(["protoc", f"-I{INCLUDED}", f"-o{output}", str(path)]) == 0
    (file,) = descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes()).file
    source = Source(path.name, path.read_text(encoding="utf-8"))
    assert sorted(map(str, found(source))) == sorted(map(str, expected(file)))
