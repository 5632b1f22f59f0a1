"""Cache keys: when a key as used is a declared pattern, or an instance of one."""

from __future__ import annotations

import re
from functools import lru_cache

_PLACEHOLDER = re.compile(r"\$?\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]|\$\w+")
_SEPARATOR = re.compile(r":(?![^{<\[]*[}>\]])")


@lru_cache(maxsize=8192)
def segments(key: str) -> tuple[str, ...]:
    """The key's parts between colons; every placeholder (`{id}`, `<id>`, `${id}`, `[id]`) is written `{}`."""
    return tuple(_PLACEHOLDER.sub("{}", part) for part in _SEPARATOR.split(key.strip()))


@lru_cache(maxsize=8192)
def _matcher(segment: str) -> re.Pattern[str]:
    return re.compile(".+".join(re.escape(part) for part in segment.replace("*", "{}").split("{}")), re.DOTALL)


def unify(declared: str, used: str) -> str | None:
    """By which rule `used` means the declared pattern; None when it does not.

    `exact`; `renamed placeholders` (`session:{user_id}` and `session:{uid}`); `instance` (a literal where the
    pattern has a placeholder); `wildcard` (`session:{user_id}:*`, as SCAN takes it); `generalisation` (a placeholder
    where the pattern has a literal: `verify:{id}:{purpose}` for `verify:{id}:reset`).
    """
    if declared == used:
        return "exact"
    ours, theirs = segments(declared), segments(used)
    if ours == theirs:
        return "renamed placeholders"
    if theirs and theirs[-1] == "*" and len(theirs) <= len(ours) and theirs[0] == ours[0]:
        ours, theirs = ours[: len(theirs) - 1], theirs[:-1]
        return "wildcard" if _fits(ours, theirs) is not None else None
    if len(ours) != len(theirs):
        return None
    return _fits(ours, theirs)


def _fits(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    proof = "instance"
    for index, (our, their) in enumerate(zip(ours, theirs, strict=True)):
        if our == their:
            continue
        if "{}" in our and their != "*" and _matcher(our).fullmatch(their):
            continue
        if "*" in their and _matcher(their).fullmatch(our):
            proof = "wildcard"
            continue
        # A key that begins with a placeholder could be any key.
        if index and "{}" in their and _matcher(their).fullmatch(our):
            proof = "generalisation"
            continue
        return None
    return proof


def head(key: str) -> str:
    """The first segment: keys of one declaration share it, unless it is a placeholder."""
    return segments(key)[0]
