"""Where a document declares endpoints, and how far each declaration reaches.

An endpoint is declared by a heading (`### POST /users`), by a line of its own (inline code, plain, or behind a label
such as **Endpoint:**), by labels or a small table that give method and path, or, where a section has none of these, by
a fence that begins with the request line. `METHOD /path` within prose, lists, diagrams, drawings and tables that
compare endpoints is a mention.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from backend_spec.kinds.api import conventions
from backend_spec.kinds.api.stream import Label, Piece, Stream, labels, lines, part_of
from backend_spec.markdown import Document, Fence, Item, Paragraph, Section, Table
from backend_spec.notation import http
from backend_spec.reading import Collector
from backend_spec.text import Span, Spanned


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path as declared. `name` is `METHOD /path`; its span the place that shows it best."""

    method: Spanned[str]
    path: Spanned[str]
    name: Spanned[str]


@dataclass(slots=True)
class Declaration:
    """Routes that are declared together (`GET/HEAD /x`), the piece that does so, what stands behind them on the line.

    `home` is the section that describes them, `start` and `end` what belongs to them.
    """

    routes: tuple[Route, ...]
    piece: Piece
    at: int
    rest: Spanned[str] | None = None
    weak: bool = False
    home: Section | None = None
    start: int = 0
    end: int = 0


_SEPARATOR = re.compile(r"[\s,/&+|、]*(?:\b(?:or|and)\b)?[\s,/&+|、]*")
_NOT_BEFORE = re.compile(
    r"(?:\b(?:for|of|in|from|by|with|via|on|the|against|calling|calls|call|see|e\.g\.|than|vs\.?|is|are|when|after|before"
    r"|example|examples|errors?|using|a|an|to|like|replaces|through|into|curl|-X)\s*[:：]?|[=>$#`│|])$",
    re.IGNORECASE,
)
_REST = re.compile(r"\(.*\)|[—–:·|].{0,80}|-\s.{0,80}|HTTP/\d.*|\{#.*\}|[✅🔒🔓⚠🚧🆕].{0,40}", re.DOTALL)
_AFTER_INTRO = re.compile(r"[:：]\s*$")


def blank(text: str) -> str:
    """The text with backticks and bold marks as spaces, of the same length."""
    text = re.sub(r"`|\*\*(?=[\s`]*[A-Z/])|(?<=[\w`}\]>)])\*\*(?!/)", lambda m: " " * len(m.group()), text)
    return re.sub(r"\\(?=[\[\]_*<>{}])", " ", text)


def routes(text: Spanned[str]) -> tuple[tuple[Route, ...], str, Spanned[str] | None]:
    """The routes at one place of a text, the words before them and the text after them.

    None when there are none, or more mentions than one place can declare ("GET /a instead of POST /b").
    """
    raw = blank(text.value)
    found = http.find(raw)
    if not found:
        return (), raw, None
    for one, after in pairwise(found):
        if after.start > one.end and not _SEPARATOR.fullmatch(raw, one.end, after.start):
            return (), raw, None
    at = text.span.start

    def spanned(value: str, start: int, end: int) -> Spanned[str]:
        return Spanned(value, Span(text.span.source, at + start, at + end))

    result = []
    for one in found:
        begin = raw.find(one.method, one.start, one.end)
        method = spanned(one.method, begin, begin + len(one.method)) if begin >= 0 else None
        slash = raw.rfind(one.path, one.start, one.end)
        path = spanned(one.path, slash, slash + len(one.path)) if slash >= 0 else None
        name = spanned(f"{one.method} {one.path}", one.start, one.end)
        result.append(Route(method or name, path or name, name))
    start, end = min(one.start for one in found), max(one.end for one in found)
    rest = text.value[end:].strip(" \t`*")
    behind = text.value.find(rest, end) if rest else end
    after_ = spanned(rest, behind, behind + len(rest)) if rest else None
    return tuple(result), raw[:start].strip(), after_


def find(collector: Collector, stream: Stream) -> list[Declaration]:
    """The document's declarations in order, each with its extent."""
    found = [*_in_text(stream), *_in_labels(stream)]
    found += _in_small_tables(collector, stream)
    found.sort(key=lambda one: one.at)
    strong = _without_repeats(stream, found)
    _settle(stream, strong, collector.document)
    fences = [one for one in _in_fences(stream) if not any(s.start <= one.at < s.end for s in strong)]
    for one in fences:
        home = _home(stream, one, Counter())
        # A section that holds a declaration needs no other.
        if not any(home.span.start <= s.at < home.span.end and s.piece.section is one.piece.section for s in strong):
            strong.append(one)
    strong.sort(key=lambda one: one.at)
    _settle(stream, strong, collector.document)
    return strong


def _in_text(stream: Stream) -> Iterator[Declaration]:
    previous: Piece | None = None
    for piece in stream.pieces:
        inline = piece.inline
        if inline and "/" in inline.raw and not stream.under(piece.section, conventions.FOREIGN_TITLES):
            if piece.heading:
                yield from _heading(piece, piece.heading.title)
            elif isinstance(piece.block, Paragraph | Item):
                yield from _lines(piece, previous)
        previous = piece


