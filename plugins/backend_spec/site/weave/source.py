"""Marks written into Markdown as characters that nobody uses, which every Markdown extension takes for text.

Each mark is `OPEN`, two characters for its number, the text that it is about, `CLOSE`. They lie in a private plane of
Unicode and are no letters, so neither emphasis nor tables nor inline code take notice of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend_spec.site.weave.mark import Mark

OPEN, CLOSE = "\U0010f000", "\U0010f001"
_DIGITS, _BASE = 0x10F100, 1024
NUMBER = f"[{chr(_DIGITS)}-{chr(_DIGITS + _BASE - 1)}]{{2}}"
OURS = re.compile(f"{OPEN}{NUMBER}|{CLOSE}")
_PLANE = re.compile("[\U0010f000-\U0010f5ff]")


def woven(text: str, marks: Sequence[Mark], *, body: int = 0) -> str | None:
    """The text from offset `body` on with its marks written in, line endings as MkDocs reads them (LF).

    None when the text holds such characters itself: then nothing can be woven into it.
    """
    if _PLANE.search(text) or len(marks) > _BASE**2:
        return None
    return "".join(_pieces(text, marks, body)).replace("\r\n", "\n").replace("\r", "\n")


def _pieces(text: str, marks: Sequence[Mark], body: int) -> Iterator[str]:
    # Anchors begin where links may begin, and links never overlap: so each mark ends before the next one begins.
    done = body
    for number, mark in enumerate(marks):
        if mark.start < done:
            continue
        yield text[done : mark.start]
        yield OPEN + chr(_DIGITS + number // _BASE) + chr(_DIGITS + number % _BASE)
        yield text[mark.start : mark.end]
        yield CLOSE
        done = mark.end
    yield text[done:]


def number(opening: str) -> int:
    """The number of the mark that an `OPEN` with its two characters begins."""
    return (ord(opening[1]) - _DIGITS) * _BASE + ord(opening[2]) - _DIGITS


def without(text: str) -> str:
    """The text without any marks."""
    return OURS.sub("", text)
