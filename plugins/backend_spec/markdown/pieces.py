"""A document in pieces that can be read one by one: what was read before is not read again when another piece changes.

A heading at the very beginning of a line, after a blank line, ends every block that is open, but for a fence or raw
HTML that is not closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from backend_spec.markdown import blocks
from backend_spec.text import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARK = re.compile(
    r"^(?:[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>.*)|(?<=\n\n)#{1,6}[ \t])",
    re.MULTILINE,
)


class Piece(NamedTuple):
    """The tokens of a piece and its reference definitions, with the places that they have in the piece, and where the
    piece begins: its offset and its line (from 0) in the document."""

    start: int
    line: int
    tokens: list[Token]
    definitions: dict[str, Any]


def pieces(source: Source, text: str, first: int) -> Iterator[Piece]:
    """The pieces of a source's text (with LF line endings) from line `first` (from 0) on."""
    start, line = 0, first
    for _ in range(first):
        start = text.find("\n", start) + 1 or len(text)
    for end in (*_ends(text, start), len(text)):
        if end == start < len(text):
            continue
        part = text[start:end]
        tokens, definitions = source.made(blocks.tokens, part)
        if end < len(text) and _is_open(tokens, part):
            part = text[start:]
            yield Piece(start, line, *source.made(blocks.tokens, part))
            return
        yield Piece(start, line, tokens, definitions)
        line += part.count("\n")
        start = end


def _ends(text: str, start: int) -> Iterator[int]:
    """Where headings begin that are in no fence, as far as can be seen without reading."""
    open_ = ""
    for mark in _MARK.finditer(text, start):
        fence, info = mark["fence"], mark["info"]
        if fence is None:
            if not open_:
                yield mark.start()
        elif not open_:
            open_ = fence if fence[0] not in info else ""
        elif fence[0] == open_[0] and len(fence) >= len(open_) and not info.strip():
            open_ = ""


def _is_open(tokens: list[Token], text: str) -> bool:
    """Whether what follows a piece may belong to one of its blocks."""
    lines = text.count("\n")
    return any(
        (token.type == "fence" and not token.meta["closed"])
        or (token.type == "html_block" and token.map is not None and token.map[1] >= lines)
        for token in tokens
    )
