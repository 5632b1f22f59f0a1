"""mkdocs-mermaid2-plugin, kept from parsing pages that it will not change.

It parses every page that contains the word "mermaid" with BeautifulSoup, which takes longer than all else in a build,
and writes it again even if nothing was to be done. Its selectors (version 1.2, `on_post_page`) tell which pages it
changes: a look at the text is enough to see that a page has none of what they select.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

_SELECTED = re.compile(r"""<(?:div|code)\b[^>]*\bclass\s*=\s*["']?[^"'>]*\bmermaid\b""", re.IGNORECASE)
"""`div.mermaid`, `pre code.mermaid` and `pre code.language-mermaid`."""


def spare(handlers: list[Callable[..., Any]]) -> None:
    """Have mermaid2 look at the pages first that it is about to parse. Does nothing when it is not there.

    `handlers` are what plugins do on `post_page`, the list that MkDocs itself goes through.
    """
    for index, handler in enumerate(handlers):
        owner = getattr(handler, "__self__", None)
        if type(owner).__module__.partition(".")[0] == "mermaid2":
            handlers[index] = _looking_first(handler, owner)


def _looking_first(handler: Callable[..., Any], owner: Any) -> Callable[..., Any]:
    @wraps(handler)
    def look_first(output: str, **rest: Any) -> Any:
        # With superfences' own loader every `pre.mermaid` gets a script.
        if getattr(owner, "activate_custom_loader", True) or _SELECTED.search(output):
            return handler(output, **rest)
        return output

    return look_first
