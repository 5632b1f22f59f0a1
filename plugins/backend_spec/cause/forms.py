"""Names in the form in which they are compared: `Auth Service` and `auth-service` are one missing service."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set

from backend_spec.diagnostic import Root
from backend_spec.graph import Graph, keys, names
from backend_spec.graph.lookup import NOUNS
from backend_spec.model.grpc import GrpcService
from backend_spec.notation import http

Key = tuple[str, str]
"""A kind of entity, and a name in the form in which names are compared."""

DEAD_LETTER = re.compile(r"[._-](?:dlq|dlt|dead[._-]?letter)$", re.IGNORECASE)


def path_form(path: str) -> str:
    """A path with all parameters alike."""
    return "/" + "/".join(part.form for part in http.segments(path))


def _endpoint(name: str) -> str:
    method, _, path = name.partition(" ")
    return f"{method.upper()} {path_form(path)}"


_FORMS: Mapping[str, Callable[[str], str]] = {
    **{noun.kind: names.joined for noun in NOUNS},
    "service": names.core,
    "grpc-service": names.core,
    "cache-key": lambda name: ":".join(keys.segments(name)),
    "endpoint": _endpoint,
    "error": str.casefold,
    "message": lambda name: name.rpartition(".")[2],
    "role": names.singular,
    "table": lambda name: names.singular(name.rpartition(".")[2]),
    "topic": lambda name: names.joined(DEAD_LETTER.sub("", name)),
}


def read(root: Root, services: Set[str]) -> tuple[Key, str]:
    """A name in the form in which it is compared with others, and as it is written.

    An RPC of a proto service that does not exist comes down to that service; `services` are those that do.
    """
    if root.kind == "rpc":
        *_, service, method = ("", *re.split(r"[./]|::", root.name.strip().rstrip("()")))
        home = names.core(service)
        if home and home not in services:
            return ("grpc-service", home), service
        return ("rpc", f"{home}.{method.casefold()}"), root.name
    kind = "message" if root.kind == "enum" else root.kind
    form = _FORMS.get(kind, str)
    return (kind, form(root.name) or root.name.casefold()), root.name


def services(graph: Graph) -> frozenset[str]:
    """The services that have a proto service, by their names and by its own."""
    found = set()
    for proto in graph.all(GrpcService):
        found.add(names.core(proto.key))
        found.update(names.core(service.key) for service in graph.targets(proto.service))
    return frozenset(found)
