"""Which HTTP and gRPC status an error has, as each place says: registry, endpoints' tables, mapping, diagrams, text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from backend_spec.carried import around
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.entity import Ref, Where
from backend_spec.model.error import ErrorCode, Propagation
from backend_spec.model.http import ReturnedError
from backend_spec.notation import status
from backend_spec.text import Source, Span, Spanned

Status = Claim[frozenset[str]]
Stated = Mapping[int, list[Status]]

_HTTP = re.compile(r"(?<![\w.:/#$-])[45]\d\d(?![\w.:%/-]*\w|%|\s*(?:ms|s|sec|min|requests|attempts|times|bytes)\b)")
_BEFORE = re.compile(
    r"(?<![\w.:/#$-])(?P<said>[45]\d\d)`?(?:[ (,:–-]{1,3}|,? (?:with |and )?(?:the )?(?:error )?code )`?$"
)
_BEHIND = re.compile(
    r"`?\s?\((?:HTTP )?`?(?P<said>[45]\d\d)`?\)|`? (?:is|→|->) (?:HTTP )?`?(?P<is>[45]\d\d)(?=`?[\s.,;])"
)
_GRPC = re.compile(rf"(?<![\w.])(?:{'|'.join(one for one in status.GRPC if one != 'OK')})(?![\w.])")
_REPLACED = re.compile(r"→|=>|\b(?:becomes|instead|mapped|masked|hidden|hides|as)\b")
"""A line that tells by which error another one is replaced."""
_ELSEWHERE = frozenset({"UNKNOWN", "INTERNAL", "DATA_LOSS", "OK"})
"""Statuses that a mapping table answers with an error of another status."""


def http(graph: Graph) -> Stated:
    """What is said of each error's HTTP status, by the error's identity. One that is declared twice is left out."""
    found = _registered(graph, grpc=False)
    for row in graph.all(ReturnedError):
        if row.code and row.http and (row.code.where is Where.TABLE or _beside(row.http, row.code)):
            place = "endpoint error table" if row.endpoint else "table of common errors"
            _add(found, graph, row.code, _statuses(row.http.value), row.http.span, place, Authority.LIST)
    for mapping in graph.all(Propagation):
        for error in mapping.errors:
            if mapping.http and not _is_misplaced(error, mapping, graph):
                mapped = _statuses(mapping.http.value)
                _add(found, graph, error, mapped, mapping.http.span, "mapping table", Authority.LIST)
    for ref in graph.view(_mentions):
        drawn = ref.where is Where.DIAGRAM
        if said := _told(ref.span, drawn):
            place, authority = ("diagram", Authority.DIAGRAM) if drawn else ("text", Authority.PROSE)
            _add(found, graph, ref, said.value, said.span, place, authority)
    return found


def grpc(graph: Graph) -> Stated:
    """What registry, mapping table and diagrams say of each error's gRPC status."""
    found = _registered(graph, grpc=True)
    listed: dict[int, list[tuple[str, Ref[ErrorCode], Span]]] = defaultdict(list)
    for row in graph.all(Propagation):
        for name in status.grpc(row.grpc) if row.grpc else ():
            for ref in row.errors:
                for error in graph.targets(ref):
                    listed[id(error)].append((status.canonical(name.value) or "", ref, ref.span))
    for rows in listed.values():
        names = frozenset(name for name, _, _ in rows)
        if not names & _ELSEWHERE:
            _add(found, graph, rows[0][1], names, rows[0][2], "mapping table", Authority.LIST)
    for mention in graph.view(_mentions):
        if mention.where is not Where.DIAGRAM or status.canonical(mention.key):
            continue
        if said := _drawn(mention.span, _GRPC):
            _add(found, graph, mention, said.value, said.span, "diagram", Authority.DIAGRAM)
    return found


def _is_misplaced(ref: Ref[ErrorCode], row: Propagation, graph: Graph) -> bool:
    """Whether an error stands in the row of another gRPC status than its own; that is a finding already."""
    error = graph.resolve(ref)
    own = _canonical(error.grpc) if error and error.grpc else frozenset()
    return bool(own and row.grpc) and own.isdisjoint(_canonical(row.grpc) if row.grpc else own)


