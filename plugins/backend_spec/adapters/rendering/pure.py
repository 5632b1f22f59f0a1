"""Which Markdown extensions make the same HTML of the same text, whatever else there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from backend_spec.adapters.rendering.plain import Unknown, written

_MARKDOWN = frozenset(
    """
    abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html meta
    nl2br sane_lists smarty tables toc wikilinks
    """.split()
)
_PYMDOWNX = frozenset(
    """
    arithmatex b64 betterem blocks.admonition blocks.caption blocks.definition blocks.details blocks.html blocks.tab
    caret critic details emoji escapeall extra highlight inlinehilite keys magiclink mark progressbar saneheaders
    smartsymbols snippets striphtml superfences tabbed tasklist tilde
    """.split()
)
_READS = {
    "pymdownx.b64": re.compile(r"!\[|<img", re.IGNORECASE),
    "pymdownx.snippets": re.compile("8<"),
    # Material reads a project's icons once in a process, even if they change.
    "pymdownx.emoji": re.compile(r":[\w+-]+:"),
}
"""Extensions that read other files, and what a page holds that makes them do so."""


class Extensions:
    """The Markdown extensions of a configuration. `digest` tells them and their options; `Unknown` is raised for one
    that may do anything."""

    def __init__(self, names: Iterable[Any], options: Mapping[str, Any]):
        self.written = written([_told(name) for name in names]) + written(options)
        self._reads = [_READS[name] for name in names if name in _READS and _reading(name, options.get(name) or {})]
        if (options.get("pymdownx.snippets") or {}).get("auto_append"):
            raise Unknown("pymdownx.snippets: auto_append")

    def reads(self, text: str) -> bool:
        """Whether a page with this text may be made of other files too."""
        return any(pattern.search(text) for pattern in self._reads)


def _reading(name: str, options: Mapping[str, Any]) -> bool:
    if name != "pymdownx.emoji":
        return True
    return bool((options.get("options") or {}).get("custom_icons"))


def _told(extension: Any) -> Any:
    if not isinstance(extension, str):
        kind = type(extension)
        if kind.__module__.partition(".")[0] != "backend_spec":
            raise Unknown(kind.__qualname__)
        return f"{kind.__module__}.{kind.__qualname__}"
    plain = extension.removeprefix("markdown.extensions.")
    if plain in _MARKDOWN or (extension.startswith("pymdownx.") and extension[len("pymdownx.") :] in _PYMDOWNX):
        return extension
    raise Unknown(extension)
