"""Examples of payloads against the tables and schemas that describe them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from backend_spec.diagnostic import Label
from backend_spec.model.http import Field
from backend_spec.notation import json
from backend_spec.reading import Collector
from backend_spec.text import Span
from backend_spec.verdict import Fault, Verdict, fields, schema

_REQUIRED = re.compile(r"`([^`]+)`.* required")


class Examples:
    """The JSON fences of a document, found by their spans, and what is wrong with them.

    A field that is missing by a table and by a schema is one fault with two labels.
    """

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self._fences = {fence.span.start: fence for fence in collector.document.root.fences()}
        self._faults: dict[tuple[int, int, str], Fault] = {}

    def fit(self, table: Sequence[Field], spans: Sequence[Span]) -> None:
        """Compare examples with the table of their fields."""
        values = [value for span in spans for value in self._values(span)]
        rows = [fields.Row(field.name, field.type, field.required) for field in table]
        for found in fields.compare(rows, values):
            row = found.row
            place = row.type.span if row.type and found.value is not None else row.name.span
            said = f"the table says `{place.text.strip()}`" if found.value is not None else "required here"
            advice = "correct the example or the table"
            self._add(Fault(found.place, found.message, "example", advice, (Label(place, said),)))

    def follow(self, place: Span, example: Span) -> None:
        """Compare an example with the JSON Schema in another fence."""
        fence = self._fences.get(place.start)
        content = self._collector.json(fence) if fence and fence.language.startswith("json") else None
        if fence is None or content is None or not content.values or not schema.is_schema(content.values[0]):
            return
        for value in self._values(example)[:1]:
            verdict = schema.follows(value, content)
            self._collector.judge("json-schema", replace(verdict, faults=()))
            for fault in verdict.faults:
                advice = "correct the example or the schema"
                self._add(replace(fault, help=advice, labels=(Label(fence.opening, "the schema"),)))

    def state(self) -> None:
        """State what does not fit."""
        self._collector.judge("json", Verdict(tuple(self._faults.values())))

    def _add(self, fault: Fault) -> None:
        missing = _REQUIRED.search(fault.message)
        key = (fault.span.start, fault.span.end, missing[1].rpartition(".")[2] if missing else "")
        known = self._faults.get(key)
        self._faults[key] = replace(known, labels=(*known.labels, *fault.labels)) if known else fault

    def _values(self, span: Span) -> list[json.Value]:
        fence = self._fences.get(span.start)
        if fence is None or fence.language not in ("", "json", "jsonc", "json5", "http"):
            return []
        content = self._collector.json(fence)
        return [] if content.errors else [value for value in content.values if value.kind in ("object", "array")]
