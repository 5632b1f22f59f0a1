"""An error has a code and a name: which missing code is which missing name, and which registered error is beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from backend_spec.cause.forms import Key
from backend_spec.cause.places import Section, section
from backend_spec.graph import Graph
from backend_spec.model.error import ErrorCode
from backend_spec.text import Span

_ERROR = re.compile(r"[A-Z][A-Z0-9_]{3,}|(?<![\w.-])\d{4,6}(?![\w.-])")
_BETWEEN = re.compile(r"[\s`|*():–—-]*")
"""What stands between the code and the name of one error; a comma or a slash parts two errors."""

_NEAR = 120

_Pair = tuple[str, str]
"""A code and a name."""


def same(named: Sequence[tuple[str, Span]], graph: Graph) -> dict[Key, Key]:
    """The missing codes that are a missing name's: they stand beside each other, or no other code and name are missing
    in a section. Either has only the one partner."""
    missing = {name for name, _ in named}
    beside = [
        (name, other) if name.isdigit() else (other, name)
        for name, span in named
        for other in map(str.casefold, neighbours(span))
        if other in missing and other.isdigit() != name.isdigit()
    ]
    pairs = dict(_only(beside))
    left = [(name, span) for name, span in named if name not in pairs and name not in pairs.values()]
    free = [(name, span) for name, span in left if not any(registered_beside(span, graph))]
    pairs |= dict(_only(_together((name, section(span, graph)) for name, span in free)))
    return {("error", code): ("error", name) for code, name in pairs.items()}


def _together(named: Iterable[tuple[str, Section]]) -> Iterator[_Pair]:
    """The code and the name that alone are missing in a section."""
    sections: dict[Section, dict[str, None]] = {}
    for name, place in named:
        sections.setdefault(place, {})[name] = None
    for names in sections.values():
        codes, labels = [name for name in names if name.isdigit()], [name for name in names if not name.isdigit()]
        if len(codes) == len(labels) == 1:
            yield codes[0], labels[0]


def _only(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """The pairs of which neither part belongs to another pair."""
    distinct = dict.fromkeys(pairs)
    counts = Counter(part for pair in distinct for part in pair)
    yield from (pair for pair in distinct if all(counts[part] == 1 for part in pair))


def neighbours(span: Span) -> Iterator[str]:
    """The error codes and names that stand beside a place on its line: `2001 INVALID_CREDENTIALS`, cells of a row."""
    source = span.source
    line = source.line_span(span.first.line)
    before = source.text[max(line.start, span.start - _NEAR) : span.start]
    behind = source.text[span.end : min(max(line.end, span.end), span.end + _NEAR)]
    for last in [*_ERROR.finditer(before)][-1:]:
        if _BETWEEN.fullmatch(before[last.end() :]):
            yield last[0]
    first = _ERROR.search(behind)
    if first and _BETWEEN.fullmatch(behind[: first.start()]):
        yield first[0]


def registered_beside(span: Span, graph: Graph) -> Iterator[ErrorCode]:
    """The registered errors whose code or name stands beside a place."""
    known = graph.view(_registry)
    for other in neighbours(span):
        if other.casefold() in known:
            yield known[other.casefold()]


def _registry(graph: Graph) -> Mapping[str, ErrorCode]:
    found: dict[str, ErrorCode] = {}
    for error in reversed(graph.all(ErrorCode)):
        for written in (error.code, error.label):
            if written:
                found[written.value.casefold()] = error
    return found
