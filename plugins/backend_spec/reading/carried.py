"""What was read out of a fence, carried to where the same fence stands in the next version of the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from backend_spec import records
from backend_spec.text import Passage

T = TypeVar("T")


def carried(read: Callable[[Passage], T], body: Passage) -> T:
    """What a reader of a notation makes of a fence's body. It gives spans, and no other places."""
    pieces = body.source.pieces
    if pieces is None:
        return read(body)
    at = body.origins[0]
    fence = read, body.text, tuple([origin - at for origin in body.origins])
    if known := pieces.find(fence):
        stood, data = known
        return records.moved(data, body.source, at - stood)  # type: ignore[return-value]
    made = read(body)
    pieces.keep(fence, (at, records.dump(made, body.source)))
    return made
