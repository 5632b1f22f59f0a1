"""The arrows of sequence diagrams."""

from __future__ import annotations

import re

# Mermaid 11: solid and dotted lines (`-`, `--`) with a head, a cross, an open head, half a head or none.
# The leftmost place counts, there the longest spelling.
ARROW = re.compile(
    r"""
    <<--?>>                       # both ways
    | --?>>?                      # with and without a head
    | --?x                        # a cross
    | --?\)                       # an open head: asynchronous
    | --?(?:\|[\\/]|\\\\|//)      # half a head at the receiver
    | (?:[\\/]\||\\\\|//)--?      # half a head at the sender
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find(text: str, start: int, end: int) -> re.Match[str] | None:
    """The arrow of a message whose sender, arrow and receiver stand in a range of the text.

    Mermaid takes the `-x` of `tax-xml-api->>db` for an arrow and gives up; people mean the other one.
    """
    first = ARROW.search(text, start, end)
    if first is None:
        return None
    second = ARROW.search(text, first.end(), end)
    if second is None:
        return first
    if first.group().lower() not in ("-x", "--x") or ARROW.search(text, second.end(), end):
        return None
    return second
