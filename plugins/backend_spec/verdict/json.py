"""Is a JSON example JSON? The verdict of our own reader, which knows what authors write to shorten."""

from __future__ import annotations

from backend_spec.notation.json import JsonDocument, Value
from backend_spec.verdict import Fault

# JSON5 has its own mind about these.
_JSON5 = ("a key needs double quotes", "a string needs double quotes", "is no number", "is no escape in JSON")


def faults(content: JsonDocument, language: str) -> tuple[Fault, ...]:
    """The first thing in a fence that is no JSON. An ellipsis, a comment, a `<placeholder>` are understood.

    A comma behind the last member is an error in `json`, unless a comment or an ellipsis behind it tells that more
    would follow.
    """
    found = [(span, message) for span, message in content.errors if not (language == "json5" and _is_json5(message))]
    if language == "json":
        told = [span.start for span, note in content.notes if note in ("comment", "ellipsis")]
        for span, note in content.notes:
            if note == "trailing comma" and not any(
                span.start < at <= _closing(span.source.text, span.end) for at in told
            ):
                found.append((span, "`,` without anything behind it"))
    if not found or not any(value.kind in ("object", "array") for value in content.values):
        return ()
    span, message = min(found, key=lambda error: error[0].start)
    return (Fault(span, f"this is no JSON: {message}", "json"),)


def _is_json5(message: str) -> bool:
    return any(part in message for part in _JSON5)


def _closing(text: str, start: int) -> int:
    """Where the next bracket closes."""
    return min((at for at in (text.find(mark, start) for mark in "}]") if at >= 0), default=len(text))


def repeated(content: JsonDocument) -> tuple[Fault, ...]:
    """Member names that an object has twice: a parser keeps the last one."""
    found: list[Fault] = []
    pending: list[Value] = list(content.values)
    while pending:
        value = pending.pop()
        seen: set[str] = set()
        for member in value.members:
            key = member.key.value
            if key in seen:
                found.append(Fault(member.key.span, f"the object has two members `{key}`", "json-key"))
            seen.add(key)
            pending.append(member.value)
        pending += value.items
    return tuple(sorted(found, key=lambda fault: fault.span.start))