def _heading(piece: Piece, title: Spanned[str]) -> Iterator[Declaration]:
    # The title's value may differ from its text (escapes); places are those of the text.
    text = Spanned(title.span.text, title.span)
    found, before, rest = routes(text)
    if not found:
        return
    opening = not before or re.search(r"[—–:：(|·]$|\s-$|^\d+(?:\.\d+)*\.?\)?$", before)
    closing = rest is None or rest.value in (")", "`)") or _REST.fullmatch(rest.value)
    if (opening or (closing and not _NOT_BEFORE.search(before))) and not _NOT_BEFORE.search(before.rstrip("(:—– -")):
        yield Declaration(found, piece, title.span.start, rest if closing else None)


def _lines(piece: Piece, previous: Piece | None) -> Iterator[Declaration]:
    """A paragraph's lines that are a route alone, and items or lines with a label before it."""
    inline = piece.inline
    assert inline is not None
    intro: Label | str | None = _introduction(previous)
    for number, line in enumerate(lines(inline)):
        if "/" in line.value:
            found, before, rest = routes(line)
            label = labels(line)
            alone = not before and (rest is None or bool(_REST.fullmatch(rest.value)))
            if found and label and label[0].part in ("endpoint", "path", "request") and label[0].value and before:
                if re.fullmatch(r"[^:：]*[:：]?\s*(?:\*\*|__)?[:：]?", before):
                    yield Declaration(found, piece, line.span.start, rest)
                    return
            elif found and alone and isinstance(piece.block, Paragraph) and _allows(intro, number):
                yield Declaration(found, piece, line.span.start, rest)
                return
        first = labels(line)
        intro = first[0] if first else "text"


def _introduction(previous: Piece | None) -> Label | str | None:
    """What stands right before a block: a label without value, a sentence that ends with a colon, or nothing."""
    if previous is None or previous.heading or not isinstance(previous.block, Paragraph | Item):
        return None
    every = list(lines(previous.block.content))
    if not every:
        return None
    found = labels(every[-1])
    if found and found[0].value is None:
        return found[0]
    return ":" if _AFTER_INTRO.search(previous.block.content.plain) else None


def _allows(intro: Label | str | None, number: int) -> bool:
    """Whether a line that holds a route alone may declare it, after what stands before it."""
    if intro is None:
        return True
    if isinstance(intro, str):
        return False
    # A label of the same paragraph, or a label in a line of its own.
    return intro.part in (None, "endpoint", "path", "method", "request", "description") and (
        number > 0 or intro.part is not None or intro.value is None
    )


def _in_labels(stream: Stream) -> Iterator[Declaration]:
    """`**Method**: POST` and `**Path**: /x`, in one paragraph, in neighbouring items, or as rows of a table."""
    pending: dict[str, tuple[Spanned[str], Piece, int]] = {}
    for index, piece in enumerate(stream.pieces):
        if piece.heading or stream.under(piece.section, conventions.FOREIGN_TITLES):
            pending.clear()
            continue
        for part, value in _label_values(piece):
            if part == "method" and re.fullmatch("|".join(http.METHODS), value.value):
                pending["method"] = (value, piece, index)
            elif part in ("path", "endpoint") and re.fullmatch(r"/\S*", value.value):
                pending["path"] = (value, piece, index)
            if len(pending) == 2 and abs(pending["method"][2] - pending["path"][2]) <= 4:
                method, path = pending["method"][0], pending["path"][0]
                clean = re.sub(r"\?.*", "", path.value)
                span = Span(path.span.source, path.span.start, path.span.start + len(clean))
                spanned = Spanned(clean, span)
                route = Route(method, spanned, Spanned(f"{method.value} {clean}", span))
                first = min(pending.values(), key=lambda one: one[0].span.start)
                yield Declaration((route,), first[1], first[1].start)
                pending.clear()


def _label_values(piece: Piece) -> Iterator[tuple[str | None, Spanned[str]]]:
    if isinstance(piece.block, Paragraph | Item):
        for line in lines(piece.block.content):
            for label in labels(line):
                if label.value:
                    yield label.part, label.value
    elif isinstance(piece.block, Table):
        for title, value in properties(piece.block):
            yield part_of(title.value), value


def properties(table: Table) -> list[tuple[Spanned[str], Spanned[str]]]:
    """The rows of a table with two columns that gives properties of one thing; its head may be such a row too."""
    if len(table.head.cells) != 2:
        return []
    head = table.head.cells[0].value
    rows = [row for row in table.rows if row.cells[0]]
    known = sum(part_of(row.cells[0].plain) in _PROPERTY_PARTS for row in rows)
    titled = head.value.strip().casefold() in conventions.PROPERTIES
    if part_of(head.value) in _PROPERTY_PARTS and known:
        rows = [table.head, *rows]
    elif not known or (not titled and known < 2):
        return []
    return [(row.cells[0].value, row.cells[1].value) for row in rows if row.cells[1]]


