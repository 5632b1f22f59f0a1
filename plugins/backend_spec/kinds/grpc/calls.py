"""The inter-service communication table: who calls whom by which RPC."""

from __future__ import annotations

import re

from backend_spec.kinds.grpc.conventions import CALLS, CALLS_OF_ONE, GROUP
from backend_spec.kinds.grpc.fences import Trail
from backend_spec.markdown import Inline, Table
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Ref, Where
from backend_spec.model.grpc import InterServiceCall, Rpc
from backend_spec.reading import Collector, Record, names
from backend_spec.text import Spanned

_ABOUT = re.compile(
    r"inter ?-?service|communication|service calls?|call (?:graph|matrix)|dependenc|通信|调用|통신", re.IGNORECASE
)
_SERVICE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+|.*[a-z]service|.*\bservice", re.IGNORECASE)
_RPC = re.compile(r"(?:(?i:g?rpc)\s+)?(?P<name>/?(?:[A-Za-z_]\w*[./:]{1,2})*[A-Z]\w*)(?:\s*\([^()]*\))?", re.ASCII)
_WILD = re.compile(r"\.?\*(?!\*)")


def read(collector: Collector, table: Table, trail: Trail) -> bool:
    """State the rows of an inter-service communication table, and tell whether it is one."""
    about = any(_ABOUT.search(section.title) for section in trail if section.level > 1)
    if collector.matches(table, CALLS):
        records = collector.rows(table, CALLS)
        if records and not (records[0].has("rpc") or about):
            return False
        for record in records:
            _row(collector, record)
        return True
    heading = trail[-1].heading if trail else None
    if not about or heading is None or _ABOUT.search(heading.title.value):
        return False
    for record in collector.rows(table, CALLS_OF_ONE):
        _row(collector, record, collector.refer(Service, heading.title, Where.HEADING, firm=False))
    return collector.matches(table, CALLS_OF_ONE)


def _row(collector: Collector, record: Record, caller: Ref[Service] | None = None) -> None:
    callers, any_caller = _parties(collector, record.cell("caller")) if caller is None else ((caller,), False)
    callees, any_callee = _parties(collector, record.cell("callee"))
    if not (callers or any_caller) and not (callees or any_callee):
        return
    scope = callees[0].key if len(callees) == 1 else ""
    rpcs = _rpcs(collector, record.cell("rpc"), scope)
    collector.state(
        InterServiceCall(record.span, callers, callees, rpcs, any_caller, any_callee, when=record.value("when"))
    )


def _parties(collector: Collector, cell: Inline | None) -> tuple[tuple[Ref[Service], ...], bool]:
    """The services that a cell names, and whether it means any."""
    if cell is None:
        return (), False
    if GROUP.match(cell.value.value.strip()) and not cell.codes:
        return (), True
    found: list[Ref[Service]] = []
    for name in names(cell, slash=True):
        if GROUP.match(name.value):
            return tuple(found), True
        firm = bool(_SERVICE.fullmatch(name.value)) or any(name.span == code.span for code in cell.codes)
        found.append(collector.refer(Service, name, Where.TABLE, firm=firm))
    return tuple(found), False


def _rpcs(collector: Collector, cell: Inline | None, scope: str) -> tuple[Ref[Rpc], ...]:
    """The RPCs that a cell names; none where it means any: "All RPCs", `*`, `Get*`, `AuthService.*`."""
    if cell is None or (GROUP.match(cell.value.value.strip()) and not cell.codes):
        return ()
    found = []
    for name in names(cell):
        after = cell.raw[name.span.end - cell.span.start :]
        if GROUP.match(name.value) or "*" in name.value or _WILD.match(after):
            return ()
        match = _RPC.fullmatch(name.value)
        if match and name.span.text == name.value:
            start = name.span.start + match.start("name")
            place = name.span.source.span(start, start + len(match["name"]))
            written = re.sub(r"[/:]+", ".", match["name"].lstrip("/"))
            found.append(collector.refer(Rpc, Spanned(written, place), Where.TABLE, scope=scope))
    return tuple(found)