@around
def _told(name: Span, drawn: bool) -> Spanned[frozenset[str]] | None:
    """The HTTP status that text gives right before or behind an error, or the line of a diagram that names it."""
    source, start, end = name.source, name.start, name.end
    near = source.text[max(0, start - 24) : start] + source.text[end : end + 24]
    if "4" not in near and "5" not in near:
        return None
    if drawn:
        return _drawn(name, _HTTP)
    if before := _BEFORE.search(source.text, max(0, start - 24), start):
        return Spanned(frozenset({before["said"]}), Span(source, *before.span("said")))
    if behind := _BEHIND.match(source.text, end, end + 24):
        group = "said" if behind["said"] else "is"
        return Spanned(frozenset({behind[group]}), Span(source, *behind.span(group)))
    return None


@around
def _drawn(name: Span, form: re.Pattern[str]) -> Spanned[frozenset[str]] | None:
    """What the line of a diagram that names an error says of its status; a note tells about several things."""
    source, start, end = name.source, name.start, name.end
    low, high = _line(source, start, end)
    said = [match for match in form.finditer(source.text, low, high) if not start <= match.start() < end]
    line = source.text[low:high] if said else ""
    if not said or line.lstrip().casefold().startswith("note ") or _REPLACED.search(line.partition(":")[2]):
        return None
    nearest = min(said, key=lambda match: abs(match.start() - start))
    return Spanned(frozenset(match[0] for match in said), Span(source, *nearest.span()))


def _registered(graph: Graph, *, grpc: bool) -> dict[int, list[Status]]:
    """The registry's claims."""
    found: dict[int, list[Status]] = {}
    for error in graph.all(ErrorCode):
        text = error.grpc if grpc else error.http
        if text and len(graph.definitions(ErrorCode, error.key)) == 1:
            said = _canonical(text) if grpc else _statuses(text.value)
            if said:
                found[id(error)] = [_claim(said, text.span, "error registry", Authority.TABLE)]
    return found


def _claim(said: frozenset[str], span: Span, place: str, authority: Authority) -> Status:
    return Claim(said, _shown(said), span, place, authority)


@cache
def _shown(said: frozenset[str]) -> str:
    return " or ".join(f"`{one}`" for one in sorted(said))


def _add(
    found: dict[int, list[Status]],
    graph: Graph,
    ref: Ref[ErrorCode],
    said: frozenset[str],
    span: Span,
    place: str,
    authority: Authority,
) -> None:
    targets = graph.targets(ref)
    if said and len(targets) == 1 and id(targets[0]) in found:
        found[id(targets[0])].append(_claim(said, span, place, authority))


@lru_cache(maxsize=512)
def _statuses(text: str) -> frozenset[str]:
    """The HTTP statuses of failures that a cell names; none where it names a class of them ("4xx").

    An error that comes with 200 is one of a batch, or the API always answers 200.
    """
    classes = re.search(r"\dxx", text, re.IGNORECASE)
    return frozenset(() if classes else re.findall(r"(?<!\w)[45]\d\d(?!\w)", text))


def _canonical(text: Spanned[str]) -> frozenset[str]:
    return frozenset(name for one in status.grpc(text) if (name := status.canonical(one.value)))


def _beside(text: Spanned[str], code: Ref[ErrorCode]) -> bool:
    """Whether a status stands right beside a code: in a list "409" may be any number."""
    return 0 <= code.span.start - text.span.end < 8 or 0 <= text.span.start - code.span.end < 8


def _mentions(graph: Graph) -> list[Ref[ErrorCode]]:
    """The errors that diagrams and text name."""
    return [ref for ref in graph.named(ErrorCode) if ref.where is not Where.FENCE]


def _line(source: Source, start: int, end: int) -> tuple[int, int]:
    low = source.text.rfind("\n", 0, start) + 1
    high = source.text.find("\n", end)
    return low, len(source.text) if high < 0 else high
