"""What was read out of a text is carried to where the same text stands in the next version of its document.

Carrying takes a fraction of the time that reading takes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from backend_spec import records
from backend_spec.text import Passage, Pieces, Source, Span, Spanned

T = TypeVar("T")
P = ParamSpec("P")

_UNKNOWN = object()


def carried(read: Callable[[Passage], T], body: Passage) -> T:
    """What a reader makes of a passage. It follows from the passage alone, and has no places but spans."""
    source = body.source
    if source.pieces is None:
        return read(body)
    at = body.origins[0]
    lines = tuple([origin - at for origin in body.origins])
    return _made(source.pieces, (read, body.text, lines), source, at, lambda: read(body))


def once(function: Callable[Concatenate[Spanned[str], P], T]) -> Callable[Concatenate[Spanned[str], P], T]:
    """A function of a text at its place that reads a text once, however often the specification is judged: where a
    source is remembering, the answer is kept with it. It must depend on nothing else, and nobody may change it."""

    @wraps(function)
    def answered(text: Spanned[str], *rest: P.args, **named: P.kwargs) -> T:
        source, start, end = text.span.source, text.span.start, text.span.end
        known, pieces = source.known, source.pieces
        if known is None or pieces is None:
            return function(text, *rest, **named)
        asked = (function, text.value, rest, *named.items())

        def carry() -> T:
            # What is written may differ from what it says: escapes, line breaks.
            piece = source.text[start:end], asked
            return _made(pieces, piece, source, start, lambda: function(text, *rest, **named))

        return _kept(known, (start, end, asked), carry)

    return answered  # type: ignore[return-value]  # that the text is given by position only is no matter


def around(function: Callable[Concatenate[Span, P], T]) -> Callable[Concatenate[Span, P], T]:
    """A function of a place that reads the text around it once, as long as the document stays the same. It must depend
    on nothing but the document's text, and nobody may change its answer."""

    @wraps(function)
    def answered(place: Span, *rest: P.args, **named: P.kwargs) -> T:
        known = place.source.known
        if known is None:
            return function(place, *rest, **named)
        question = function, place.start, place.end, rest, *named.items()
        return _kept(known, question, lambda: function(place, *rest, **named))

    return answered  # type: ignore[return-value]  # as above


def _kept(known: dict[object, Any], question: Hashable, make: Callable[[], T]) -> T:
    """An answer that is kept as long as the document stays the same; it may be None."""
    answer: T = known.get(question, _UNKNOWN)
    if answer is _UNKNOWN:
        answer = known[question] = make()
    return answer


def _made(pieces: Pieces, question: Hashable, source: Source, at: int, make: Callable[[], T]) -> T:
    """What is made of a piece that stands at an offset of a source: carried there, or made now."""
    known: tuple[int, Source | None, Any] | None = pieces.find(question)
    if known is None:
        made = make()
        pieces.keep(question, (at, source, made))
        return made
    stood, before, was = known
    if not was or (before is source and stood == at):
        return was  # type: ignore[no-any-return]  # nothing has no place
    if before is not None:
        was = records.dump(was, before)
        pieces.keep(question, (stood, None, was))
    return records.moved(was, source, at - stood)  # type: ignore[return-value]
