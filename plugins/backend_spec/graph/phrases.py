"""What loose text names: an arrow's text, a flow node, a piece of inline code.

Each function takes the text with its place and returns references; what it cannot be sure of is not firm, and linking
drops it unless it resolves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus

from backend_spec.carried import once
from backend_spec.graph.lookup import Lookup
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Ref, Where
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import GrpcService, Rpc
from backend_spec.model.http import Endpoint
from backend_spec.notation import http, redis, sql
from backend_spec.text import Span, Spanned

GRPC_STATUSES = frozenset(
    "OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED "
    "RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS "
    "UNAUTHENTICATED".split()
)
"""The canonical status codes (gRPC documentation, statuscodes.md)."""

_STATUS_WORDS = frozenset(status.replace("_", "").casefold() for status in GRPC_STATUSES)
_CALLED = re.compile(r"\b(?:g?RPC|grpc)\b[\s:–-]*(?:call\s+)?(?P<name>[A-Z]\w*(?:[./][A-Z]\w*)*)")
_QUALIFIED = re.compile(r"(?<![\w./])(?:[a-z]\w*\.)*(?P<service>[A-Z]\w*)(?:\.|/|::)(?P<method>[A-Z][A-Za-z0-9]*)\b")
_CALL = re.compile(r"(?<![\w./])(?P<name>[A-Z][A-Za-z0-9]+)\s?\(")
_HUMPS = re.compile(r"(?<![\w./{])(?P<name>[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]*)+)\b(?![./:])")
_WORD = re.compile(r"(?P<name>[A-Z][A-Za-z0-9]*)")
_DOTTED = re.compile(r"(?<![\w./@:{-])[a-z{][\w{}-]*(?:\.[\w{}*-]+)+(?![\w/@(])")
_TOKEN = re.compile(r"(?<![\w./@:{-])[A-Za-z][\w-]*(?:\.[\w-]+)*(?![\w/@(]|:[\w{<*])")
_TO_TOPIC = re.compile(r"(?:\b(?:to|topic|topics|into|on|onto|from)\b|→|->)[\s:`'\"\[(]*$", re.IGNORECASE)
_TOPIC_WORD = re.compile(
    r"\btopic:?\s+[`'\"]?(?P<a>[\w.-]+)|(?<![\w.-])(?P<b>[\w-]+[.-][\w.-]+)[`'\"]?\s+topic\b", re.IGNORECASE
)
_PUBLISH = re.compile(
    r"\b(?:publish\w*|produc\w+|emit\w*|consum\w+|subscrib\w+|enqueue\w*|broadcast\w*|topic|event|send\w*|poll\w*)\b",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"\([^()]*\)|\{[^{}]*[:,][^{}]*\}|\b(?:with|keyed?|partition\w*|payload|contain\w*|where)\b.*",
    re.IGNORECASE,
)
_PATTERN = re.compile(
    r"(?<![\w:./{<-])[a-z][\w-]*(?::(?:[\w-]+|\{\w+\}|<\w+>))*:(?:\{\w+\}|<\w+>)(?::(?:[\w-]+|\{\w+\}|<\w+>))*(?![\w:{<])"
)
_UPPER = re.compile(r"(?<![\w.-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])|(?<![\w.-])[A-Z]{4,}(?![\w-])")
_NUMBER = re.compile(r"(?<![\w.:/#-])(?<!\w\()\d{4,6}(?![\w.:%-])")
"""A number that may be a code; that of `VARCHAR(1000)` is a length."""
_GRPC_BEFORE = re.compile(r"\bgrpc(?:\s+(?:status|code|error))?[\s:=]*$", re.IGNORECASE)
_STATUS = rf"(?:\b[45]\d\d|\b(?:{'|'.join(sorted(GRPC_STATUSES - {'OK'}))})(?!\w))"
_NAME = r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"
_LEADING = r"\s*[(:,–-]?\s*(?:(?:with|error|reason|code)\b[\s:=]*){0,3}"
_CODED = re.compile(rf"{_STATUS}{_LEADING}(?P<codes>\d{{4,6}}(?:\s*[/,|]\s*\d{{4,6}})*)(?=\s*(?:$|[)/,;]|[A-Z]))")
_NAMED = re.compile(rf"{_STATUS}{_LEADING}(?P<names>{_NAME}(?:\s*(?:[/,|]|\bor\b)\s*{_NAME})*)(?=\s*(?:$|[)/,;(]))")


def part(text: Spanned[str], start: int, end: int) -> Span:
    """The place of a part of a text; the whole place where the text is not written exactly as it reads."""
    if text.value == text.span.text:
        return text.span.source.span(text.span.start + start, text.span.start + end)
    found = text.span.text.find(text.value[start:end])
    if found >= 0 and text.span.text.count(text.value[start:end]) == 1:
        at = text.span.start + found
        return text.span.source.span(at, at + end - start)
    return text.span


@once
def endpoints(text: Spanned[str], where: Where, firm: bool) -> tuple[Ref[Endpoint], ...]:
    """Every `METHOD /path`. A URL with a host of its own is somebody else's endpoint."""
    return tuple(_endpoints(text, where, firm))


