"""Status codes in a text: gRPC's (https://grpc.io/docs/guides/status-codes/) and HTTP's (RFC 9110, section 15)."""

from __future__ import annotations

import re

from backend_spec.text import Span, Spanned

GRPC = (
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
)
"""The gRPC status codes; each one's number is its place, from 0 for OK to 16."""

_FOLDED = {status.replace("_", ""): status for status in GRPC} | {"CANCELED": "CANCELLED"}
_WORD = re.compile(r"(?<![\w.])(?:\w+\.)*(?P<name>[A-Za-z][A-Za-z_]*)(?!\w)")
_HTTP = re.compile(r"(?<![\w.])\d+(?![\w.]*\w)")


def canonical(name: str) -> str | None:
    """The status that a spelling means: `NotFound`, `NOT_FOUND` and `not_found` are `NOT_FOUND`; None if it is none."""
    return _FOLDED.get(name.replace("_", "").upper())


def grpc(text: Spanned[str]) -> tuple[Spanned[str], ...]:
    """The gRPC statuses that a text names, each as written: `NOT_FOUND` of "5 NOT_FOUND" or of "codes.NOT_FOUND"."""
    return tuple(
        Spanned(match["name"], _part(text, *match.span("name")))
        for match in _WORD.finditer(text.value)
        if canonical(match["name"])
    )


def http(text: Spanned[str]) -> tuple[Spanned[str], ...]:
    """The numbers that stand in a text for HTTP statuses: `401` of "401 Unauthorized"."""
    return tuple(Spanned(match.group(), _part(text, *match.span())) for match in _HTTP.finditer(text.value))


def only(text: Spanned[str] | None, found: tuple[Spanned[str], ...]) -> Spanned[str] | None:
    """The one status found in a text, or the text where there is none or more than one."""
    return found[0] if text and len(found) == 1 else text


def _part(text: Spanned[str], start: int, end: int) -> Span:
    """The span of a part of the value; the whole where value and written text differ."""
    if text.span.text != text.value:
        written = text.span.text.find(text.value[start:end])
        if written < 0:
            return text.span
        start, end = written, written + end - start
    return text.span.source.span(text.span.start + start, text.span.start + end)
