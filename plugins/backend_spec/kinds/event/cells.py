"""The references that cells and headings of an event specification make: to events, topics and services."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.markdown import Inline
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Ref, Where
from backend_spec.model.event import Event, Topic
from backend_spec.reading import Collector, is_group, names, says_nothing
from backend_spec.text import Spanned

IDENTIFIER = re.compile(r"[^\W\d][\w-]*(?:[._:/-][\w-]+)*")
_PATTERN = re.compile(r"[*{}<>]|\.\.\.|…")
_GENERAL = frozenset("default defaults all any others other rest none remaining various".split())
_OUTSIDE = re.compile(
    r"(?!.*\bservices?\b)(?:.*\b)?(?:data ?warehouse|data ?lake|analytics (?:pipeline|platform)|third[- ]party|"
    r"external|partners?|debezium|kafka connect|cdc)\b.*",
    re.IGNORECASE,
)
"""Consumers and producers that are no services of the system, and need not be."""


def is_certain(name: Spanned[str]) -> bool:
    """Whether a name can only be that of one topic or event: an identifier, no pattern, no word such as `default`."""
    text = name.value.strip()
    return IDENTIFIER.fullmatch(text) is not None and text.casefold() not in _GENERAL and not _PATTERN.search(text)


def is_inside(name: Spanned[str]) -> bool:
    """Whether a producer or consumer must be a service of the system."""
    return not _OUTSIDE.fullmatch(name.value)


def topics(collector: Collector, cell: Inline | None) -> tuple[Ref[Topic], ...]:
    """The topics that a cell names; a pattern (`user.*`) or words name none for certain."""
    return tuple(
        collector.refer(Topic, name, Where.TABLE, firm=is_certain(name))
        for name in (names(cell) if cell else ())
        if not is_group(name.value)
    )


def events(collector: Collector, cell: Inline | None) -> tuple[Ref[Event], ...]:
    """The events that a cell names."""
    return tuple(
        collector.refer(Event, name, Where.TABLE, firm=is_certain(name))
        for name in (names(cell) if cell else ())
        if not is_group(name.value)
    )


def beside(label: Spanned[str]) -> Iterator[Spanned[str]]:
    """The names beside a label: those in code, else the words between commas. What stands in parentheses is none."""
    plain = re.sub(r"\([^()]*\)", lambda aside: " " * len(aside[0]), label.value)
    codes = list(re.finditer(r"`+(?P<name>[^`]+)`+", plain))
    found = codes or re.finditer(r"(?:^|[,;&/]|\band\b)[\s*]*(?P<name>(?:(?!\band\b)[^,;&/*])+)", plain)
    start = label.span.start + label.span.text.find(label.value)
    for match in found:
        name = match["name"].strip()
        if name and not says_nothing(name):
            low = start + match.start("name") + match["name"].index(name)
            yield Spanned(name, label.span.source.span(low, low + len(name)))


def services(collector: Collector, cell: Inline | None) -> tuple[Ref[Service], ...]:
    """The services that a cell names, without groups such as "all services".

    What stands behind an arrow ("mail-service → SMTP server") is where that service passes it on.
    """
    arrow = re.search(r"→|->|=>", cell.raw) if cell else None
    return tuple(
        collector.refer(Service, name, Where.TABLE, firm=is_inside(name))
        for name in (names(cell, slash=True) if cell else ())
        if not is_group(name.value) and not (cell and arrow and name.span.start > cell.span.start + arrow.start())
    )
