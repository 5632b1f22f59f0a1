"""What an endpoint returns when it fails: error tables, lists of errors, JSON examples of errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.api import conventions
from backend_spec.markdown import Fence, Inline, Table
from backend_spec.model.entity import Where
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import ReturnedError
from backend_spec.reading import Collector, Record, says_nothing
from backend_spec.text import Span, Spanned

_CODE = re.compile(
    r"(?<![\w.])(?:"
    r"[A-Z][A-Z0-9]*(?:[_.-][A-Z0-9]+)+"  # AUTH_001, INVALID_CREDENTIALS, ERR-1001
    r"|[A-Z]{1,8}\d{2,6}"  # E1001
    r"|\d{3,8}"
    r"|[A-Z]{4,}"  # UNAUTHORIZED
    r")(?![\w.%]|-\w)"
)
_RANGE = re.compile(r"\d{3,}\s*(?:-|–|—|~|\.\.|to)\s*\d{3,}|\dxx+", re.IGNORECASE)
_HTTP = re.compile(r"(?<![\w.])[1-5]\d\d(?!\w)")
_SUCCESS = frozenset({"OK", "SUCCESS", "NONE", "CREATED", "ACCEPTED"})
_WORDS = frozenset({"HTTP", "JSON", "HTTPS", "REST", "GRPC", "NULL", "TODO", "N/A", "POST", "PATCH", "DELETE", "CORS"})


def columns(collector: Collector, table: Table, labelled: bool) -> dict[str, int] | None:
    """The columns of an error table, None when the table is none.

    A table under a label for errors is one if it gives a status or a code. Anywhere else it needs a column for
    statuses whose cells hold statuses, or a column of error codes.
    """
    found = conventions.ERRORS.match(table, collector.titles.get(conventions.ERRORS.name))
    if found is None:
        return None
    if "http" not in found and "code" in found and _all_http(table, found["code"]):
        found["http"] = found.pop("code")
    if "code" not in found and "name" in found:
        values = [row.cells[found["name"]].value.value for row in table.rows]
        if any(_CODE.fullmatch(value.strip()) for value in values):
            found["code"] = found.pop("name")
    if labelled:
        return found if "http" in found or "code" in found else None
    if "http" in found and any(_HTTP.match(row.cells[found["http"]].plain.strip("` *")) for row in table.rows):
        return found
    titled = "code" in found and "error" in table.head.cells[found["code"]].plain.casefold()
    return found if titled and len(found) > 1 else None


def _all_http(table: Table, index: int) -> bool:
    values = [row.cells[index].plain.strip("` *") for row in table.rows if row.cells[index]]
    return bool(values) and all(re.match(r"[1-5](?:\d\d|xx)(?!\d)", value, re.IGNORECASE) for value in values)


def rows(collector: Collector, table: Table, found: dict[str, int], endpoint: str) -> Iterator[ReturnedError]:
    """The table's rows; a row that names several codes is as many errors."""
    for row in table.rows:
        collector.read(row.span)
        record = Record(row, found)
        http, text = record.value("http"), record.value("text") or record.value("name")
        success = http is not None and http.value.startswith("2")
        refs = []
        for column in ("code", "name"):
            cell = record.cell(column)
            if cell and (column == "code" or _is_name(cell)):
                named = list(codes(cell))
                firm = not success and column == "code" and not _RANGE.search(cell.plain)
                refs = [collector.refer(ErrorCode, name, firm=firm) for name in named]
            if refs or (cell and column == "code" and re.fullmatch(r"\W*0+\W*", cell.plain)):
                break
        if not refs and not success and "code" not in found and (cell := record.cell("text")):
            refs = [collector.refer(ErrorCode, code, firm=code.value.isdigit()) for code in _beside(cell)]
        for ref in refs:
            yield ReturnedError(row.span, endpoint, ref, http, text)
        if not refs:
            yield ReturnedError(row.span, endpoint, None, http, text)


def _beside(cell: Inline) -> list[Spanned[str]]:
    """The codes in a description: "Bad request (`1001`)". Three digits may be a status, capitals anything."""
    found = [code for code in cell.codes if _CODE.fullmatch(code.value)]
    return [code for code in found if len(code.value) > 3 and (code.value.isdigit() or "_" in code.value)]


def _is_name(cell: Inline) -> bool:
    return bool(_CODE.fullmatch(cell.value.value.strip()))


def codes(cell: Inline, but: Spanned[str] | None = None) -> Iterator[Spanned[str]]:
    """The codes that a cell names: "`1001`, `1002`", "1001 INVALID_CREDENTIALS" (its number), "AUTH_001".

    `but` is a number in it that is none.
    """
    if says_nothing(cell.plain):
        return
    source, at = cell.span.source, cell.span.start
    found = [Spanned(code, Span(source, at + start, at + end)) for code, start, end in source.made(_codes, cell.raw)]
    found = [code for code in found if but is None or code.span != but.span]
    numbers = [code for code in found if code.value.isdigit()]
    coded = [code for code in found if any(map(str.isdigit, code.value))]
    yield from numbers or coded or found


def _codes(raw: str) -> tuple[tuple[str, int, int], ...]:
    """What has the form of a code, with where it begins and ends."""
    return tuple(
        (match[0], *match.span())
        for match in _CODE.finditer(_without_targets(raw))
        if match[0] not in _WORDS and match[0] not in _SUCCESS and set(match[0]) != {"0"}
    )


def codes_in(value: Spanned[str]) -> Iterator[Spanned[str]]:
    """The codes in a label's value: "**Errors:** `1001`, `1002`"."""
    yield from codes(Inline(value.span, value.value))


def named(collector: Collector, name: Spanned[str], endpoint: str) -> ReturnedError:
    """An error that is only named; it is not firm, the number may be a status."""
    return ReturnedError(name.span, endpoint, collector.refer(ErrorCode, name, Where.PROSE, firm=False))


def _without_targets(raw: str) -> str:
    """A cell's text with the targets of its links blanked out."""
    if "](" not in raw:
        return raw
    return re.sub(r"\]\([^()\s]*\)", lambda m: "]" + " " * (len(m.group()) - 1), raw)


def item(collector: Collector, inline: Inline, endpoint: str) -> ReturnedError | None:
    """An error in a list: "- `409` `1003`: email taken". Its code is not firm: it may be another number."""
    http = _HTTP.search(inline.raw)
    status = None
    if http:
        at = inline.span.start
        status = Spanned(http.group(), Span(inline.span.source, at + http.start(), at + http.end()))
    named = list(codes(inline, status))
    if not named and not status:
        return None
    code = collector.refer(ErrorCode, named[0], Where.PROSE, firm=False) if named else None
    return ReturnedError(inline.span, endpoint, code, status)


def example(collector: Collector, fence: Fence, endpoint: str) -> Iterator[ReturnedError]:
    """The errors that JSON examples show, by the members `code` or `error`, at the top or one level below."""
    for value in collector.json(fence).values:
        inner = [value, *(member.value for member in value.members if member.value.kind == "object")]
        for owner in inner:
            for key in ("code", "error_code", "errorCode", "error", "type"):
                code = owner.get(key)
                if code is None or code.kind not in ("string", "number") or not code.value:
                    continue
                written = code.span.text.strip("\"'")
                if _CODE.fullmatch(written) and not (written.isdigit() and len(written) < 4):
                    start = code.span.start + code.span.text.find(written)
                    name = Spanned(written, Span(code.span.source, start, start + len(written)))
                    ref = collector.refer(ErrorCode, name, Where.FENCE, firm=False)
                    yield ReturnedError(name.span, endpoint, ref)
                    return
