"""Symbolic links made into addresses: `spec:/<path in the docs folder>#<anchor>`, wherever it is a quoted value."""

from __future__ import annotations

import re
from collections.abc import Callable

_HREF = re.compile(r'"spec:/([^"#\s<>]*)(?:#([^"\s<>]*))?"')

Address = Callable[[str, str], str | None]
"""The address of a page and an anchor, as seen from where the link stands; None for a page that is not there."""


def is_linked(text: str) -> bool:
    """Whether there may be symbolic links in a text."""
    return "spec:/" in text


def links(text: str) -> tuple[tuple[str, str], ...]:
    """The symbolic links in a text, each once: pages and anchors."""
    if not is_linked(text):
        return ()
    return tuple(dict.fromkeys((match[1], match[2] or "") for match in _HREF.finditer(text)))


def resolved(text: str, address: Address) -> str:
    """HTML or JSON with the addresses of all its symbolic links. One to a page that is not there leads nowhere: `#`."""
    if not is_linked(text):
        return text
    return _HREF.sub(lambda match: f'"{address(match[1], match[2] or "") or "#"}"', text)
