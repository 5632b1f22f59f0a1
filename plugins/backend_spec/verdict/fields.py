"""Does an example have the fields that a field table gives, in the types that it says? Our own verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from backend_spec.notation.json import Value
from backend_spec.text import Span, Spanned


class Row(Struct, frozen=True):
    """A row of a field table: a name or a path (`data.items[].id`)."""

    name: Spanned[str]
    type: Spanned[str] | None
    required: bool | None


class Mismatch(Struct, frozen=True):
    """An example and a row that do not fit. `value` is None where the field is missing from the object at `place`."""

    row: Row
    place: Span
    message: str
    value: Value | None = None


_WORDS = {
    "string": "string str varchar char text email url uri uuid ulid guid date datetime time byte bytes base64 cursor"
    " token",
    "number": "number float double decimal numeric float32 float64 float4 float8 money",
    "integer": "int integer int32 uint32 int16 smallint short i32 u32 uint int4 int2",
    "wide": "int64 uint64 bigint long i64 u64 int8 timestamp id snowflake duration",
    "boolean": "boolean bool",
    "array": "array list",
    "object": "object map struct dict json jsonobject",
}
_FAMILY = {word: family for family, words in _WORDS.items() for word in words.split()}
_KINDS: dict[str, frozenset[str]] = {
    "string": frozenset({"string"}),
    # Money and wide integers are written as strings where a double would lose digits.
    "number": frozenset({"number", "string"}),
    "wide": frozenset({"number", "string"}),
    "integer": frozenset({"number"}),
    "boolean": frozenset({"true", "false"}),
    "array": frozenset({"array"}),
    "object": frozenset({"object"}),
}
_ARRAY = re.compile(r"\[\]|^(?:array|list|set)\b|<.*>$", re.IGNORECASE)
_WORD = re.compile(r"([a-z]+\d*)(?=$|[<\[{:;]|\s*[—–-]\s|\s+(?:of|unsigned|enum|format|nullable)\b)")
_CALLED = {"string": "a string", "number": "a number", "true": "a boolean", "false": "a boolean", "array": "an array",
           "object": "an object"}  # fmt: skip
_ENVELOPES = ("data", "payload", "result", "body", "event")
_APART = re.compile(r"\b(?:path|query|header|cookie)\b", re.IGNORECASE)
"""A type that tells that the field is no part of the body: `UUID (path)`."""
_PATH = re.compile(r"[\w$-]+(?:\[\w*\])*(?:\.(?:[\w$-]+(?:\[\w*\])*|\[\w*\]))*")


def kinds(type_: str) -> frozenset[str] | None:
    """The kinds of JSON value that a type as written allows; None where that cannot be told."""
    text = re.sub(r"\(.*?\)", "", type_.strip().strip("`").casefold()).strip()
    allowed: set[str] = set()
    for part in re.split(r"\s*(?:\||/|,|\bor\b)\s*", text) if "<" not in text else [text]:
        part = part.strip(" ?*`")
        if part in ("null", "nil", "none", "nullable", "optional", "required", ""):
            continue
        word = _WORD.match(part)
        family = (
            "array" if _ARRAY.search(part) and not part.startswith("map") else _FAMILY.get(word[1]) if word else None
        )
        if family is None:
            return None
        allowed |= _KINDS[family]
    return frozenset(allowed) or None


def compare(rows: Sequence[Row], examples: Sequence[Value]) -> Iterator[Mismatch]:
    """Where the examples do not fit the table.

    A table may start at the root or inside of an envelope (`data`): it is read where most of its names are. When fewer
    than half of them are anywhere, the table is about something else. A field is missing when no example has it.
    """
    table = [
        row for row in rows if _PATH.fullmatch(row.name.value) and not (row.type and _APART.search(row.type.value))
    ]
    examples = [value for value in examples if value.kind in ("object", "array")]
    found: dict[int, list[tuple[Value, list[Value], bool]]] = {}
    for example in examples:
        start = root([re.split(r"[.\[]", row.name.value)[0] for row in table], example)
        if start is None:
            return
        for index, row in enumerate(table):
            found.setdefault(index, []).append(_look(start, row.name.value))
    for index, row in enumerate(table):
        looks = found.get(index, [])
        if row.required and looks and all(not values and closed for _, values, closed in looks):
            holder = looks[0][0]
            yield Mismatch(row, _head(holder), f"the example lacks `{row.name.value}`, which is required")
            continue
        allowed = kinds(row.type.value) if row.type else None
        wrong = (value for _, values, _ in looks for value in values if allowed and _contradicts(value, allowed))
        if row.type and (value := next(wrong, None)):
            called = _CALLED[value.kind]
            message = f"`{row.name.value}` is {called} here, and `{row.type.value.strip()}` in the table"
            yield Mismatch(row, _head(value), message, value)


def _contradicts(value: Value, allowed: frozenset[str]) -> bool:
    """Whether a value is of another kind. `null`, placeholders and texts such as `"..."` or `"<id>"` are open."""
    if value.kind not in _CALLED or value.kind in allowed:
        return False
    return not (
        value.kind == "string" and re.search(r"\.\.\.|…|<|\{\{|^\s*$|^(?:int|bool|number|float)", str(value.value))
    )


def root(names: Sequence[str], example: Value) -> Value | None:
    """Where in an example, at its root or inside of an envelope, names are: at least half of them, and more than
    anywhere else."""
    tops = list(dict.fromkeys(names))
    candidates = [example, *(item for item in example.items[:1])]
    for value in list(candidates):
        for member in value.members:
            if member.key.value in _ENVELOPES:
                candidates += [member.value, *member.value.items[:1]]
    candidates = [value for value in candidates if value.kind == "object"]
    scores = [sum(value.get(name) is not None for name in tops) for value in candidates]
    best = max(scores, default=0)
    if not tops or best * 2 < len(tops) or scores.count(best) > 1:
        return None
    return candidates[scores.index(best)]


def _look(root: Value, path: str) -> tuple[Value, list[Value], bool]:
    """The values at a path; the object that should have the field, and whether it shows all that it has."""
    exact = root.get(path)
    if exact is not None:
        return root, [exact], True
    holder, values = root, [root]
    steps = re.findall(r"[\w$-]+", re.sub(r"\[\w*\]", "", path))
    for number, step in enumerate(steps, 1):
        flat = [item for value in values for item in (value.items if value.kind == "array" else (value,))]
        objects = [value for value in flat if value.kind == "object"]
        values = [value for one in objects if (value := one.get(step)) is not None]
        if not values:
            # Only an object that is there, and that leaves nothing open, lacks the field.
            closed = bool(objects) and number == len(steps) and not any(map(_open, objects))
            return (objects or [root])[0], [], closed
        holder = objects[0]
    # `tags[]` may mean the array or what is in it.
    return holder, [] if path.endswith("]") else values, not path.endswith("]")


def _open(value: Value) -> bool:
    """Whether an object says that it has more than it shows."""
    return re.search(r"\.\.\.|…", value.span.text) is not None


def _head(value: Value) -> Span:
    if value.kind in ("object", "array"):
        return value.span.source.span(value.span.start, value.span.start + 1)
    return value.span
