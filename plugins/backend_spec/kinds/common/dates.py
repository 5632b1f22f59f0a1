"""Dates as people write them in a header table."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[日일.]?(?:[T ]\d{1,2}:\d{2}.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<month>[A-Za-z]{3,9})\.?|(?P<month2>[A-Za-z]{3,9})\.?\s+(?P<day2>\d{1,2})"
    r"(?:st|nd|rd|th)?),?[\s-]+(?P<year>\d{4})"
)
_PART = re.compile(
    r"\d{4}[-/.](?:0?[1-9]|1[0-2])|\d{4}[\s-]?Q[1-4]|Q[1-4][\s-]?\d{4}|(?:19|20)\d{2}|[A-Za-z]{3,9}\.? \d{4}"
)


def prescribed(text: str) -> date | None:
    """The date written as YYYY-MM-DD; None when it is not written so or there is no such day."""
    match = _ISO.fullmatch(text)
    return _day(*map(int, match.groups())) if match else None


def read(text: str) -> date | None:
    """The date, however it is written, when only one can be meant."""
    text = text.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(*map(int, match.groups()))
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        days = {_day(year, second, first), _day(year, first, second)} - {None}
        return days.pop() if len(days) == 1 else None
    if match := _NAMED.fullmatch(text):
        month = (match["month"] or match["month2"])[:3].casefold()
        if month in _MONTHS:
            return _day(int(match["year"]), _MONTHS.index(month) + 1, int(match["day"] or match["day2"]))
    return None


def is_date(text: str) -> bool:
    """Whether it is a date in some format, perhaps without its day, or one of two days."""
    text = text.strip()
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        return bool(_day(year, second, first) or _day(year, first, second))
    return read(text) is not None or _PART.fullmatch(text) is not None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
