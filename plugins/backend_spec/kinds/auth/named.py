"""What the authentication document names of other documents: endpoints, errors, cache keys, tables.

A name is firm where nothing else can be meant: then one that does not exist is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from backend_spec.kinds.auth import words
from backend_spec.markdown import Inline
from backend_spec.model.auth import FlowEndpoint, FlowError, SessionItem
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity, Ref, Where
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import Endpoint
from backend_spec.notation import sql
from backend_spec.notation.places import Places
from backend_spec.reading import Collector, names
from backend_spec.text import Spanned

E = TypeVar("E", bound=Entity)
_SQL = re.compile(r"\b(?:select|insert|update|delete|create|alter|truncate|upsert|merge)\b", re.IGNORECASE)


class Named:
    """Collects what texts name. `flow` is the flow or section that they belong to."""

    def __init__(self, collector: Collector, flow: str, where: Where):
        self._collector = collector
        self._flow = flow
        self._where = where
        self._taken: set[tuple[type, int]] = set()

    def refer(self, target: type[E], name: Spanned[str], *, firm: bool) -> Ref[E] | None:
        """Add a reference, and its statement where it is firm. Twice at one place is once."""
        if (target, name.span.start) in self._taken:
            return None
        self._taken.add((target, name.span.start))
        ref = self._collector.refer(target, name, self._where, firm=firm)
        if firm and target is Endpoint:
            self._collector.state(FlowEndpoint(name.span, self._flow, ref))  # type: ignore[arg-type]
        elif firm and target is ErrorCode:
            self._collector.state(FlowError(name.span, self._flow, ref))  # type: ignore[arg-type]
        elif firm and target is CacheKey:
            self._collector.state(SessionItem(name.span, self._flow, ref))  # type: ignore[arg-type]
        return ref

    def inline(self, content: Inline) -> tuple[Ref[CacheKey], ...]:
        """What a paragraph, an item or a cell names; its cache keys are returned too."""
        if not content:
            return ()
        found = self.text(Spanned(content.plain, content.span))
        for code in content.codes:
            source = code.span.source.text
            if words.is_code(code.value) and words.is_likely_code(
                code.value, source[: code.span.start][-4:], source[code.span.end : code.span.end + 2]
            ):
                ref = self.refer(ErrorCode, code, firm=False)
                if ref:
                    self._collector.state(FlowError(code.span, self._flow, ref))
        return found

    def text(self, text: Spanned[str], *, inside: bool = True) -> tuple[Ref[CacheKey], ...]:
        """What a text names. `inside` is False where an endpoint in it may be somebody else's."""
        value = text.value
        if not value.strip():
            return ()
        endpoints, errors, tables = words.endpoints(value), words.errors(value), words.tables(value)
        if not (endpoints or errors or tables or ":" in value or _SQL.search(value)):
            return ()
        places = Places.of(text)
        for start, end, key, firm in endpoints:
            self.refer(Endpoint, Spanned(key, places.span(start, end)), firm=firm and inside)
        for start, end, firm in errors:
            self.refer(ErrorCode, places.spanned(start, end), firm=firm)
        found = [self.refer(CacheKey, key, firm=True) for key in words.keys(text, places)]
        for start, end in tables:
            self.refer(Table, places.spanned(start, end), firm="_" in value[start:end])
        if _SQL.search(value) and sql.is_statement(value):
            for mention in sql.mentions(text):
                self.refer(Table, mention.name, firm=mention.firm)
        return tuple(ref for ref in found if ref)

    def error_cell(self, cell: Inline) -> None:
        """The codes and names in a cell that can hold nothing else."""
        for name in _single(cell):
            if words.is_code(name.value) or words.is_error_name(name.value):
                self.refer(ErrorCode, name, firm=True)


def _single(cell: Inline) -> Iterator[Spanned[str]]:
    for name in names(cell, slash=True):
        if re.fullmatch(r"[\w-]+", name.value):
            yield name
