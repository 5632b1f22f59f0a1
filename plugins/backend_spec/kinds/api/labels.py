"""Labels such as `**Access:** Public`: in bold, as plain words, as headings, as rows of a property table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from backend_spec.kinds.api import conventions
from backend_spec.kinds.api.stream import plain_title
from backend_spec.markdown import Inline, Table
from backend_spec.reading import normal
from backend_spec.text import Span, Spanned


class Label(Struct, frozen=True):
    """`**Access:** Public`: what it introduces (None if that is unknown), its title and the value beside it."""

    part: str | None
    title: Spanned[str]
    value: Spanned[str] | None


_BOLD = re.compile(
    r"(?P<mark>\*{1,3}|(?<!\w)_{1,3})(?P<title>(?!\s)[^*\n`]{1,80}?)\s*(?P<inner>[:：])?\s*(?P=mark)(?![\w*])"
    r"(?P<remark>\s*\([^()\n]{1,60}\)(?=\s*[:：]))?\s*(?P<outer>[:：]|[—–]\s)?"
)
_PLAIN = re.compile(r"(?P<title>[^\W\d][\w /&()+'`-]{1,60}?)\s*[:：](?=\s|$)")
_BARE = re.compile(r"(?P<title>[^\W\d][\w /&()+'`-]{1,60})")
_WRAPPED = re.compile(r"(?P<mark>`+|\*{1,3}|_{1,2})(?P<inner>(?:(?!(?P=mark)).)+)(?P=mark)", re.DOTALL)
_STATUS = re.compile(r"(?<![\w.])([1-5])(\d\d|xx)(?!\w)", re.IGNORECASE)
_PARTS = {normal(name): part for part, names in conventions.PARTS.items() for name in names}
_REASON = re.compile(
    r"\b(ok|created|accepted|no content|bad request|unauthorized|forbidden|not found|conflict|unprocessable entity"
    r"|too many requests|internal server error|service unavailable|gone)\b"
)
_REMARK = re.compile(r"\s*(?:\([^()]*\)|[—–-]\s*`?\d{3}`?(?: [A-Z]\w*)*)\s*[:：]?\s*")
_OPEN_PARTS = ("request", "response", "errors")


@lru_cache(maxsize=4096)
def part_of(title: str) -> str | None:
    """What a label or heading introduces: a key of `conventions.PARTS`, or None.

    A status in it decides between success and error: `Response (409 Conflict)` introduces an error.
    """
    statuses = [match.group(1) for match in _STATUS.finditer(title)]
    words = plain_title(_STATUS.sub(" ", title))
    part = _PARTS.get(words)
    if part is None:
        text = _REASON.sub(" ", words)
        text = " ".join(text.strip(" -–—:").split())
        part = _PARTS.get(text)
        if part is None and re.search(r"(?:diagram|sequence|flow|流程|时序图)$", text):
            part = "diagram"
        elif part is None and re.search(r"(?:^|\s)(?:request|response)? ?headers?$", text):
            part = "headers"
        elif part is None:
            part = _by_first_words(text)
    if statuses and part in (None, "response", "errors", "example"):
        return "errors" if all(first in "45" for first in statuses) else "response"
    return part


def _by_first_words(text: str) -> str | None:
    """`response body fields`, `실패 - 이메일 중복`: the longest known beginning of a request, response or error."""
    words = text.split()
    for count in range(min(3, len(words) - 1), 0, -1):
        part = _PARTS.get(" ".join(words[:count]))
        if part in _OPEN_PARTS:
            return part
    return None


def lines(inline: Inline) -> Iterator[Spanned[str]]:
    """The lines of a paragraph or item, without white space, quote marks and hard line breaks around them."""
    source, at, raw = inline.span.source, inline.span.start, inline.raw
    for start, end in source.made(_lines, raw):
        yield Spanned(raw[start:end], Span(source, at + start, at + end))


def _lines(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    at = 0
    for raw in re.split(r"(?<=\n)|<br\s*/?>", text):
        start = text.find(raw, at) if raw else at
        at = max(at, start) + len(raw)
        line = raw.rstrip().removesuffix("\\").rstrip()
        lead = re.match(r"[>\s]*", line)
        skip = lead.end() if lead else 0
        if line[skip:]:
            found.append((start + skip, start + len(line)))
    return tuple(found)


def labels(line: Spanned[str]) -> list[Label]:
    """The labels that a line consists of; empty when it does not begin with one."""
    source, at = line.span.source, line.span.start

    def placed(text: _Text) -> Spanned[str]:
        start, end, value = text
        return Spanned(value, Span(source, at + start, at + end))

    return [
        Label(part, placed(title), placed(value) if value else None)
        for part, title, value in source.made(_labels, line.value)
    ]


_Text = tuple[int, int, str]
"""Where in a line a text begins and ends, and what it says."""


def _labels(text: str) -> tuple[tuple[str | None, _Text, _Text | None], ...]:
    bold = _BOLD.match(text)
    if bold and _REMARK.fullmatch(text, bold.end()):
        # `**Success Response** (200 OK):` is one label.
        title = text[bold.start("title") :]
        return ((part_of(re.sub(r"[*_:]", "", title)), (bold.start("title"), len(text), title), None),)
    if bold and not (bold["inner"] or bold["outer"] or not text[bold.end() :].strip()):
        bold = None
    if bold is None:
        plain = _PLAIN.match(text) or _BARE.fullmatch(text)
        if plain is None or not _is_plain_label(plain):
            return ()
        return ((part_of(plain["title"]), (*plain.span("title"), plain["title"]), _bare(text, plain.end(), len(text))),)
    found = [m for m in _BOLD.finditer(text) if (m["inner"] or m["outer"] or m.start() == 0)]
    result = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        title = match["title"]
        part = part_of(f"{title} {match['remark']}" if match["remark"] else title)
        result.append((part, (*match.span("title"), title), _bare(text, match.end(), end)))
    return tuple(result)


def _is_plain_label(match: re.Match[str]) -> bool:
    """Whether a line's words without bold type are a label: "Returns the chats of the caller:" begins a sentence.

    ``Response `200 OK`:`` is one of few words beside the status; without a colon (``Response `200` `` alone in its
    line) the words have to be a known title.
    """
    words = _REASON.sub(" ", plain_title(_STATUS.sub(" ", match["title"])))
    if len(words.split()) > 3 or part_of(match["title"]) is None:
        return False
    return match.re is _PLAIN or _PARTS.get(" ".join(words.split())) in _OPEN_PARTS


def undecorated(text: Spanned[str]) -> Spanned[str] | None:
    """A raw value without separators, white space and marks around it; None where nothing is left.

    Marks inside it are taken out of the value only: `Protected (`member`)` is `Protected (member)`.
    """
    found = _bare(text.value, 0, len(text.value))
    if found is None:
        return None
    start, end, value = found
    base = text.span.start
    return Spanned(value, Span(text.span.source, base + start, base + end))


def _bare(raw: str, start: int, end: int) -> _Text | None:
    """What `undecorated` says of `raw[start:end]`."""
    while start < end and raw[start] in " \t:：|·•–—;,":
        start += 1
    while start < end and raw[end - 1] in " \t|·•–—;,":
        end -= 1
    while wrapped := _WRAPPED.fullmatch(raw, start, end):
        start, end = wrapped.span("inner")
    if start >= end:
        return None
    value = re.sub(r"\*\*|__|`", "", raw[start:end]).replace("\\|", "|").strip()
    return (start, end, value) if value else None


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
