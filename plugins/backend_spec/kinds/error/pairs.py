"""Where a document gives an error's code and its name side by side, and what each place calls it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from backend_spec.graph import Graph, Misspelling
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.entity import Entity, Ref, Where
from backend_spec.model.error import ErrorCode
from backend_spec.model.grpc import ServiceError
from backend_spec.model.http import ReturnedError
from backend_spec.notation import status
from backend_spec.text import Spanned

Name = Claim[str]

_BETWEEN = re.compile(r"[`*]{0,3}(?: |: | ?\(| [–—-] |, (?:name|reason|code|i\.e\.) )[`*]{0,3}")
_IDENTIFIER = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


def names(graph: Graph) -> Mapping[int, list[Name]]:
    """What each error is called beside its code, by the error's identity; its registered name comes first."""
    found: dict[int, list[Name]] = defaultdict(list)
    for code, claim in (*_side_by_side(graph), *_rows(graph)):
        targets = graph.targets(code)
        if (
            len(targets) == 1
            and isinstance(error := targets[0], ErrorCode)
            and error.label
            and error.number is not None
        ):
            if id(error) not in found:
                own = error.label
                found[id(error)].append(_claim(own, "error registry", Authority.TABLE))
            found[id(error)].append(claim)
    return found


def _claim(name: Spanned[str], place: str, authority: Authority) -> Name:
    return Claim(
        name.value.replace("_", "").replace("-", "").casefold(), f"`{name.value}`", name.span, place, authority
    )


def _side_by_side(graph: Graph) -> Iterator[tuple[Ref[Entity], Name]]:
    """Registered codes and registered names next to each other: "2001 `INVALID_CREDENTIALS`", "`LOCKED` (2014)"."""
    judged = {row.name.span.order for row in graph.all(ServiceError) if row.name}  # by a rule of their own
    previous: Ref[ErrorCode] | None = None
    for ref in graph.named(ErrorCode):
        before, previous = previous, ref
        if before is None or before.key.isdigit() == ref.key.isdigit() or before.span.source is not ref.span.source:
            continue
        gap = ref.span.start - before.span.end
        if not 0 < gap < 20 or not _BETWEEN.fullmatch(ref.span.source.text, before.span.end, ref.span.start):
            continue
        code, name = (before, ref) if before.key.isdigit() else (ref, before)
        if name.span.order not in judged and graph.targets(name):
            drawn = name.where is Where.DIAGRAM
            place, authority = ("diagram", Authority.DIAGRAM) if drawn else ("text", Authority.PROSE)
            yield code, _claim(Spanned(name.key, name.span), place, authority)
        previous = None


def _rows(graph: Graph) -> Iterator[tuple[Ref[ErrorCode], Name]]:
    """Rows of endpoints' error tables with a code and, in a cell of its own, a name.

    Documents whose tables mostly give other names than the registry mean something else by them.
    """
    slips = {found.span.order for found in graph.all(Misspelling)}
    found: dict[str, list[tuple[Ref[ErrorCode], Spanned[str], bool]]] = defaultdict(list)
    for row in graph.all(ReturnedError):
        name = row.text
        if row.code is None or name is None or not row.code.key.isdigit() or not _IDENTIFIER.fullmatch(name.value):
            continue
        error = graph.resolve(row.code)
        if error and error.label and not status.canonical(name.value) and name.span.order not in slips:
            same = _claim(name, "", Authority.LIST).value == _claim(error.label, "", Authority.LIST).value
            found[row.span.source.path].append((row.code, name, same))
    for rows in found.values():
        if 3 * sum(same for *_, same in rows) > 2 * len(rows) or len(rows) < 3:
            for code, name, _ in rows:
                yield code, _claim(name, "endpoint error table", Authority.LIST)
