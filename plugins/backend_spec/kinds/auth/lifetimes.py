"""How long access and refresh tokens live, as each place that tells it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.graph import Graph
from backend_spec.kinds.common import durations
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.auth import JwtPayload, Token
from backend_spec.model.http import JsonKey
from backend_spec.model.page import Setting
from backend_spec.text import Span

Lifetime = Claim[float]

_SORT = re.compile(r"\b(?P<sort>access|refresh)", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:ttl|lifetime|life|expir\w*|validity|valid for|duration)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\"\s*:\s*(?P<number>\d{1,9})\b")
_EXPIRES = {"expiresin": "access", "accessexpiresin": "access", "accesstokenexpiresin": "access",
            "refreshexpiresin": "refresh", "refreshtokenexpiresin": "refresh"}  # fmt: skip


def sort_of(text: str) -> str | None:
    """`access` or `refresh`, where a text speaks of one of them only."""
    found = {match["sort"].casefold() for match in _SORT.finditer(text)}
    return found.pop() if len(found) == 1 else None


def claims(graph: Graph) -> Mapping[str, list[Lifetime]]:
    """The lifetimes of access and of refresh tokens."""
    found: dict[str, list[Lifetime]] = {"access": [], "refresh": []}
    for sort, claim in (*_tokens(graph), *_payloads(graph), *_settings(graph), *_responses(graph)):
        found[sort].append(claim)
    return found


def _tokens(graph: Graph) -> Iterator[tuple[str, Lifetime]]:
    for token in graph.all(Token):
        sort = sort_of(token.name.value)
        seconds = durations.read(token.ttl.value) if token.ttl else None
        if sort and token.ttl and seconds:
            yield sort, Claim(seconds, f"`{token.ttl.value}`", token.ttl.span, "token table", Authority.TABLE)


def _payloads(graph: Graph) -> Iterator[tuple[str, Lifetime]]:
    for payload in graph.all(JwtPayload):
        sort = sort_of(payload.type) or sort_of(payload.section)
        if sort and payload.lifetime:
            seconds = float(payload.lifetime.value)
            text = f"`{durations.shown(seconds)}`"
            yield sort, Claim(seconds, text, payload.lifetime.span, "JWT payload", Authority.EXAMPLE)


def _settings(graph: Graph) -> Iterator[tuple[str, Lifetime]]:
    documents = {document.path for document in graph.of_kind("auth")}
    for setting in graph.all(Setting):
        name = setting.name.value
        sort = sort_of(name) if "token" in name.casefold() and _TOLD.search(name) else None
        seconds = durations.read(setting.value.value) if sort and setting.value else None
        if sort and setting.value and seconds and setting.span.source.path in documents:
            text = f"`{setting.value.value}`"
            yield sort, Claim(seconds, text, setting.value.span, "setting", Authority.TABLE)


def _responses(graph: Graph) -> Iterator[tuple[str, Lifetime]]:
    """`expires_in` beside the tokens in a response's example."""
    keys = graph.all(JsonKey)
    for index, key in enumerate(keys):
        sort = _EXPIRES.get(_form(key))
        number = _NUMBER.match(key.span.source.text, key.name.span.end, key.name.span.end + 40) if sort else None
        near = keys[max(0, index - 4) : index + 5] if number else ()
        if sort and number and any(_form(one) == f"{sort}token" and _in_one_fence(one, key) for one in near):
            seconds = float(number["number"])
            span = Span(key.span.source, *number.span("number"))
            yield sort, Claim(seconds, f"`{durations.shown(seconds)}`", span, "response", Authority.EXAMPLE)


def _form(key: JsonKey) -> str:
    return key.name.value.replace("_", "").replace("-", "").casefold()


def _in_one_fence(one: JsonKey, other: JsonKey) -> bool:
    if one.span.source is not other.span.source:
        return False
    low, high = sorted((one.span.start, other.span.start))
    return not re.search(r"^\s*(?:```|~~~)", one.span.source.text[low:high], re.MULTILINE)
