"""What a save changed: the findings that are new, and those that are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend_spec.report.contract import Report

Diagnostic = Mapping[str, object]


@dataclass(frozen=True)
class Changes:
    """Between two reports. `altered` says of the same fault something else: another message or severity. A finding
    that has only moved is in none of them."""

    new: Sequence[Diagnostic]
    altered: Sequence[Diagnostic]
    gone: Sequence[Diagnostic]


def changes(before: Report | None, after: Report) -> Changes:
    """What is different in a report. Without one before, everything is new."""
    old: Sequence[Diagnostic] = before["diagnostics"] if before else ()
    now: Sequence[Diagnostic] = after["diagnostics"]
    left = Counter(_id(one) for one in old)
    said = {(_id(one), *_words(one)) for one in old}
    new, altered = [], []
    for one in now:
        if left[_id(one)]:
            left[_id(one)] -= 1
            if (_id(one), *_words(one)) not in said:
                altered.append(one)
        else:
            new.append(one)
    gone = []
    for one in old:
        if left[_id(one)]:
            left[_id(one)] -= 1
            gone.append(one)
    return Changes(new, altered, gone)


def _id(diagnostic: Diagnostic) -> str:
    return str(diagnostic["fingerprint"])


def _words(diagnostic: Diagnostic) -> tuple[str, str]:
    return str(diagnostic["severity"]), str(diagnostic["message"])
