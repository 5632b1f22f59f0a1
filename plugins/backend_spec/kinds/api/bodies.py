"""What goes in and out: field tables, parameter tables, JSON examples and their member names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.api import conventions
from backend_spec.markdown import Fence, Table
from backend_spec.model.http import Field, Header, JsonKey
from backend_spec.notation import json
from backend_spec.reading import Collector, Record, Shape, normal
from backend_spec.text import Span, Spanned

JSON_LANGUAGES = ("json", "jsonc", "json5", "javascript", "js", "http")


def is_json(fence: Fence) -> bool:
    """Whether a fence holds JSON: it says so, or says nothing and begins with a brace."""
    if fence.language in ("json", "jsonc", "json5"):
        return True
    return fence.language in ("", "text", "http") and bool(re.search(r"^\s*[{\[]", fence.body.text, re.MULTILINE))


def keys(value: json.Value) -> Iterator[Spanned[str]]:
    """The member names in a JSON value, at every depth."""
    pending = [value]
    while pending:
        current = pending.pop()
        yield from (member.key for member in current.members)
        pending += [member.value for member in current.members]
        pending += current.items


def state_keys(collector: Collector, fence: Fence) -> None:
    """State each member name of a JSON fence once, where it stands first."""
    seen: set[str] = set()
    content = collector.json(fence)
    found = [key for value in content.values for key in keys(value)]
    if found and not content.errors:
        collector.read(fence.span)
    for key in sorted(found, key=lambda key: key.span.start):
        if key.value not in seen:
            seen.add(key.value)
            collector.state(JsonKey(key.span, key))


def is_headers(table: Table) -> bool:
    """Whether a table's first named column is one of HTTP headers."""
    columns = conventions.HEADERS.match(table)
    title = normal(table.head.cells[columns["name"]].plain) if columns else ""
    return "header" in title or title in ("请求头", "헤더")


def state_headers(collector: Collector, table: Table, shape: Shape) -> None:
    """State the rows of a table of HTTP headers."""
    for record in collector.rows(table, shape):
        name = record.value("name")
        if name:
            collector.state(Header(record.span, unstarred(name), record.truth("required")))


def sort_of(table: Table) -> str | None:
    """Where a field table belongs by its own column titles: request, response or parameters; "" if it does not tell.

    None when the table is no field table.
    """
    columns = conventions.FIELDS.match(table)
    if columns is None or not {"type", "required", "rule", "text"} & set(columns):
        return None
    if columns["name"] > 1 and not {"type", "required"} <= set(columns):
        return None  # of a table that does not lead with names only both of these make a field table
    title = normal(table.head.cells[columns["name"]].plain)
    if "request field" in title or "body" in title:
        return "request"
    if "response" in title:
        return "response"
    if re.search(r"query|path|url", title) or "place" in columns:
        return "parameters"
    return ""


def fields(collector: Collector, table: Table) -> tuple[Field, ...]:
    """The rows of a field table. A star behind the name says that the field is required."""
    found = []
    for record in collector.rows(table, conventions.FIELDS):
        name = record.value("name")
        if name is None:
            continue
        starred = name.value.rstrip().endswith("*")
        name = unstarred(name)
        required = True if starred else _required(record)
        cell = record.value("required")
        place = cell.span if cell else None
        found.append(Field(record.span, name, record.value("type"), required, record.value("rule"), place))
    return tuple(found)


def unstarred(name: Spanned[str]) -> Spanned[str]:
    """A name without the star that marks it as required."""
    text = name.value.rstrip(" *")
    return Spanned(text, Span(name.span.source, name.span.start, name.span.start + len(text))) if text else name


def _required(record: Record) -> bool | None:
    index = record.columns.get("required")
    required = record.truth("required")
    if index is None:
        rule = record.value("rule")
        return True if rule and re.match(r"(?:required|必填|필수)\b", rule.value, re.IGNORECASE) else None
    return required
