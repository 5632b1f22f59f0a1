"""Headings that name events: one, or several whose schemas are given together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from backend_spec.kinds.event import cells
from backend_spec.markdown import Section
from backend_spec.model.entity import Where
from backend_spec.text import Spanned

_VERSION = re.compile(
    r"[\s@:(,–—-]+(?:version\s*|v)(?P<number>\d+(?:\.\d+)*)(?:\s+(?:each|both|all))?[)]?\s*$", re.IGNORECASE
)
_PART_VERSION = re.compile(r"[._-]v(?P<number>\d+)$", re.IGNORECASE)
"""A version that belongs to the event type's name."""
_WORDS = re.compile(r"\s+(?:event|events|schema|message|payload)$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and\b|&)?|/|\+|&|\band\b|、|和|与|及)\s*", re.IGNORECASE)


class Named(Struct, frozen=True):
    """An event as a heading or a label names it; `certain` where it can only be an event."""

    name: Spanned[str]
    certain: bool
    version: Spanned[str] | None
    where: Where


def heading_name(section: Section, codes_only: bool = False) -> Named | None:
    """`user.registered v1`, "User Registered (`user.registered`)", `UserRegistered`, `User Registered Event`."""
    if section.heading is None:
        return None
    title = section.heading.title
    match = _VERSION.search(title.value)
    version = piece(title, *match.span("number")) if match else None
    for code in section.heading.content.codes:
        tail = _VERSION.search(code.value)
        name = piece(code, 0, tail.start()) if tail else code
        tail = tail or _PART_VERSION.search(code.value)
        number = piece(code, *tail.span("number")) if tail else None
        if cells.is_certain(name):
            return Named(name, True, number or version, Where.HEADING)
    if codes_only:
        return None
    end = match.start() if match else len(title.value)
    for pattern in (_ASIDE, _WORDS):
        tail = pattern.search(title.value, 0, end)
        end = tail.start() if tail and tail.start() else end
    name = piece(title, 0, end)
    text = name.value
    certain = cells.is_certain(name) and bool(re.search(r"[._]|[a-z][A-Z]", text))
    return Named(name, certain, version, Where.HEADING) if text.strip() else None


def several(section: Section) -> list[Named]:
    """The events of a heading that names more than one: "PaymentCaptured and PaymentRefunded (version 1 each)".

    Each has to look like an event's name; else the heading names one at most.
    """
    if section.heading is None:
        return []
    title = section.heading.title
    match = _VERSION.search(title.value)
    version = piece(title, *match.span("number")) if match else None
    end = match.start() if match else len(title.value)
    aside = _ASIDE.search(title.value, 0, end)
    names = list(_parts(title, aside.start() if aside and aside.start() else end))
    if len(names) < 2 or not all(_is_name(name) for name in names):
        return []
    return [Named(name, True, version, Where.HEADING) for name in names]


def _parts(title: Spanned[str], end: int) -> Iterator[Spanned[str]]:
    start = 0
    for match in (*_BETWEEN.finditer(title.value, 0, end), None):
        stop = match.start() if match else end
        text = title.value[start:stop].strip()
        if text:
            low = title.value.index(text, start)
            yield piece(title, low, low + len(text))
        start = match.end() if match else end


def _is_name(name: Spanned[str]) -> bool:
    return cells.is_certain(name) and re.search(r"[._]|[a-z][A-Z]", name.value) is not None


def piece(text: Spanned[str], start: int, end: int) -> Spanned[str]:
    """A part of a text, at its own place."""
    value = text.value[start:end]
    at = text.span.text.find(value)
    if at < 0:
        return Spanned(value, text.span)
    return Spanned(value, text.span.source.span(text.span.start + at, text.span.start + at + len(value)))
