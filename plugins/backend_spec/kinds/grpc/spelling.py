"""Spellings of names in proto files (seed 1, "Naming Conventions"; https://protobuf.dev/programming-guides/style/)."""

from __future__ import annotations

import re

_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_CAPS = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\W_]+")


def is_pascal(name: str) -> bool:
    """Whether a name is in PascalCase."""
    return bool(_PASCAL.fullmatch(name))


def is_snake(name: str) -> bool:
    """Whether a name is in snake_case."""
    return bool(_SNAKE.fullmatch(name))


def is_caps(name: str) -> bool:
    """Whether a name is in CAPS_SNAKE_CASE."""
    return bool(_CAPS.fullmatch(name))


def _parts(name: str) -> list[str]:
    return [part for part in _BREAK.split(name) if part]


def pascal(name: str) -> str:
    """The name in PascalCase."""
    return "".join(part[:1].upper() + (part[1:].lower() if part.isupper() else part[1:]) for part in _parts(name))


def snake(name: str) -> str:
    """The name in snake_case."""
    return "_".join(_parts(name)).lower()


def caps(name: str) -> str:
    """The name in CAPS_SNAKE_CASE."""
    return snake(name).upper()
