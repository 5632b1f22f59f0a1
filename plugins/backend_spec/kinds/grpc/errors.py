"""The error tables of gRPC services and RPCs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.grpc.conventions import ERRORS
from backend_spec.kinds.grpc.declare import Declared
from backend_spec.kinds.grpc.fences import Trail
from backend_spec.markdown import Inline, Table
from backend_spec.model.entity import Ref, Where
from backend_spec.model.error import ErrorCode
from backend_spec.model.grpc import ServiceError
from backend_spec.notation import status
from backend_spec.reading import Collector, Record, names
from backend_spec.text import Spanned

_TOKEN = re.compile(r"(?<![\w.-])(?:\w+\.)*(?P<name>-?\d+|[A-Za-z]\w*(?:-\d+)?)(?![\w-])")
_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]+[-_]?\d+")
_WORD = re.compile(r"[A-Z][A-Z0-9]{2,}")
_HUMPS = re.compile(r"(?:[A-Z]+[a-z0-9]+){2,}")
_NUMBER_FIRST = re.compile(r"\s*\d{3,}")
_DETAIL_TYPES = frozenset(
    "ErrorInfo RetryInfo DebugInfo QuotaFailure PreconditionFailure BadRequest RequestInfo ResourceInfo Help "
    "LocalizedMessage Status".split()
)
"""Messages of google.rpc (error_details.proto), which are no errors."""


def read(collector: Collector, table: Table, trail: Trail, declared: Declared) -> bool:
    """State the errors of a table of a service's or an RPC's errors, and tell whether it is one."""
    columns = ERRORS.match(table, collector.titles.get(ERRORS.name)) or {}
    records = [Record(row, columns) for row in table.rows]
    columns = _understood(columns, records)
    service = _service(trail, declared)
    if not service or not _is_error_table(columns, trail):
        return False
    for record in (Record(row, columns) for row in table.rows):
        _row(collector, record, service)
        collector.read(record.span)
    return True


def _understood(columns: dict[str, int], records: list[Record]) -> dict[str, int]:
    """The columns by what stands in them: a "Code" may be the gRPC status, a "Status" the HTTP one."""
    columns = dict(columns)
    if "status" not in columns:
        for name in ("code", "reason"):
            values = [value for record in records if (value := record.value(name))]
            if values and all(status.grpc(value) and not _NUMBER_FIRST.match(value.value) for value in values):
                columns["status"] = columns.pop(name)
                break
    return columns


def _is_error_table(columns: dict[str, int], trail: Trail) -> bool:
    names_errors = "reason" in columns or "code" in columns
    titles = [section.title for section in trail if section.level > 1]
    about_errors = any(re.search("error|错误|에러", title, re.IGNORECASE) for title in titles)
    if "status" in columns:
        return names_errors or "detail" in columns or (about_errors and "description" in columns)
    return names_errors and about_errors


def _service(trail: Trail, declared: Declared) -> str | None:
    """The service whose section a table stands in, or whose RPC the nearest titles name."""
    for section in reversed(trail):
        for word in re.findall(r"\w+", section.title):
            if word in declared.methods:
                return declared.methods[word]
        if services := declared.of(section):
            return services[0]
        if section.level == 2 and section.title.casefold().endswith("service"):
            return section.title
    return None


def _row(collector: Collector, record: Record, service: str) -> None:
    raw = record.value("status")
    found = status.grpc(raw) if raw else ()
    grpc = status.only(raw, found)
    detail = record.value("detail")
    codes = list(_references(collector, record.cell("code")))
    reasons = list(_references(collector, record.cell("reason")))
    if not codes and len(reasons) == 2 and reasons[0].key.isdigit() and not reasons[1].key.isdigit():
        codes, reasons = reasons[:1], reasons[1:]  # "1001 INVALID_CREDENTIALS"
    if len(codes) == 2 and not reasons and codes[0].key.isdigit() and not codes[1].key.isdigit():
        codes, reasons = codes[:1], codes[1:]
    if len(codes) == len(reasons):
        for code, reason in zip(codes, reasons, strict=True):
            collector.state(ServiceError(record.span, service, code, reason, status=grpc, detail=detail))
    else:
        for reference in (*codes, *reasons):
            collector.state(ServiceError(record.span, service, reference, status=grpc, detail=detail))
    if not codes and not reasons:
        collector.state(ServiceError(record.span, service, None, status=grpc, detail=detail))


def _references(collector: Collector, cell: Inline | None) -> Iterator[Ref[ErrorCode]]:
    """What a cell names: codes, names like `INVALID_CREDENTIALS`.

    A gRPC status, or a single word in capitals, may be an error's name or not: such a reference is not firm.
    """
    for part in names(cell, slash=True) if cell else ():
        if part.span.text != part.value:
            continue
        tokens = list(_TOKEN.finditer(part.value))
        prose = sum(not _NAME.fullmatch(t["name"]) and not t["name"].isdigit() for t in tokens) > 1
        for token in tokens:
            name = token["name"]
            if name == "0" or name in _DETAIL_TYPES or (prose and not _NAME.fullmatch(name)):
                continue
            if not (name.isdigit() or _NAME.fullmatch(name) or _WORD.fullmatch(name) or _HUMPS.fullmatch(name)):
                continue
            start = part.span.start + token.start("name")
            place = part.span.source.span(start, start + len(name))
            firm = (name.isdigit() or bool(_NAME.fullmatch(name))) and status.canonical(name) is None
            yield collector.refer(ErrorCode, Spanned(name, place), Where.TABLE, firm=firm)
