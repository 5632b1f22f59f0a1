"""What a REST API document says of all endpoints alike, and how each endpoint's section keeps to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from backend_spec.kinds.api import bodies
from backend_spec.kinds.api.stream import Stream, plain_title
from backend_spec.markdown import Fence, Section, Table
from backend_spec.model.http import Conduct, Endpoint, PolicySection
from backend_spec.notation import http, json
from backend_spec.reading import Collector
from backend_spec.text import Span, Spanned

_SORTS = (
    ("idempotency", re.compile(r"\bidempoten|幂等|멱등", re.IGNORECASE)),
    ("rate-limit", re.compile(r"\brate ?limit|\bthrottl|\bquotas?\b|\blimits\b|限流", re.IGNORECASE)),
    ("pagination", re.compile(r"\bpagina|\bpaging\b|\bcursors?\b|分页|페이지", re.IGNORECASE)),
    (
        "envelope",
        re.compile(r"\bresponse (?:format|envelope|structure)|\benvelope\b|响应格式|응답 형식", re.IGNORECASE),
    ),
)
_EVERY = re.compile(
    r"\b(?:all|every|each|any|remaining|rest of|(?:all|every) others?)\b(?:(?!\.\s)[^|\n]){0,40}?"
    r"\b(?:endpoints?|requests?|routes?|calls?|clients?|users?|callers?|ips?|paths?|operations?|lists?|apis?|posts?|get|"
    r"protected|public|methods?)\b"
    r"|\|\s*`?(?:default|global|everything else|(?:all )?others?|all|\*)\b|\blists? (?:take|accept|are|use|answer)\b"
    r"|所有|全部|모든",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?<![\w.])(?P<path>/[\w{}:*<>-][\w/{}:*<>.-]*)")
_PAGED = (
    "page_token",
    "page_size",
    "pagetoken",
    "pagesize",
    "cursor",
    "paginat",
    "paging",
    "paged",
    "next_page",
    "limit=",
)
_PAGE_FIELDS = frozenset(
    "page_token page_size pagetoken pagesize cursor limit per_page size before after since starting_after page offset "
    "next_token next_cursor next_page_token start_after last_id before_id after_id max_id since_id".split()
)
_OFFSETS = frozenset("offset page page_number page_num page_no page_index skip pagenumber pageno".split())
_BOUNDED = re.compile(
    r"\b(?:not|never|without|no|un)[ -]?(?:\w+ )?pag(?:inat\w+|ed|es|ing)\b"
    r"|\b(?:at most|up to|(?:no|never) more than|maximum of) "
    r"(?!\d+ (?:char|byte|[kmg]i?b\b|digit|letter|sec|min|hour|day|ms))"
    r"|\bbounded\b|\bfixed (?:list|set)\b|\b(?:short|small|complete) list\b",
    re.IGNORECASE,
)
_LISTS = frozenset({"items", "list", "results", "records", "entries", "rows", "content", "elements", "data"})


def state(collector: Collector, stream: Stream, endpoints: Sequence[Endpoint]) -> None:
    """State the policy sections and each endpoint's conduct."""
    fences = {piece.start: piece.block for piece in stream.pieces if isinstance(piece.block, Fence)}
    starts = sorted(endpoint.extent.start for endpoint in endpoints if endpoint.extent)
    for section in collector.document.root.walk():
        if section.heading and section.level > 1:
            _section(collector, section, starts)
    for endpoint in endpoints:
        if endpoint.extent and not endpoint.operational:
            collector.state(_conduct(collector, endpoint, fences))


def _section(collector: Collector, section: Section, starts: Sequence[int]) -> None:
    """State a policy section. One that declares endpoints is about them."""
    title = plain_title(section.title)
    sort = next((sort for sort, pattern in _SORTS if pattern.search(title)), None)
    if sort is None or any(section.span.start < start < section.span.end for start in starts):
        return
    texts = [block.span.text for block in section.every() if not isinstance(block, Fence)]
    cells = [row.span.text for block in section.every() if isinstance(block, Table) for row in block.rows]
    objects = (_members(collector, fence) for fence in section.fences() if bodies.is_json(fence))
    routed = [path for text in texts for path in _paths(text)]
    general = any(_EVERY.search(text) for text in (*texts, *cells))
    members = next((found for found in objects if found), ())
    collector.state(PolicySection(section.span, sort, general, tuple(dict.fromkeys(routed)), members))


def _paths(text: str) -> list[str]:
    """The paths in a text that have no method before them."""
    whole = list(http.find(text))
    return [m["path"] for m in _PATH.finditer(text) if not any(one.start <= m.start() < one.end for one in whole)]


def _members(collector: Collector, fence: Fence) -> tuple[str, ...]:
    """The names of the members of the object that a JSON fence shows."""
    found = collector.json(fence)
    if found.errors or len(found.values) != 1 or any(note == "fragment" for _, note in found.notes):
        return ()
    return tuple(member.key.value for member in found.values[0].members)


def _conduct(collector: Collector, endpoint: Endpoint, fences: Mapping[int, Fence]) -> Conduct:
    assert endpoint.extent
    text = endpoint.extent.text.casefold()
    shown = endpoint.response.examples if endpoint.response else ()
    examples = [fences[span.start] for span in shown if span.start in fences]
    example = examples[0] if examples else None
    shapes = tuple(members for one in examples if (members := _members(collector, one)))
    lists = paged = bounded = False
    offset: Spanned[str] | None = None
    if endpoint.method.value == "GET" and example and (path := http.segments(endpoint.path.value)):
        last = path[-1]
        lists = last.literal and _shows_list(collector.json(example), last.form)
    if lists:
        names = [
            field.name
            for payload in (endpoint.parameters, endpoint.request)
            for field in (payload and payload.fields) or ()
        ]
        known = {name.value.casefold() for name in names}
        paged = bool(known & _PAGE_FIELDS) or any(word in text for word in _PAGED)
        bounded = _BOUNDED.search(text) is not None or any(name.endswith("ids") for name in known)
        counted = [name for name in names if name.value.casefold() in _OFFSETS]
        offset = counted[0] if counted and "cursor" not in text and "token" not in " ".join(known) else None
    limited = "rate limit" in text or "rate-limit" in text or "rate_limit" in text or "throttl" in text
    place: Span | None = example.body.whole if example and shapes else None
    return Conduct(endpoint.name.span, endpoint.key, limited, lists, paged, bounded, offset, shapes, place)


def _shows_list(found: json.JsonDocument, name: str) -> bool:
    """Whether an example's payload is an array of objects, or holds one as its list."""
    if len(found.values) != 1:
        return False
    payload = found.values[0].get("data") or found.values[0]
    if payload.kind == "array":
        return _of_objects(payload)
    plain = name.casefold().replace("-", "_")
    for member in payload.members:
        if member.key.value.casefold() in (plain, *_LISTS) and member.value.kind == "array":
            return _of_objects(member.value)
    return False


def _of_objects(value: json.Value) -> bool:
    return any(item.kind == "object" for item in value.items)
