"""The values that a column may have, as each place that lists them says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.graph import Graph, names
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.kinds.database import statements
from backend_spec.model.database import Table, ValueType
from backend_spec.model.grpc import Enum
from backend_spec.text import Span

Said = tuple[frozenset[str], bool]
"""The values without case and separators, and whether the place may leave some out."""
Values = Claim[Said]

_QUOTED = re.compile(r"'((?:[^']|'')*)'")
_LIST = r"(?:IN\s*\(|=\s*ANY\s*\(+\s*(?:ARRAY\s*\[|'\{)?)(?P<list>[^()\[\]]*)"
_CHECK = re.compile(
    rf"\(*\s*(?:[\"`]?(?P<null>\w+)[\"`]?\s+IS\s+NULL\s+OR\s+\(*)?"
    rf"[\"`]?(?P<name>\w+)[\"`]?(?:\)?::\w+)?\s*{_LIST}[\])}}:\w\[\s]*",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"\bCHECK\s*\(+\s*[\"`]?(?P<name>\w+)[\"`]?\s*{_LIST}\)+", re.IGNORECASE)
_ENUM = re.compile(r"\s*ENUM\s*\((?P<list>[^()]*)\)", re.IGNORECASE)
_WORD = r"[A-Za-z][\w-]*"
_JOIN = r"(?:\s*(?:,\s*(?:or|and)?|/|\\?\||\bor\b|\band\b|、|或)\s*)"
_CODES = re.compile(rf"`['\"]?{_WORD}['\"]?`(?:{_JOIN}`['\"]?{_WORD}['\"]?`)+")
_WORDS = re.compile(rf"{_WORD}(?:, {_WORD})* or {_WORD}(?=\s*(?:[.;(]|$))")
_OPENING = re.compile(
    r"(?:one of|allowed(?: values)?|values?|enum(?:eration)?|either|possible values|can be|is|are)?\s*[:：=(]?\s*",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\be\.g\.|\bsuch as\b|\bfor example\b|\bfor instance\b|\betc\b|…|\.\.\.|\binitially\b|\bdefault", re.I
)


def of_tables(graph: Graph) -> Mapping[int, Mapping[str, list[Values]]]:
    """The claims about the columns of each table, by the table's identity."""
    return {identity: claims(known, graph) for identity, known in graph.view(statements.described).items()}


def claims(known: statements.Described, graph: Graph) -> Mapping[str, list[Values]]:
    """What each place says of the values of each column that the DDL restricts, by column."""
    found: dict[str, list[Values]] = {}
    for column, claim in _defined(known, graph):
        found.setdefault(column, []).append(claim)
    for item in known.listed:
        for match in _LISTED.finditer(item.span.text):
            start, end = match.span("list")
            place = item.span.source.span(item.span.start + start, item.span.start + end)
            column = statements.form(match["name"])
            if column in found and (values := _quoted(match["list"])):
                found[column].append(_claim(values, False, place, "constraints list", Authority.LIST))
    for column, said in found.items():
        wanted = said[0].value[0]
        row = (known.rows or {}).get(column)
        enumerated = _ENUM.match(row.type.value) if row and row.type else None
        if row and row.type and enumerated:
            said.append(_claim(_quoted(enumerated["list"]), False, row.type.span, known.place, known.authority))
        if row and row.text:
            said += _described(row.text.span, wanted)
        said += _proto(known.table, column, graph)
    return found


def agree(one: Said, other: Said) -> bool:
    """Whether two places can be right at once."""
    return one[0] == other[0] or (one[1] and one[0] <= other[0]) or (other[1] and other[0] <= one[0])


