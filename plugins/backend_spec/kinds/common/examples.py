"""Examples of payloads against the tables and schemas that describe them."""

from __future__ import annotations

from collections.abc import Sequence

from backend_spec.diagnostic import Label
from backend_spec.model.http import Field
from backend_spec.notation import json
from backend_spec.reading import Collector
from backend_spec.text import Span
from backend_spec.verdict import Fault, Verdict, fields, schema


class Examples:
    """The JSON fences of a document, found by their spans."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self._fences = {fence.span.start: fence for fence in collector.document.root.fences()}

    def fit(self, table: Sequence[Field], spans: Sequence[Span]) -> None:
        """State where examples do not fit the table of their fields."""
        values = [value for span in spans for value in self._values(span)]
        rows = [fields.Row(field.name, field.type, field.required) for field in table]
        faults = []
        for found in fields.compare(rows, values):
            row = found.row
            place = row.type.span if row.type and found.value is not None else row.name.span
            said = f"the table says `{place.text.strip()}`" if found.value is not None else "required here"
            advice = "correct the example or the table"
            faults.append(Fault(found.place, found.message, "example", advice, (Label(place, said),)))
        self._collector.judge("json", Verdict(tuple(faults)))

    def follow(self, place: Span, example: Span) -> None:
        """State where an example does not follow the JSON Schema in another fence."""
        fence = self._fences.get(place.start)
        content = self._collector.json(fence) if fence and fence.language.startswith("json") else None
        if fence is None or content is None or not content.values or not schema.is_schema(content.values[0]):
            return
        for value in self._values(example)[:1]:
            verdict = schema.follows(value, content)
            label = Label(fence.opening, "the schema")
            faults = [
                Fault(f.span, f.message, f.sort, "correct the example or the schema", (label,)) for f in verdict.faults
            ]
            self._collector.judge("json-schema", Verdict(tuple(faults), verdict.checked, verdict.unanalysed))

    def _values(self, span: Span) -> list[json.Value]:
        fence = self._fences.get(span.start)
        if fence is None or fence.language not in ("", "json", "jsonc", "json5", "http"):
            return []
        content = self._collector.json(fence)
        return [] if content.errors else [value for value in content.values if value.kind in ("object", "array")]
