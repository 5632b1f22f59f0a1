"""Types of columns as PostgreSQL, MySQL, SQLite and the authors of diagrams spell them: when two are one type."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

_TYPE = re.compile(
    r"\s*`?(?P<name>character varying|char varying|double precision|[A-Za-z_][A-Za-z0-9_]*)\s*"
    r"(?:\(\s*(?P<size>\d+(?:\s*,\s*\d+)?)\s*\)|\((?P<list>[^()]*)\))?"
    r"(?P<zone>\s*with\s+(?:local\s+)?time\s*zone|\s*without\s+time\s*zone)?(?P<array>\s*(?:\[\d*\]|array\b))?",
    re.IGNORECASE,
)

_NAMES = {
    "uuid": "uuid uniqueidentifier guid uuid7 uuidv7 uuidv4",
    "varchar": "varchar character_varying char_varying varchar2 nvarchar nvarchar2 string",
    "char": "char character bpchar nchar",
    "text": "text tinytext mediumtext longtext clob citext",
    "smallint": "smallint int2 smallserial serial2 tinyint int8s year mediumint",
    "int": "int integer int4 serial serial4 int32",
    "bigint": "bigint int8 bigserial serial8 int64 long",
    "decimal": "decimal numeric dec number money",
    "float": "float float4 float8 real double double_precision",
    "bool": "bool boolean bit",
    "date": "date",
    "time": "time timetz",
    "timestamp": "timestamp",
    "timestamptz": "timestamptz",
    "datetime": "datetime datetime2 timestamp_ntz",
    "json": "json",
    "jsonb": "jsonb",
    "bytes": "bytea blob binary varbinary longblob mediumblob tinyblob bytes raw",
    "enum": "enum",
    "set": "set",
    "inet": "inet cidr macaddr ip",
    "interval": "interval",
}
_FAMILIES = {name: family for family, names in _NAMES.items() for name in names.split()}

_WORDS = frozenset("string number guid long bytes ip object array int32 int64 raw double datetime enum bool".split())
"""Names that no dialect of the three has for all that they mean, or that are shorthand in many pages."""

_ALIEN = frozenset("string number object int32 int64 guid long".split())

_CLASSES = {
    "uuid": "uuid text bytes",
    "varchar": "text",
    "char": "text uuid",
    "text": "text json",
    "smallint": "whole bool",
    "int": "whole bool",
    "bigint": "whole moment",
    "decimal": "number",
    "float": "number",
    "bool": "bool",
    "date": "moment",
    "time": "moment",
    "timestamp": "moment",
    "timestamptz": "moment",
    "datetime": "moment",
    "json": "json",
    "jsonb": "json",
    "bytes": "bytes",
    "enum": "text",
    "set": "text",
    "inet": "text",
    "interval": "moment text",
}

_SAME = frozenset(
    frozenset(pair.split("="))
    for pair in (
        "datetime=timestamp datetime=timestamptz enum=varchar enum=text enum=char enum=smallint "
        "bool=smallint uuid=char uuid=bytes set=varchar"
    ).split()
)
"""Exact types that say the same in two dialects, or that store what the other names."""


class Type(Struct, frozen=True):
    """A type. `family` is "" for one that is not known, such as an enumeration's name.

    `loose` tells that it is a word for a sort of values, as diagrams have it, and no type of a dialect.
    """

    family: str
    size: str
    array: bool
    loose: bool


@lru_cache(maxsize=4096)
def read(text: str, loose: bool = False) -> Type:
    """The type that a text begins with: `VARCHAR(255) NOT NULL` is a varchar of 255."""
    match = _TYPE.match(text)
    if not match:
        return Type("", "", False, loose)
    name = re.sub(r"\s+", "_", match["name"].casefold())
    family = _FAMILIES.get(name, "")
    if family == "timestamp" and match["zone"] and "out" not in match["zone"].casefold():
        family = "timestamptz"
    size = re.sub(r"\s", "", match["size"] or "")
    if name == "tinyint" and size == "1":
        family = "bool"
    array = bool(match["array"]) or name == "array"
    return Type(family, size, array, loose or name in _WORDS)


def is_word(text: str) -> bool:
    """Whether a type's name is a word that no SQL dialect has: `string`, `number`."""
    match = _TYPE.match(text)
    return match is not None and match["name"].casefold() in _ALIEN


def agree(one: Type, other: Type) -> bool:
    """Whether two types can be the same: equal families and sizes, or of one class where either is loose."""
    if not one.family or not other.family:
        return True
    if one.loose or other.loose:
        if one.array or other.array:
            return True
        if "number" in _CLASSES[one.family].split() and other.family in ("smallint", "int", "bigint"):
            return one.loose
        if "number" in _CLASSES[other.family].split() and one.family in ("smallint", "int", "bigint"):
            return other.loose
        return bool(set(_CLASSES[one.family].split()) & set(_CLASSES[other.family].split()))
    if one.array != other.array:
        return False
    if one.family != other.family:
        return frozenset((one.family, other.family)) in _SAME
    return one.family not in ("varchar", "char", "decimal") or not (one.size and other.size) or one.size == other.size