_PROPERTY_PARTS = frozenset(
    {"access", "roles", "permissions", "idempotency", "method", "path", "endpoint", "service", "description"}
)


def _in_small_tables(collector: Collector, stream: Stream) -> Iterator[Declaration]:
    """A table with columns for method and path and a single row, in a section that describes that endpoint."""
    for piece in stream.pieces:
        table = piece.block
        if not isinstance(table, Table) or len(table.rows) != 1 or len(table.head.cells) < 2:
            continue
        if stream.under(piece.section, conventions.FOREIGN_TITLES | conventions.OPERATIONAL_TITLES):
            continue
        columns = conventions.LISTING.match(table)
        if not columns or "method" not in columns:
            continue
        described = any(isinstance(block, Fence) for block in piece.section.every()) or any(
            other is not table for other in piece.section.tables()
        )
        method, path = table.rows[0].cells[columns["method"]].value, table.rows[0].cells[columns["path"]].value
        if described and method.value in http.METHODS and path.value.startswith("/"):
            route = Route(method, path, Spanned(f"{method.value} {path.value}", path.span))
            yield Declaration((route,), piece, piece.start)


def _in_fences(stream: Stream) -> Iterator[Declaration]:
    """A fence, first thing under a heading or behind a label for it, whose first line is the only request line."""
    previous: Piece | None = None
    for piece in stream.pieces:
        fence = piece.block
        if (
            isinstance(fence, Fence)
            and fence.language in ("", "http", "https", "text", "txt", "rest")
            and not stream.under(piece.section, conventions.FOREIGN_TITLES)
            and previous is not None
            and (previous.heading or _names_endpoint(_introduction(previous)))
        ):
            every = [m for m in re.finditer(r"[^\n]+", fence.body.text) if m.group().strip()]
            if every:
                line = fence.body.spanned(every[0].start(), every[0].end())
                found, before, rest = routes(line)
                others = any(re.match(r"\s*(?:GET|POST|PUT|PATCH|DELETE)\s+/", m.group()) for m in every[1:])
                if found and not before and not others and (rest is None or rest.value.startswith("HTTP/")):
                    yield Declaration(found, piece, piece.start, None, weak=True)
        previous = piece


def _names_endpoint(intro: Label | str | None) -> bool:
    return isinstance(intro, Label) and intro.part in ("endpoint", "path", "method")


def _without_repeats(stream: Stream, found: list[Declaration]) -> list[Declaration]:
    """Leave out what a section says again about the endpoint that its heading declares."""
    kept: list[Declaration] = []
    for one in found:
        if kept and kept[-1].at == one.at:
            continue
        above = [
            section for section in stream.up(one.piece.section) if one.piece.block or section is not one.piece.section
        ]
        repeated = any(
            earlier.piece.heading
            and any(earlier.piece.section is section for section in above)
            and _same_route(earlier, one)
            for earlier in kept
        )
        if not repeated:
            kept.append(one)
    return kept


def _same_route(a: Declaration, b: Declaration) -> bool:
    return any(
        x.method.value == y.method.value
        and (
            http.ends_with(x.path.value, y.path.value)
            or http.ends_with(y.path.value, x.path.value)
            or http.instance(y.path.value, x.path.value)
        )
        for x in a.routes
        for y in b.routes
    )


def _settle(stream: Stream, found: list[Declaration], document: Document) -> None:
    """Give each declaration its home and its extent."""
    inside: Counter[int] = Counter()
    for one in found:
        for section in stream.up(one.piece.section):
            inside[id(section)] += 1
    for one in found:
        one.home = _home(stream, one, inside)
        alone = one.home.heading and inside[id(one.home)] == 1
        one.start = one.home.heading.span.start if alone and one.home.heading else one.at
        if one.piece.heading:
            one.start = one.piece.heading.span.start
    following = [one.start for one in found[1:]] + [len(document.source.text)]
    for one, after in zip(found, following, strict=False):
        assert one.home is not None
        scope = one.home
        while (above := stream.parent(scope)) and above.heading and part_of(scope.title) in conventions.ROUTE_PARTS:
            scope = above  # "Request (Creating)" and the "Response" behind it describe one endpoint of two
        end = scope.span.end if scope.heading else document.root.span.end
        one.end = min(end, after)


def _home(stream: Stream, one: Declaration, inside: Counter[int]) -> Section:
    """The section that describes an endpoint: up from headings such as "Route" or "Request", unless shared."""
    section = one.piece.section
    if one.piece.heading:
        return section
    while section.heading and part_of(section.title) in conventions.ROUTE_PARTS:
        above = stream.parent(section)
        if above is None or above.heading is None or inside[id(above)] > inside[id(section)]:
            break
        section = above
    return section
