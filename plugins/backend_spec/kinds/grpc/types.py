"""Which types a specification's proto files declare and use, as far as a document can show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from backend_spec.graph import Graph
from backend_spec.kinds.grpc.declare import SCALARS
from backend_spec.model.grpc import Enum, Message, ProtoSource, Rpc

WELL_KNOWN = frozenset(
    "Any Duration Empty FieldMask ListValue NullValue Struct Timestamp Value BoolValue BytesValue DoubleValue "
    "FloatValue Int32Value Int64Value StringValue UInt32Value UInt64Value Status Date Money LatLng".split()
)
"""Types of google.protobuf, google.rpc and google.type that authors also write without their package."""


class Types(Struct, frozen=True):
    """The types of all proto files.

    `names` are the names of all messages and enums, whole and simple; `declared` those by name space; `packages` the
    packages; `foreign` the name spaces that import files which no document shows.
    """

    names: frozenset[str]
    declared: Mapping[str, frozenset[str]]
    packages: frozenset[str]
    foreign: frozenset[str]
    shown: Mapping[str, float]
    """By name space, how much of what its RPCs take and return is declared: from 0 to 1."""
    users: Mapping[tuple[str, str], tuple[Rpc, ...]]
    """By name space and message, the RPCs that take or return it."""

    def undefined(self, name: str, scope: str) -> bool:
        """Whether a type is certainly declared nowhere.

        A simple name counts as declared wherever it is: authors leave packages out. A name of a package that no
        document shows may be declared there, and so may any name where a file is imported that no document shows.
        """
        name = name.lstrip(".")
        simple = name.rsplit(".", 1)[-1]
        if name in SCALARS or name.startswith("google.") or simple in self.names or not name:
            return False
        if "." not in name:
            return name not in WELL_KNOWN and scope not in self.foreign
        package = name.rsplit(".", 1)[0]
        if package.split(".")[0] in self.declared.get(scope, frozenset()):
            return True
        return any(known == package or known.endswith("." + package) for known in self.packages)

    def identity(self, name: str, scope: str) -> tuple[str, str]:
        """The name space and name of a message as an RPC of a name space writes it."""
        name = name.lstrip(".")
        if "." not in name or name in self.declared.get(scope, frozenset()):
            return scope, name
        package, simple = name.rsplit(".", 1)
        full = next((known for known in self.packages if known == package or known.endswith("." + package)), package)
        return full, simple


def types(graph: Graph) -> Types:
    """The specification's types; ask for them by `graph.view(types)`."""
    declared: dict[str, set[str]] = defaultdict(set)
    for message in graph.all(Message):
        declared[message.scope].add(message.key)
    for enum in graph.all(Enum):
        declared[enum.scope].add(enum.key)
    names = {name for own in declared.values() for key in own for name in (key, key.rsplit(".", 1)[-1])}
    sources = graph.all(ProtoSource)
    paths = [source.path.value for source in sources if source.path]
    foreign = {source.scope for source in sources for file in source.imports if not _is_shown(file.value, paths)}
    found = Types(
        frozenset(names),
        {scope: frozenset(own) for scope, own in declared.items()},
        frozenset(source.package.value for source in sources if source.package),
        frozenset(foreign),
        {},
        {},
    )
    operands: dict[str, set[str]] = defaultdict(set)
    users: dict[tuple[str, str], list[Rpc]] = defaultdict(list)
    for rpc in graph.all(Rpc):
        for operand in (rpc.request, rpc.response):
            if operand is None:
                continue
            operands[rpc.scope].add(operand.value)
            used = users[found.identity(operand.value, rpc.scope)]
            if rpc not in used[-1:]:
                used.append(rpc)
    shown = {
        scope: sum(name.rsplit(".", 1)[-1] in names or name.startswith("google.") for name in own) / len(own)
        for scope, own in operands.items()
    }
    return Types(
        found.names,
        found.declared,
        found.packages,
        found.foreign,
        shown,
        {key: tuple(used) for key, used in users.items()},
    )


def _is_shown(file: str, paths: list[str]) -> bool:
    if file.startswith("google/"):
        return True
    return any(path == file or path.endswith("/" + file) or file.endswith("/" + path) for path in paths)
