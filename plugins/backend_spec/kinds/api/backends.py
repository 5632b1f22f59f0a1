"""What an endpoint's section or the summary says about the services behind it."""

from __future__ import annotations

import re

from backend_spec.model.architecture import Service
from backend_spec.model.entity import Where
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Backend
from backend_spec.reading import Collector
from backend_spec.text import Span, Spanned

_QUALIFIED = re.compile(r"(?<![\w./])(?:[a-z]\w*\.)*(?P<service>[A-Z]\w*)[./](?P<method>[A-Z]\w*)\b(?!\()")
_METHOD = re.compile(r"(?<![\w./])(?P<method>[A-Z][a-z0-9]+(?:[A-Z]\w*)*)(?![\w./-])")
_SERVICE = re.compile(r"(?<![\w./-])[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:service|svc|gateway)\b(?!\.)")


def state(collector: Collector, value: Spanned[str], endpoint: str, where: Where, *, named: bool) -> None:
    """State the services and RPCs in a label's or cell's value: "`auth-service` (`AuthService.Login`)".

    `named` says that the value can only name RPCs, so that a name of one word is one too.
    """
    raw = value.span.text
    source, at = value.span.source, value.span.start

    def spanned(start: int, end: int) -> Spanned[str]:
        return Spanned(raw[start:end], Span(source, at + start, at + end))

    rpcs = [
        collector.refer(Rpc, spanned(match.start("service"), match.end("method")), where, firm=True)
        for match in _QUALIFIED.finditer(raw)
    ]
    if named and not rpcs:
        rpcs = [
            collector.refer(Rpc, spanned(*match.span("method")), where, firm=_is_coded(raw, match))
            for match in _METHOD.finditer(raw)
        ]
    services = [collector.refer(Service, spanned(*match.span()), where, firm=False) for match in _SERVICE.finditer(raw)]
    if rpcs or services:
        collector.state(Backend(value.span, endpoint, tuple(services), tuple(rpcs)))


def _is_coded(raw: str, match: re.Match[str]) -> bool:
    """Whether a name is all that stands in the value, or inline code as a whole."""
    before, after = raw[: match.start()], raw[match.end() :]
    return (not before.strip("`") and not after.strip("`()")) or (before.endswith("`") and after[:1] in ("`", "("))
