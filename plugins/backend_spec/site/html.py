"""HTML put together from text: everything is escaped that is not marked as HTML already.

Names, labels and cells of a specification are anybody's text. A `str` is always text here; only `Html` goes out as it
is, and only the functions of this file make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape

from msgspec import Struct

_EMPTY = frozenset({"br", "hr", "img", "input", "meta", "path", "use", "rect", "line", "circle", "wbr", "col"})


_SPECIAL = re.compile("[&<>]")
_QUOTED = re.compile("[&<>\"']")


class Html(Struct, frozen=True):
    """A piece of HTML."""

    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


Content = Html | str | None | Iterable["Content"]
"""What a tag may hold: HTML, text, nothing, or any number of them."""

NOTHING = Html("")


def tag(name: str, *content: Content, **attributes: str | int | bool | None) -> Html:
    """An element. Attributes that are None or False are left out, True ones have no value; `class_` is `class`,
    `data_kind` is `data-kind`.

    >>> str(tag("a", "<b>", href="x?a&b", class_="error", hidden=False))
    '<a href="x?a&amp;b" class="error">&lt;b&gt;</a>'
    """
    head = name
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        shown = _shown(key)
        if value is True:
            head += f" {shown}"
        else:
            text = str(value)
            head += f' {shown}="{escape(text) if _QUOTED.search(text) else text}"'
    if name in _EMPTY:
        return Html(f"<{head}>")
    return Html(f"<{head}>{_written(content)}</{name}>")


@cache
def _shown(key: str) -> str:
    """An attribute's name as it stands in a page."""
    return key.rstrip("_").replace("_", "-")


def join(content: Content, between: Content = None) -> Html:
    """Pieces one after another.

    >>> str(join(["a", None, tag("b", "<")], ", "))
    'a, <b>&lt;</b>'
    """
    if isinstance(content, Html):
        return content
    if between is None or content is None or isinstance(content, str):
        return Html(_written(content))
    return Html(_written(between).join(piece for piece in map(_written, content) if piece))


def _written(content: Content) -> str:
    """The content as it stands in a page. Pages have a hundred thousand pieces, so nothing is made of each."""
    kind = type(content)
    if kind is Html:
        return content.text  # type: ignore[union-attr]
    if kind is str:
        return escape(content, quote=False) if _SPECIAL.search(content) else content  # type: ignore[arg-type,return-value]
    if content is None:
        return ""
    if isinstance(content, str):
        return _written(str(content))
    return "".join(map(_written, content))  # type: ignore[arg-type]
