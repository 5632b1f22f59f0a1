"""mkdocs-mermaid2-plugin beside this one: offline, and kept from parsing pages that it will not change.

Left alone it fetches its library from a CDN, at build and at view time. It also parses every page that contains the
word "mermaid" with BeautifulSoup, which takes longer than all else in a build, and writes it again even if nothing was
to be done. Its selectors (version 1.2, `on_post_page`) tell which pages it changes: a look at the text is enough to see
that a page has none of what they select. Pages whose diagrams are figures of ours never have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

_SELECTED = re.compile(r"""<(?:div|code)\b[^>]*\bclass\s*=\s*["']?[^"'>]*\bmermaid\b""", re.IGNORECASE)
"""`div.mermaid`, `pre code.mermaid` and `pre code.language-mermaid`."""
_LOADED = re.compile(r"""<pre\b[^>]*\bclass\s*=\s*["']?[^"'>]*\bmermaid\b""", re.IGNORECASE)
"""What superfences' own loader draws: `pre.mermaid code`."""


def provide(plugins: Iterable[Any], library: str) -> None:
    """Give mermaid2 the library of this package, by its path on the site, where it was given none.

    It must not look for the file in the docs folder, where it is not: what it would find is what it keeps itself.
    """
    for plugin in plugins:
        if _is_mermaid2(plugin) and not plugin.config.get("javascript"):
            plugin.config["javascript"] = plugin._javascript = library


def spare(handlers: list[Callable[..., Any]]) -> None:
    """Have mermaid2 look at the pages first that it is about to parse. Does nothing when it is not there.

    `handlers` are what plugins do on `post_page`, the list that MkDocs itself goes through.
    """
    for index, handler in enumerate(handlers):
        owner = getattr(handler, "__self__", None)
        if _is_mermaid2(owner):
            handlers[index] = _looking_first(handler, owner)


def changes(page: str) -> bool:
    """Whether mermaid2 may change a page, where it is there."""
    return bool(_SELECTED.search(page) or _LOADED.search(page))


def _is_mermaid2(plugin: object) -> bool:
    return type(plugin).__module__.partition(".")[0] == "mermaid2"


def _looking_first(handler: Callable[..., Any], owner: Any) -> Callable[..., Any]:
    @wraps(handler)
    def look_first(output: str, **rest: Any) -> Any:
        selected = _LOADED if getattr(owner, "activate_custom_loader", False) else _SELECTED
        return handler(output, **rest) if selected.search(output) else output

    return look_first