def _endpoints(text: Spanned[str], where: Where, firm: bool) -> Iterator[Ref[Endpoint]]:
    for found in http.find(text.value):
        if re.search(r"https?://[\w-]+\.", text.value[found.start : found.end]):
            continue
        certain = firm and "*" not in found.path and "..." not in found.path and "…" not in found.path
        yield Ref(Endpoint, f"{found.method} {found.path}", part(text, found.start, found.end), where, certain)


def rpcs(text: Spanned[str], where: Where, lookup: Lookup, callee: str) -> Iterator[Ref[Rpc]]:
    """RPC names in an arrow's text. `callee` is the called service; names that stand alone are looked for there."""
    seen: set[tuple[int, int]] = set()

    def found(start: int, end: int, firm: bool) -> Iterator[Ref[Rpc]]:
        name = text.value[start:end]
        plain = re.split(r"[./:]", name)[-1]
        if plain.casefold() in _STATUS_WORDS or (plain.isupper() and len(plain) > 3):
            return
        if any(a < end and start < b for a, b in seen):
            return
        known = lookup.known(Rpc, name, callee)
        if not known and plain.endswith(("Request", "Response", "Event", "Error", "Exception", "Reply")):
            return
        seen.add((start, end))
        yield Ref(Rpc, name, part(text, start, end), where, firm, callee)

    for match in _QUALIFIED.finditer(text.value):
        named = match["service"].endswith("Service") or lookup.known(GrpcService, match["service"])
        yield from found(match.start("service"), match.end("method"), named)
    for match in _CALLED.finditer(text.value):
        yield from found(*match.span("name"), True)
    if not callee:
        return
    for match in _CALL.finditer(text.value):
        yield from found(*match.span("name"), True)
    for match in _HUMPS.finditer(text.value):
        alone = text.value[: match.start()].strip() == "" and not re.match(r"\s+\w+\s+\w+", text.value[match.end() :])
        yield from found(*match.span("name"), alone)
    for match in _WORD.finditer(text.value):
        if lookup.known(Rpc, match["name"], callee) and text.value.strip() == match["name"]:
            yield from found(*match.span("name"), False)


@once
def tables(text: Spanned[str], where: Where, loose: bool) -> tuple[Ref[Table], ...]:
    """Tables in SQL. `loose` allows names in half-sentences ("SELECT user by email"), which are never firm."""
    return tuple(
        Ref(Table, mention.name.value, mention.name.span, where, mention.firm)
        for mention in sql.mentions(text)
        if mention.firm or loose
    )


@once
def cache_keys(text: Spanned[str], where: Where, firm: bool, *, at_cache: bool = False) -> tuple[Ref[CacheKey], ...]:
    """Keys in Redis commands; on an arrow to the cache (`at_cache`) also patterns in a sentence: "Check
    login_lock:{identifier}"."""
    return tuple(_cache_keys(text, where, firm, at_cache))


def _cache_keys(text: Spanned[str], where: Where, firm: bool, at_cache: bool) -> Iterator[Ref[CacheKey]]:
    found: list[Span] = []
    for command in redis.read(text):
        for key in command.keys:
            found.append(key.span)
            yield Ref(CacheKey, key.value, key.span, where, firm and ":" in key.value)
    for match in _PATTERN.finditer(text.value) if at_cache else ():
        span = part(text, *match.span())
        if not any(one.start < span.end and span.start < one.end for one in found):
            yield Ref(CacheKey, match[0], span, where, True)


