"""The place of a reference definition's destination (`[label]: destination "title"`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

# Between the colon and the destination there may be a line end, and after it the prefix of a block quote.
_DESTINATION = re.compile(r"(?<!\\)\]:[ \t\n>]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\x00-\x20]+))")


def place(state: StateBlock, start: int) -> None:
    """Note where the destination of the definition stands that was just read."""
    for entry in reversed(state.env["references"].values()):
        # Definitions are read in order: if it is not the last one, it repeats a known label and does not count.
        if entry["map"][0] == start:
            found = _DESTINATION.search(state.src, state.bMarks[start], state.eMarks[state.line - 1])
            if found:
                entry["place"] = found.span(found.lastgroup or 0)
        return
