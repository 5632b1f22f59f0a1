"""Durations as people write them: `15 min`, `24h`, `2592000 s (30 days)`, `PT15M`, `7 天`."""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = {
    "ms": 0.001,
    "s": 1,
    "m": 60,
    "h": 3600,
    "d": 86400,
    "w": 604800,
}
_NAMES = {
    "ms": "ms msec msecs millisecond milliseconds 毫秒",
    "s": "s sec secs second seconds 秒 초",
    "m": "m min mins minute minutes 分 分钟 분",
    "h": "h hr hrs hour hours 小时 时 시간",
    "d": "d day days 天 日 일",
    "w": "w wk week weeks 周 주",
}
_SECONDS = {name: _UNITS[unit] for unit, names in _NAMES.items() for name in names.split()}
_NUMBER = r"(?<![\w.:,-])(?P<number>\d{1,3}(?:[,_ ]\d{3})+|\d+(?:\.\d+)?)"
DURATION = rf"{_NUMBER}[ \t\u00a0-]?(?P<unit>{'|'.join(sorted(_SECONDS, key=len, reverse=True))})(?![A-Za-z])"
_DURATION = re.compile(DURATION, re.IGNORECASE)
_BARE = re.compile(r"\d{1,3}(?:[,_]\d{3})+|\d+")
_VAGUE = re.compile(
    r"\b(?:up to|at most|at least|max(?:imum|\.)?|min(?:imum|\.)|until|till|remaining|rest of|left|var(?:y|ies|iable)|"
    r"random|"
    r"jitter|about|approx\w*|roughly|around|configur\w*|depend\w*|between|or|per|matches|same as|plus|minus|unless|"
    r"otherwise|if|when|while)\b|[~≈≤≥<>±+/→]|\d\s*[-–—]\s*\d",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"(?:none|never|no (?:ttl|expir\w*)|does not expire|persistent|permanent|infinite|∞|永久|不过期|없음)\W*",
    re.IGNORECASE,
)

NEVER = -1.0
"""The duration of what does not expire."""


@lru_cache(maxsize=2048)
def read(text: str) -> float | None:
    """The seconds that a text which is about one duration says; `NEVER`, or None where it is vague or says several.

    A bare number counts seconds. A remark that says the same in another unit is no second duration.
    """
    plain = text.strip().strip("`*_").strip()
    if _NEVER.fullmatch(plain):
        return NEVER
    if _BARE.fullmatch(plain):
        return float(re.sub(r"\D", "", plain))
    if _VAGUE.search(plain):
        return None
    found = {seconds for seconds, _, _ in find(plain)}
    return found.pop() if len(found) == 1 else None


def find(text: str) -> list[tuple[float, int, int]]:
    """Every number with a unit of time in a text: seconds, start, end. `1 h 30 min` is one of them."""
    found: list[tuple[float, int, int]] = []
    for match in _DURATION.finditer(text):
        seconds = float(re.sub(r"[,_ ]", "", match["number"])) * _SECONDS[match["unit"].casefold()]
        if found and text[found[-1][2] : match.start()] in (" ", "", " and ") and found[-1][0] > seconds:
            seconds, start = seconds + found[-1][0], found[-1][1]
            found[-1] = (seconds, start, match.end())
        else:
            found.append((seconds, match.start(), match.end()))
    return found


def shown(seconds: float) -> str:
    """Seconds as people write them: `15 min`, `30 d`."""
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size and seconds % size == 0:
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s" if seconds >= 1 else f"{seconds * 1000:g} ms"