def _defined(known: statements.Described, graph: Graph) -> Iterator[tuple[str, Values]]:
    """The values that the DDL allows: CHECK, ENUM, an enumeration type."""
    types = {names.joined(one.name.value): one for one in graph.all(ValueType) if one.values}
    for key, column in (known.ddl or {}).items():
        if inner := _ENUM.match(column.type.value):
            yield key, _claim(_quoted(inner["list"]), False, column.type.span, "DDL", Authority.SCHEMA)
        elif (type_ := types.get(names.joined(column.type.value))) and "_" in column.type.value:
            values = [value.value for value in type_.values]
            yield key, _claim(values, False, type_.name.span, "DDL", Authority.SCHEMA)
        if column.check:
            yield from _checked(column.check.value, column.check.span)
    for constraint in known.constraints:
        if constraint.kind == "check" and constraint.expression:
            yield from _checked(constraint.expression.value, constraint.expression.span)


def _checked(expression: str, span: Span) -> Iterator[tuple[str, Values]]:
    match = _CHECK.fullmatch(expression)
    values = _quoted(match["list"]) if match else []
    if match and values and match["null"] in (None, match["name"]):
        yield statements.form(match["name"]), _claim(values, False, span, "DDL", Authority.SCHEMA)


def _described(span: Span, wanted: frozenset[str]) -> Iterator[Values]:
    """A list of values in a column's description. One that opens it is complete unless it says otherwise."""
    text = span.text
    opening = _OPENING.match(text)
    match = _CODES.search(text)
    if match is None and opening:
        match = _WORDS.match(text, opening.end())
    if match is None:
        return
    values = re.findall(_WORD, re.sub(r"\b(?:or|and)\b", " ", match[0]) if "`" not in match[0] else _codes(match[0]))
    found = frozenset(form(value) for value in values)
    first = opening is not None and match.start() <= opening.end() and not _SOME.search(text)
    common = len(found & wanted)
    if common == 0 or (not first and common < 2 and common * 2 <= min(len(found), len(wanted))):
        return  # a list of something else
    place = span.source.span(span.start + match.start(), span.start + match.end())
    yield _claim(values, not first, place, "description", Authority.PROSE)


def _codes(text: str) -> str:
    return " ".join(re.findall(rf"`['\"]?({_WORD})['\"]?`", text))


def _proto(table: Table, column: str, graph: Graph) -> Iterator[Values]:
    """The proto enum that is named after table and column: `UserStatus` for `users.status`."""
    wanted = names.joined(f"{names.singular(table.key.rsplit('.', 1)[-1])}_{column}")
    for enum in graph.view(_enums).get(wanted, ()):
        written = [value.name.value for value in enum.content.values]
        prefix, own = _prefix(written), names.joined(enum.key.rsplit(".", 1)[-1])
        values = [
            name[len(own) :] if (name := names.joined(one)).startswith(own) else one.removeprefix(prefix).casefold()
            for one in written
        ]
        values = [name for name in values if name not in ("unknown", "unspecified", "undefined", "none")]
        yield _claim(values, False, enum.name.span, "proto enum", Authority.SCHEMA)


def _prefix(written: list[str]) -> str:
    """What all names have in common up to an underscore."""
    first, last = min(written, default=""), max(written, default="")
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[: first.rfind("_", 0, same) + 1]


def _enums(graph: Graph) -> Mapping[str, list[Enum]]:
    found: dict[str, list[Enum]] = {}
    for enum in graph.all(Enum):
        found.setdefault(names.joined(enum.key.rsplit(".", 1)[-1]), []).append(enum)
    return {name: enums for name, enums in found.items() if len(enums) == 1}


def form(value: str) -> str:
    """A value as values are compared: without case and separators."""
    return re.sub(r"[\W_]+", "", value).casefold()


def _quoted(text: str) -> list[str]:
    values = [match.replace("''", "'") for match in _QUOTED.findall(text)]
    return values or re.findall(_WORD, text if "{" in text or "}" in text else "")


def _claim(values: list[str], partial: bool, span: Span, place: str, authority: Authority) -> Values:
    text = ", ".join(f"`{value}`" for value in dict.fromkeys(values))
    return Claim((frozenset(form(value) for value in values), partial), text, span, place, authority)
