"""Marks put into the HTML of a code block: by counting characters, so that the code stays the same to the letter."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import takewhile

from backend_spec.site.weave.mark import FINDING, Mark

_PIECE = re.compile(r"<[^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|[^<&]+|[<&]")
_LONG_TAG = re.compile(r"<[^>]*\n")
Tags = Callable[[Mark], tuple[str, str]]
"""What a mark opens and closes with."""


def text(html: str) -> str:
    """The text that a piece of HTML shows."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def weave(html: str, marks: Sequence[Mark], tags: Tags) -> str:
    """The HTML with marks, given by their offsets in its text, in order and without overlap.

    A highlighter wraps tokens in elements. A link that ends in another element than it began in is written once per
    piece of text; the first of them bears its id.
    """
    lines = [html] if _LONG_TAG.search(html) else html.splitlines(keepends=True)
    return "".join(_lines(lines, deque(marks), tags))


def _lines(lines: list[str], pending: deque[Mark], tags: Tags) -> Iterator[str]:
    """Line by line, because most have no marks. Lines that share a mark stay together."""
    chunk, start, end = "", 0, 0
    for number, line in enumerate(lines, 1):
        if not pending and not chunk:
            yield line
            continue
        chunk += line
        end += len(text(line))
        last = number == len(lines)
        own = list(takewhile(lambda mark: mark.start < end or last, pending))  # noqa: B023 - used at once
        if own and own[-1].end > end and not last:
            continue
        for _ in own:
            pending.popleft()
        yield "".join(_woven(_PIECE.findall(chunk), _moved(own, -start), tags)) if own else chunk
        chunk, start = "", end


def _moved(marks: Iterable[Mark], by: int) -> list[Mark]:
    return [Mark(m.start + by, m.end + by, m.kind, m.href, m.id, m.uses) for m in marks]


def _woven(pieces: list[str], pending: list[Mark], tags: Tags) -> Iterator[str]:
    offset = index = 0
    while index < len(pieces):
        piece = pieces[index]
        while pending and pending[0].kind == FINDING and pending[0].start == offset and not piece.startswith("</"):
            yield "".join(tags(pending.pop(0)))
        if not pending or (piece.startswith("<") and len(piece) > 1):
            # An element that is the whole of a link's text stands inside of the link.
            if pending and pending[0].start == offset and (end := _whole(pieces, index, pending[0])):
                opening, closing = tags(pending.pop(0))
                yield opening + "".join(pieces[index:end]) + closing
                offset += sum(map(_length, pieces[index:end]))
                index = end
                continue
            yield piece
            index += 1
            continue
        size = _length(piece)
        yield from _text(piece, offset, pending, tags)
        offset += size
        index += 1
    for mark in pending:
        if mark.start == mark.end == offset:
            yield "".join(tags(mark))


def _length(piece: str) -> int:
    if piece.startswith("<") and len(piece) > 1:
        return 0
    return 1 if piece.startswith("&") and len(piece) > 1 else len(piece)


def _whole(pieces: list[str], index: int, mark: Mark) -> int:
    """Where the elements end that make up exactly a mark's text and begin at `index`; 0 when none do."""
    depth, size = 0, 0
    for at in range(index, len(pieces)):
        piece = pieces[at]
        if piece.startswith("</"):
            depth -= 1
        elif piece.startswith("<") and len(piece) > 1:
            depth += 1
        size += _length(piece)
        if depth < 0 or size > mark.end - mark.start:
            return 0
        if depth == 0 and size == mark.end - mark.start and size:
            return at + 1
    return 0


def _text(piece: str, offset: int, pending: list[Mark], tags: Tags) -> Iterator[str]:
    """A piece of text (or one entity) with the marks in it. A mark that goes on beyond it stays pending."""
    end = offset + _length(piece)
    at = offset
    whole = piece.startswith("&") and len(piece) > 1
    while pending and (pending[0].start < end or (pending[0].start == pending[0].end == at)):
        mark = pending[0]
        if mark.end <= at and mark.start < at:  # behind already: nothing of it was found
            pending.pop(0)
            continue
        start, stop = max(mark.start, at), min(mark.end, end)
        if not whole:
            yield piece[at - offset : start - offset]
        opening, closing = tags(mark)
        shown = piece if whole else piece[start - offset : stop - offset]
        if mark.start == mark.end:
            shown = ""
        yield opening + shown + closing
        at = max(at, stop) if mark.start != mark.end else start
        if mark.end > end:
            pending[0] = Mark(end, mark.end, mark.kind, mark.href)
            break
        pending.pop(0)
    if at < end:
        yield piece if whole else piece[at - offset :]
