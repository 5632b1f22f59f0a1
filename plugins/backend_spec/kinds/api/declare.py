"""Where a document declares endpoints, and how far each declaration reaches.

An endpoint is declared by a heading (`### POST /users`), by a line of its own (inline code, plain, or behind a label
such as **Endpoint:**), by labels or a small table that give method and path, or, where a section has none of these, by
a fence that begins with the request line. `METHOD /path` within prose, lists, diagrams, drawings and tables that
compare endpoints is a mention.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from backend_spec.kinds.api import conventions
from backend_spec.kinds.api.extent import settle, without_repeats
from backend_spec.kinds.api.labels import Label, labels, lines, part_of, properties
from backend_spec.kinds.api.routes import Declaration, Route, routes
from backend_spec.kinds.api.stream import Piece, Stream
from backend_spec.markdown import Fence, Item, Paragraph, Table
from backend_spec.notation import http
from backend_spec.reading import Collector
from backend_spec.text import Span, Spanned

_NOT_BEFORE = re.compile(
    r"(?:\b(?:for|of|in|from|by|with|via|on|the|against|calling|calls|call|see|e\.g\.|than|vs\.?|is|are|when|after|before"
    r"|using|an?|to|like|replaces|through|into|curl|-X)|[=>$#`│|])$",
    re.IGNORECASE,
)
"""Words and marks behind which a route is mentioned."""
_ABOUT = re.compile(
    r"\b(?:examples?|errors?|sequence|flow|diagram|notes|migration|changes|request|response|tests?)(?: \w+)?$",
    re.IGNORECASE,
)
"""What a heading is about that says something of an endpoint declared elsewhere."""
_REST = re.compile(r"\(.*\)|[—–:·|].{0,80}|-\s.{0,80}|HTTP/\d.*|\{#.*\}|[✅🔒🔓⚠🚧🆕].{0,40}", re.DOTALL)
_AFTER_INTRO = re.compile(r"[:：]\s*$")


def find(collector: Collector, stream: Stream) -> list[Declaration]:
    """The document's declarations in order, each with its extent."""
    found = [*_in_text(stream), *_in_labels(stream)]
    found += _in_small_tables(collector, stream)
    found.sort(key=lambda one: one.at)
    strong = without_repeats(stream, found)
    settle(stream, strong, collector.document)
    starts, held = [one.start for one in strong], {id(one.piece.section) for one in strong}
    for one in _in_fences(stream):
        index = bisect_right(starts, one.at) - 1
        inside = index >= 0 and one.at < strong[index].end
        if not inside and id(one.piece.section) not in held:  # a section that holds a declaration needs no other
            strong.append(one)
    strong.sort(key=lambda one: one.at)
    settle(stream, strong, collector.document)
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
    told = before.rstrip("(:：—–|·- ")
    if (opening or closing) and not _NOT_BEFORE.search(before) and not _ABOUT.search(told):
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
                clean = http.bare(path.value)
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
            clean = http.bare(path.value)
            path = Spanned(clean, Span(path.span.source, path.span.start, path.span.start + len(clean)))
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
