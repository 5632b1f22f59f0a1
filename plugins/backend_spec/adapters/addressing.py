"""Where the pages of a site are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.utils import get_relative_url


class Addresses:
    """The addresses of one build's pages, given by the paths of their Markdown files in the docs folder."""

    def __init__(self, files: Any):
        self._files = files.src_uris

    def root(self, path: str) -> str | None:
        """The address of a page, relative to the site's root."""
        file = self._files.get(path)
        return file.url if file else None

    def of(self, page: Any) -> Callable[[str, str], str | None]:
        """The addresses of pages as seen from one page, each checked as MkDocs checks an author's links."""
        known: dict[str, tuple[Any, str] | None] = {}

        def address(path: str, anchor: str) -> str | None:
            if path not in known:
                file = self._files.get(path)
                known[path] = (file, get_relative_url(file.url, page.file.url)) if file else None
            found = known[path]
            if found is None:
                return None
            file, url = found
            if anchor and page.links_to_anchors is not None:
                page.links_to_anchors.setdefault(file, {}).setdefault(anchor, f"{path}#{anchor}")
            if file is page.file:
                return f"#{anchor}" if anchor else url
            return f"{url}#{anchor}" if anchor else url

        return address
