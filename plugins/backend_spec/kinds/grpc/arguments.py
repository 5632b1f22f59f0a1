"""What arrows of sequence diagrams pass to an RPC, and which fields its request has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from backend_spec.graph import Call, Graph
from backend_spec.graph.phrases import part
from backend_spec.graph.slips import Slips
from backend_spec.kinds.grpc.types import types
from backend_spec.model.grpc import Message, Rpc
from backend_spec.text import Spanned

_ARGUMENTS = re.compile(r"\s?\(\s*(?P<list>[A-Za-z_]\w*\s*(?:[:=][^(),]*)?(?:,\s*[A-Za-z_]\w*\s*(?:[:=][^(),]*)?)*)\)")
_NAME = re.compile(r"(?:\(|,)\s*(?P<name>[A-Za-z_]\w*)")
_WHOLE = frozenset("req request input params payload body data message msg ctx context args dto cmd command".split())


class Unknown(Struct, frozen=True):
    """An argument that is no field of the request. `meant` is the field that it is a misspelling of, if any."""

    name: Spanned[str]
    rpc: Rpc
    request: Message
    meant: str | None


class _Passed(Struct, frozen=True):
    call: Call
    rpc: Rpc
    request: Message
    names: tuple[Spanned[str], ...]


def unknown(graph: Graph) -> Mapping[int, list[Unknown]]:
    """The arguments that are certainly wrong, by the identity of the call.

    A misspelt field is. Another name is where the call passes fields too and nearly all calls of the document pass
    fields by their names; elsewhere lists of arguments are illustrations.
    """
    fields: dict[int, dict[str, str]] = {}
    strange: dict[str, list[tuple[_Passed, list[Spanned[str]]]]] = defaultdict(list)
    for passed in graph.view(_passed):
        known = fields.setdefault(id(passed.request), _fields(passed.request, graph))
        strange[passed.call.span.source.path].append(
            (passed, [name for name in passed.names if not _is_field(form(name.value), known)])
        )
    found: dict[int, list[Unknown]] = defaultdict(list)
    for told in strange.values():
        wrong = sum(bool(names) for _, names in told)
        exact = len(told) > 4 and wrong <= max(1, len(told) // 10)
        for passed, names in told:
            known = fields[id(passed.request)]
            for name in names:
                meant = Slips(known.values()).meant(name.value) or Slips(known).meant(form(name.value))
                meant = known.get(meant, meant) if meant else None
                if meant or (exact and len(names) < len(passed.names)):
                    found[id(passed.call)].append(Unknown(name, passed.rpc, passed.request, meant))
    return found


def form(name: str) -> str:
    """A field's name without case and underscores."""
    return name.replace("_", "").casefold()


def _is_field(name: str, known: Mapping[str, str]) -> bool:
    """Whether an argument is a field or a shorter or longer way to say one: `id`, `user` for `user_id`."""
    return name in known or any(
        one.startswith(name) or one.endswith(name) or name.startswith(one) or name.endswith(one) for one in known
    )


def _fields(message: Message, graph: Graph) -> dict[str, str]:
    """The fields of a request, and of the messages in it, by the form that is compared."""
    inner = graph.view(_messages)
    found: dict[str, str] = {}
    for field in message.content.fields:
        found[form(field.name.value)] = field.name.value
        for nested in inner.get(field.type.value.rsplit(".", 1)[-1], ())[:1]:
            for one in nested.content.fields:
                found.setdefault(form(one.name.value), one.name.value)
    return found


def _messages(graph: Graph) -> Mapping[str, list[Message]]:
    found: dict[str, list[Message]] = defaultdict(list)
    for message in graph.all(Message):
        found[message.key.rsplit(".", 1)[-1]].append(message)
    return found


def _request(rpc: Rpc, name: str, graph: Graph) -> Message | None:
    """The message of that name: the only one, or that of the RPC's name space."""
    found = graph.view(_messages).get(name.rsplit(".", 1)[-1], [])
    scope, simple = graph.view(types).identity(name, rpc.scope)
    own = [message for message in found if len(found) == 1 or (message.scope, message.key) == (scope, simple)]
    return own[0] if len(own) == 1 else None


def calls(graph: Graph) -> frozenset[int]:
    """The calls that pass something to an RPC whose request is known, by identity."""
    return frozenset(id(passed.call) for passed in graph.view(_passed))


def _passed(graph: Graph) -> list[_Passed]:
    found = []
    for call in graph.all(Call):
        text = call.message.text
        if len(call.rpcs) != 1 or "(" not in text.value:
            continue
        targets = graph.targets(call.rpcs[0])
        rpc = targets[0] if len(targets) == 1 else None
        method = text.value.find(rpc.method.value) if rpc else -1
        match = _ARGUMENTS.match(text.value, method + len(rpc.method.value)) if rpc and method >= 0 else None
        if rpc is None or match is None or rpc.request is None:
            continue
        request = _request(rpc, rpc.request.value, graph)
        names = tuple(
            Spanned(one["name"], part(text, *one.span("name"))) for one in _NAME.finditer(text.value, *match.span())
        )
        if request and request.content.fields and not any(form(name.value) in _WHOLE for name in names):
            found.append(_Passed(call, rpc, request, names))
    return found
