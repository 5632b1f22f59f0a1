"""What protoc says of the proto files that all documents together show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from backend_spec.model.entity import Facts, Flaw, Ledger
from backend_spec.model.grpc import ProtoPart
from backend_spec.text import Source
from backend_spec.verdict import proto

Said = Sequence[tuple[str, int, int, str, str | None]]
"""Path, start, end, message, help: what is kept between runs."""


def parts(documents: Iterable[Facts]) -> tuple[ProtoPart, ...]:
    """The parts of proto files, by file and place."""
    found = [fact for facts in documents for fact in facts.by_class.get(ProtoPart, ()) if isinstance(fact, ProtoPart)]
    return tuple(sorted(found, key=lambda part: part.span.order))


def name(found: Sequence[ProtoPart]) -> list[str]:
    """All that the verdict follows from."""
    return [
        text
        for part in found
        for text in (part.span.source.path, str(part.content.body.origins), part.content.body.text, part.content.file)
    ]


def judge(found: Sequence[ProtoPart]) -> bytes:
    """Compile the files."""
    verdict = proto.check([part.content for part in found])
    said = [(f.span.source.path, f.span.start, f.span.end, f.message, f.help) for f in verdict.faults]
    return json.dumps(said).encode()


def facts(said: bytes, sources: Mapping[str, Source]) -> Facts:
    """The verdict as facts."""
    known: Said = json.loads(said)
    flaws = [
        Flaw(sources[path].span(start, end), "proto", message, advice) for path, start, end, message, advice in known
    ]
    return Facts(tuple(flaws), (), Ledger())
