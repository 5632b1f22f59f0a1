"""Status codes in a text: gRPC's (https://grpc.io/docs/guides/status-codes/) and HTTP's (RFC 9110, section 15)."""

from __future__ import annotations

import re
from difflib import get_close_matches

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

_CAPITALS = re.compile(r"(?<![\w.-])[A-Z]{2}[A-Z_]*(?![\w-])")
_HTTP_NAMES = {
    "BAD_REQUEST": "INVALID_ARGUMENT",
    "UNAUTHORIZED": "UNAUTHENTICATED",
    "FORBIDDEN": "PERMISSION_DENIED",
    "CONFLICT": "ALREADY_EXISTS",
    "TOO_MANY_REQUESTS": "RESOURCE_EXHAUSTED",
    "UNPROCESSABLE_ENTITY": "INVALID_ARGUMENT",
    "INTERNAL_SERVER_ERROR": "INTERNAL",
    "SERVICE_UNAVAILABLE": "UNAVAILABLE",
    "GATEWAY_TIMEOUT": "DEADLINE_EXCEEDED",
    "NOT_IMPLEMENTED": "UNIMPLEMENTED",
}
"""Names of HTTP statuses, and the gRPC status that says the same."""
_NO_STATUS = frozenset("GATEWAY ONLY APPLICABLE LOCAL HTTP GRPC NONE MAPPED EXPOSED ANY VARIES REST".split())


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


def unknown_grpc(text: Spanned[str]) -> tuple[Spanned[str], ...]:
    """The words of a text that stand for a gRPC status but are none: `UNAUTHORIZED`, `INVALID_ARGUMENTS`.

    A word in capitals counts if it has an underscore, is an HTTP status's name, or is nearly a status.
    """
    found = []
    for match in _CAPITALS.finditer(text.value) if len(text.value.split()) < 6 else ():
        name = match.group()
        if canonical(name) or _NO_STATUS & set(name.split("_")):
            continue
        if "_" in name or name in _HTTP_NAMES or nearest_grpc(name):
            found.append(Spanned(name, _part(text, *match.span())))
    return tuple(found)


def nearest_grpc(name: str) -> str | None:
    """The status that a word may mean."""
    if name in _HTTP_NAMES:
        return _HTTP_NAMES[name]
    return next(iter(get_close_matches(name.upper(), GRPC, 1, 0.8)), None)


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
