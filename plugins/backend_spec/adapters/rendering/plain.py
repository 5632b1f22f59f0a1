"""Values written as text that is the same for the same value, so that a digest of it tells whether it changed."""

from __future__ import annotations

import datetime
from collections import UserDict
from collections.abc import Mapping
from enum import Enum
from functools import partial
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType
from typing import Any

_PACKAGES = frozenset("backend_spec markdown material mermaid2 mkdocs properdocs pygments pymdownx".split())
"""Packages whose functions do the same as long as the same version is installed."""


class Unknown(Exception):
    """A value of which nobody can tell whether it is what it was."""


def written(value: Any) -> str:
    """A value as text; `Unknown` for one that holds more than plain data and functions of known packages."""
    parts: list[str] = []
    _write(value, parts)
    return "".join(parts)


def _write(value: Any, parts: list[str]) -> None:
    if value is None or isinstance(value, bool | int | float | bytes):
        parts.append(repr(value))
    elif isinstance(value, str):
        parts.append(str.__repr__(value) if type(value) is str else f"{_name(value)}{str.__repr__(value)}")
    elif isinstance(value, Enum):
        parts.append(f"{_name(value)}.{value.name}")
    elif isinstance(value, list | tuple):
        _write_all(value, parts, "[", "]")
    elif isinstance(value, set | frozenset):
        parts.append(f"{{{','.join(sorted(written(item) for item in value))}}}")
    elif isinstance(value, dict | UserDict) or (isinstance(value, Mapping) and _known(type(value).__module__)):
        parts.append("{")
        for key, item in value.items():  # in order, which a template may show
            _write(key, parts)
            parts.append(":")
            _write(item, parts)
            parts.append(",")
        parts.append("}")
    elif isinstance(value, datetime.date | datetime.time | datetime.timedelta | datetime.tzinfo | PurePath):
        parts.append(repr(value))
    elif isinstance(value, partial):
        parts.append("partial")
        _write_all((value.func, value.args, value.keywords), parts, "(", ")")
    elif isinstance(value, FunctionType | BuiltinFunctionType | type) and _known(value.__module__):
        if isinstance(value, FunctionType) and value.__closure__:
            raise Unknown(value.__qualname__)
        parts.append(f"{value.__module__}.{value.__qualname__}")
    else:
        raise Unknown(_name(value))


def _write_all(values: Any, parts: list[str], opening: str, closing: str) -> None:
    parts.append(opening)
    for item in values:
        _write(item, parts)
        parts.append(",")
    parts.append(closing)


def _known(module: str | None) -> bool:
    return (module or "").partition(".")[0] in _PACKAGES


def _name(value: object) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__}"
