"""One fault cut into the correct example, and the diagnostics it must give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

API = "api_specification.md"
ARCHITECTURE = "architecture.md"
AUTH = "auth_specification.md"
CACHE = "cache_specification.md"
DATABASE = "database_schema.md"
ERRORS = "error_specification.md"
EVENTS = "event_specification.md"
GRPC = "grpc_specification.md"

Expected = tuple[str, str, int, int]
"""Rule, path, start and end of the span."""


@dataclass(frozen=True)
class Edit:
    """Replace a text in a file. Marks «...» in `new` are spans that must be reported.

    `old` occurs exactly once in the file, or else `after` does and the first `old` behind it is meant. With `until`
    everything from `old` up to the next `until` is replaced.
    """

    path: str
    old: str
    new: str
    after: str = ""
    until: str = ""


@dataclass(frozen=True)
class Place:
    """A span that must be reported, elsewhere than in an edit's new text.

    `text` holds the marks; without them it occurs once in the cut file, or first behind `after`.
    """

    rule: str
    path: str
    text: str
    after: str = ""


@dataclass(frozen=True)
class Cut:
    """A fault. `rule` reports the marks of the edits, in all files; `also` is whatever else must be reported.

    However many places that are, they are one diagnostic, or as many as there are `causes`.
    """

    name: str
    edits: tuple[Edit, ...] | Edit
    rule: str = ""
    also: tuple[Place, ...] | Place = ()
    causes: int = 1

    @property
    def id(self) -> str:
        return re.sub(r"\W+", "-", self.name).strip("-").lower()


@dataclass(frozen=True)
class Spoiled:
    """The files after the edits, and what must be reported of them."""

    files: dict[str, str]
    expected: list[Expected]


def spoil(files: Mapping[str, str], cut: Cut) -> Spoiled:
    """Apply a cut's edits to texts given by path and work out where it must be reported."""
    marked = dict(files)
    edits = (cut.edits,) if isinstance(cut.edits, Edit) else cut.edits
    for edit in edits:
        text = marked[edit.path]
        assert edit.until or edit.old != re.sub("[«»]", "", edit.new), f"{edit.old!r} stays as it is"
        start = _find(text, edit.old, edit.after, edit.path)
        end = text.index(edit.until, start + len(edit.old)) if edit.until else start + len(edit.old)
        marked[edit.path] = text[:start] + edit.new + text[end:]
    spoiled, expected = {}, []
    for path, text in marked.items():
        spoiled[path], spans = _unmarked(text) if path in {edit.path for edit in edits} else (text, [])
        expected += [(cut.rule, path, start, end) for start, end in spans]
    for place in (cut.also,) if isinstance(cut.also, Place) else cut.also:
        plain, spans = _unmarked(place.text)
        assert spans, f"no marks in {place.text!r}"
        start = _find(spoiled[place.path], plain, place.after, place.path)
        expected += [(place.rule, place.path, start + a, start + b) for a, b in spans]
    assert all(rule for rule, *_ in expected), "marks without a rule"
    return Spoiled(spoiled, sorted(expected))


def _find(text: str, wanted: str, after: str, path: str) -> int:
    start = 0
    if after:
        assert text.count(after) == 1, f"{path}: {after!r} occurs {text.count(after)} times"
        start = text.index(after)
        assert wanted in text[start:], f"{path}: {wanted!r} does not occur after {after!r}"
    else:
        assert text.count(wanted) == 1, f"{path}: {wanted!r} occurs {text.count(wanted)} times"
    return text.index(wanted, start)


def _unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the spans between them."""
    plain, starts, spans = "", [], []
    for piece in re.split("([«»])", text):
        if piece == "«":
            starts.append(len(plain))
        elif piece == "»":
            spans.append((starts.pop(), len(plain)))
        else:
            plain += piece
    assert not starts, "a mark is not closed"
    return plain, spans