def is_pattern(key: str) -> bool:
    """Whether a text can only be the pattern of a cache key: it has words of its own and a placeholder behind a
    colon."""
    return _PATTERN.fullmatch(key) is not None


def channels(
    text: Spanned[str], where: Where, lookup: Lookup, *, broker: bool
) -> tuple[list[Ref[Topic]], list[Ref[Event]]]:
    """Topics and events in an arrow's text. `broker` tells that the arrow begins or ends at a message broker; then a
    dotted name that is neither is a topic that does not exist."""
    topics: list[Ref[Topic]] = []
    events: list[Ref[Event]] = []
    unknown: list[tuple[int, int, bool]] = []
    plain, words, dotted = text.span.source.made(_words, text.value)
    adjacent = [m.span("a") if m["a"] else m.span("b") for m in _TOPIC_WORD.finditer(plain)] if broker else []
    for name, span, to_topic in words:
        # Away from a broker a name must be written as declared: the key `user_profile` is not the topic `user.profile`.
        topic, event = (
            found if found and (broker or found.proof != "case and separators") else None
            for found in (lookup.find(Topic, name), lookup.find(Event, name))
        )
        if topic and (to_topic or not event):
            topics.append(Ref(Topic, name, part(text, *span), where, True))
        elif event and ("." in name or "_" in name or name[0].isupper() or broker):
            events.append(Ref(Event, name, part(text, *span), where, True))
        elif span in dotted or span in adjacent:
            unknown.append((*span, to_topic or span in adjacent))
    whole = plain.strip().strip("`'\"")
    if broker and (_PUBLISH.search(plain) or adjacent or any(whole == plain[a:b] for a, b, _ in unknown)):
        for start, end, to_topic in sorted(unknown, key=lambda one: (not one[2], one[0])):
            name, place = text.value[start:end], part(text, start, end)
            if to_topic or not topics:
                topics.append(Ref(Topic, name, place, where, True))
            elif not events:
                events.append(Ref(Event, name, place, where, True))
    return topics, events


def _words(text: str) -> tuple[str, tuple[tuple[str, tuple[int, int], bool], ...], frozenset[tuple[int, int]]]:
    """A text without its details; its words, each with where it begins and ends and whether something goes to it; and
    which of them have dots."""
    plain = _DETAIL.sub(lambda match: " " * len(match[0]), text)
    words = tuple(
        (match[0], match.span(), bool(_TO_TOPIC.search(plain[: match.start()]))) for match in _TOKEN.finditer(plain)
    )
    return plain, words, frozenset(match.span() for match in _DOTTED.finditer(plain))


@once
def returned(text: Spanned[str], where: Where) -> tuple[Ref[ErrorCode], ...]:
    """Errors in a reply that can be nothing else: codes and names behind an HTTP or gRPC status, `409 (2001 / 2002)`,
    `NOT_FOUND (USER_NOT_FOUND)`, `423 ACCOUNT_LOCKED`. The names of statuses themselves are none."""
    return tuple(_returned(text, where))


def _returned(text: Spanned[str], where: Where) -> Iterator[Ref[ErrorCode]]:
    for match in _CODED.finditer(text.value):
        for code in re.finditer(r"\d+", match["codes"]):
            at = match.start("codes")
            yield Ref(ErrorCode, code[0], part(text, at + code.start(), at + code.end()), where)
    for match in _NAMED.finditer(text.value):
        for name in re.finditer(_NAME, match["names"]):
            if name[0] not in GRPC_STATUSES and name[0] not in HTTPStatus.__members__:
                at = match.start("names")
                yield Ref(ErrorCode, name[0], part(text, at + name.start(), at + name.end()), where)


def errors(text: Spanned[str], where: Where, lookup: Lookup) -> Iterator[Ref[ErrorCode]]:
    """Registered errors by name or code. A gRPC status that is spelled like an error's name is the status when the
    text says so."""
    for name, start, end in text.span.source.made(_codes, text.value):
        if lookup.known(ErrorCode, name):
            yield Ref(ErrorCode, name, part(text, start, end), where, False)


def _codes(text: str) -> tuple[tuple[str, int, int], ...]:
    """What may be an error's name or code."""
    found = [
        match
        for match in _UPPER.finditer(text)
        if match[0] not in GRPC_STATUSES or not _GRPC_BEFORE.search(text[: match.start()])
    ]
    return tuple((match[0], *match.span()) for match in (*found, *_NUMBER.finditer(text)))
