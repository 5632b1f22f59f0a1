"""The search index, with an entry of its own for everything that is declared, so that its name finds it first.

The format is that of MkDocs' search plugin and of Material's: documents with `location`, `title` and `text`; Material
also knows `boost`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

from backend_spec.site.publication import Entry

BOOST = 10_000
"""By how much a declaration counts more than a page that mentions the name, for a name of one character: search engines
find `users` in `UserService` too, and the shorter one is meant."""

_LEADING = frozenset({"endpoint", "error", "service", "table", "topic", "cache-key"})
"""What people look for when other things bear nearly the same name: the table before the message."""

PARAMETER = "spec"
"""Stands for `#` in a location: Material lists what has a `#` below the page that it is on, wherever that ranks. The
script goes to the anchor when the page is there."""


def extended(index: str, entries: Iterable[Entry], address: Callable[[str], str | None]) -> str:
    """A search index (JSON) with the entries; as it is when it has none of the known form.

    `address` gives the address of a page, relative to the site's root.
    """
    known = json.loads(index)
    documents = known.get("docs") if isinstance(known, dict) else None
    if not isinstance(documents, list):
        return index
    documents += _documents(entries, address)
    settings = known.get("config")
    if isinstance(settings, dict) and isinstance(separator := settings.get("separator"), str):
        settings["separator"] = _at_colons(separator)
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def _at_colons(separator: str) -> str:
    """A pattern for what separates words that takes colons too.

    Both search plugins cut a query at its colons, which are lunr's mark for fields. Keys (`session:{id}`) and paths
    (`/users/:id`) are found if the index cuts them as well.
    """
    try:
        return separator if re.search(separator, ":") else f"{separator}|:+"
    except re.error:  # JavaScript knows patterns that Python does not
        return separator


def _documents(entries: Iterable[Entry], address: Callable[[str], str | None]) -> Iterable[dict[str, object]]:
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        if (entry.kind, entry.name) in seen:
            continue
        seen.add((entry.kind, entry.name))
        url = address(entry.path)
        if url is not None:
            kind = entry.kind.replace("-", " ")
            text = f"{kind.capitalize()}. {entry.text}" if entry.text else kind.capitalize()
            boost = BOOST * (3 if entry.kind in _LEADING else 1) / max(len(entry.title), 1) ** 2
            yield {
                "location": f"{url}?{PARAMETER}={entry.anchor}",
                "title": entry.title,
                "text": text,
                "boost": round(boost, 2),
            }
