"""Defaults of columns as DDL and people write them: when two are one value."""

from __future__ import annotations

import re
from functools import lru_cache

ANY = "*"
"""What a place says that only describes a default: it agrees with everything."""

_CAST = re.compile(r"::\s*[\w\s]+(?:\([\d, ]*\))?(?:\[\])?\s*$")
_NOW = re.compile(
    r"(?:now|current_timestamp|localtimestamp|transaction_timestamp|statement_timestamp|clock_timestamp|getdate|sysdate|"
    r"sysdatetime|utc_timestamp|current_date|curdate)\s*(?:\(\s*\d?\s*\))?(?:\s+on\s+update\b.*)?|datetime\('now'.*\)"
    r"|current (?:time|timestamp|date)|now|timezone\('utc'.*\)",
    re.IGNORECASE,
)
_UUID = re.compile(r"(?:gen_random_uuid|uuid_generate_v4|uuid|uuidv4|uuid_v4|newid|gen_uuid)\s*\(\s*\)", re.IGNORECASE)
_UUID7 = re.compile(r"(?:uuidv7|uuid_v7|uuid_generate_v7|gen_uuid_v7|uuid7)\s*\(\s*\)", re.IGNORECASE)
_MADE = re.compile(
    r"auto\b|autoincrement|generated|serial|identity|sequence|nextval|increment|snowflake|ulid|uuid\s*v?\d?\s*$|"
    r"application|app\b|trigger"
    r"|\b(?:cuid|nanoid|objectid|dbgenerated|array)\b",
    re.IGNORECASE,
)
_WORDS = {
    "true": "1",
    "false": "0",
    "b'1'": "1",
    "b'0'": "0",
    "empty string": "",
    "empty": "",
    "null": None,
    "none": None,
}


@lru_cache(maxsize=4096)
def read(text: str | None) -> str | None:
    """A default in one form for all its spellings; None for no default, `ANY` for a description of one."""
    if text is None:
        return None
    value = text.strip().strip("`").strip()
    value = re.sub(r"^default\s+", "", value, flags=re.IGNORECASE)
    value = _CAST.sub("", value).strip()
    while value.startswith("(") and value.endswith(")"):
        value = _CAST.sub("", value[1:-1]).strip()
    if value.casefold() in _WORDS:
        return _WORDS[value.casefold()]
    if re.fullmatch(r"E?'(?:[^']|'')*'|\"[^\"]*\"", value):
        inner = value.removeprefix("E")[1:-1]
        return _WORDS.get(inner.casefold(), inner) if inner.casefold() in ("true", "false") else _number(inner)
    for pattern, name in ((_NOW, "now()"), (_UUID, "uuid()"), (_UUID7, "uuidv7()")):
        if pattern.fullmatch(value):
            return name
    if _MADE.search(value) or (" " in value and "(" not in value):
        return ANY
    return _number(re.sub(r"\s+", "", value).casefold() if "(" in value else value)


def _number(text: str) -> str:
    try:
        return f"{float(text):g}" if re.fullmatch(r"[-+]?\d{1,15}(?:\.\d{1,15})?", text) else text
    except ValueError:
        return text


def agree(one: str | None, other: str | None) -> bool:
    """Whether two defaults in one form can be the same."""
    return one == other or ANY in (one, other)
