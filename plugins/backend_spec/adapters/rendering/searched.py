"""What search plugins read of a page: both parse its HTML, which takes them longer than a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from backend_spec import store
from backend_spec.adapters.rendering import outline
from backend_spec.adapters.rendering.kept import Kept
from backend_spec.adapters.rendering.plain import Unknown, written

_INDEXES = {
    "material.plugins.search.plugin": "entries",
    "mkdocs.contrib.search.search_index": "_entries",
    "properdocs.contrib.search.search_index": "_entries",
}
"""Indexes that are known, and where they have their entries."""


class Found(Struct, frozen=True):
    entries: tuple[dict[str, Any], ...]


class Searches:
    """Answers a search index' `add_entry_from_context` for the pages of one build."""

    def __init__(self, kept: Kept, ground: str):
        self._kept = kept
        self._ground = ground

    def take(self, plugins: Iterable[Any]) -> None:
        for plugin in plugins:
            index: Any = getattr(plugin, "search_index", None)
            place = _INDEXES.get(type(index).__module__)
            if place and type(index).__qualname__ == "SearchIndex" and isinstance(getattr(index, place, None), list):
                try:
                    base = store.digest("searched", self._ground, type(index).__module__, written(index.config))
                except Unknown:
                    continue
                index.add_entry_from_context = self._adding(base, index, place)

    def _adding(self, base: str, index: Any, place: str) -> Callable[[Any], None]:
        add = index.add_entry_from_context

        def adding(page: Any) -> None:
            try:
                name = store.digest(base, *outline.page(page, ("content", "toc")))
            except Unknown:
                add(page)
                return
            known = self._kept.get(name, Found)
            entries = getattr(index, place)
            if known:
                entries.extend(known.entries)
                return
            before = len(entries)
            add(page)
            self._kept.put(name, Found(tuple(entries[before:])))

        return adding
