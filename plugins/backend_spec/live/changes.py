"""What a save changed: the findings that are new, and those that are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend_spec.report.contract import Report

Diagnostic = Mapping[str, Any]


@dataclass(frozen=True)
class Changes:
    """Between two reports. `new` are the diagnostics that hold a finding that was not there before, or say something
    else of one that was; `gone` are those of which nothing is left, and single places of those that are left. `plus`
    and `minus` count them.

    A finding that has only moved, or shares its cause with others now, is in none of them.
    """

    new: Sequence[Diagnostic]
    gone: Sequence[Diagnostic]
    plus: int
    minus: int


def changes(before: Report | None, after: Report) -> Changes:
    """What is different in a report. Without one before, everything is new."""
    old: Sequence[Diagnostic] = before["diagnostics"] if before else ()
    now: Sequence[Diagnostic] = after["diagnostics"]
    known, left = _findings(old), _findings(now)
    told = {one["fingerprint"]: one for one in old}
    new, plus = [], 0
    for one in now:
        added = sum(place["fingerprint"] not in known for place in _places(one))
        same = told.get(one["fingerprint"])
        if added or (same and _altered(same, one)):
            new.append(one)
        plus += added if same else bool(added)
    gone = [place for one in old for place in _gone(one, left)]
    return Changes(new, gone, plus, len(gone))


def _findings(diagnostics: Sequence[Diagnostic]) -> frozenset[str]:
    return frozenset(place["fingerprint"] for one in diagnostics for place in _places(one))


def _places(diagnostic: Diagnostic) -> Sequence[Diagnostic]:
    """The findings that a diagnostic stands for: itself when it is a single one."""
    return diagnostic["places"] or (diagnostic,)


def _altered(before: Diagnostic, after: Diagnostic) -> bool:
    """Whether another thing is said of the same fault. That of a cause tells how many places it has."""
    if before["severity"] != after["severity"]:
        return True
    return bool(before["message"] != after["message"] and not after["places"])


def _gone(diagnostic: Diagnostic, left: frozenset[str]) -> Iterator[Diagnostic]:
    places = _places(diagnostic)
    away = [place for place in places if place["fingerprint"] not in left]
    if len(away) == len(places):
        yield diagnostic
    else:
        yield from away
