"""What a JSON text says, each value with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from backend_spec.text import Span, Spanned

Kind = Literal["object", "array", "string", "number", "true", "false", "null", "ellipsis", "placeholder"]
Note = Literal["ellipsis", "comment", "trailing comma", "placeholder", "http", "fragment", "depth"]

# Nothing that people write is deeper. What is deeper is passed over, so that whoever walks the tree may recurse.
MAX_DEPTH = 200


class Member(Struct, frozen=True):
    """A member of an object. The key's span is what stands between the quotes."""

    key: Spanned[str]
    value: Value


class Value(Struct, frozen=True):
    """A JSON value. `value` is the decoded string or number, the written text of a placeholder, else None.

    `span` covers the quotes and brackets. `members` of an object and `items` of an array are in written order,
    duplicate keys included.
    """

    kind: Kind
    value: str | int | float | None
    members: tuple[Member, ...]
    items: tuple[Value, ...]
    span: Span

    def get(self, key: str) -> Value | None:
        """The value of the last member with this key (which is what most parsers take)."""
        return next((member.value for member in reversed(self.members) if member.key.value == key), None)


class JsonDocument(Struct, frozen=True):
    """What a fence holds: its values (more than one where documents follow each other).

    `preamble` is the first HTTP request or response with its headers. `notes` tell what is outside of RFC 8259 but
    understood, `errors` what is wrong, each at its exact place; a missing comma or colon is an empty span.
    """

    values: tuple[Value, ...]
    preamble: Span | None
    notes: tuple[tuple[Span, Note], ...]
    errors: tuple[tuple[Span, str], ...]


def leaves(value: Value) -> Iterator[tuple[str, Value]]:
    """Every value that holds no others, with its path: `data.items[].id`, `""` for the root.

    An empty object or array is a leaf, an ellipsis is none.
    """
    pending = [("", value)]
    while pending:
        path, current = pending.pop()
        if current.members:
            prefix = f"{path}." if path else ""
            pending.extend((prefix + member.key.value, member.value) for member in reversed(current.members))
        elif current.items:
            pending.extend((f"{path}[]", item) for item in reversed(current.items))
        elif current.kind != "ellipsis":
            yield path, current
