"""Links and marks on their way through a host's hooks: put into a page's Markdown, taken out of its HTML so that search
plugins need not read them, and made links as late as possible, if at all."""

from __future__ import annotations

import re
from typing import Any

from backend_spec.adapters.rendering.builds import Rendering
from backend_spec.site.publisher import Publisher
from backend_spec.site.weave.page import unmarked
from backend_spec.store import digest

_SEARCH = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")
"""What Material's search takes out of a page that it has read."""


class Weaving:
    """What becomes of one build's pages."""

    def __init__(self, publisher: Publisher):
        self._publisher = publisher
        self._contents: dict[str, tuple[str, str]] = {}
        """Of pages that are not written yet, the content without links and with what links are made of."""

    def content(self, page: Any, html: str) -> str:
        """A page's content without marks, which are kept for `weave`."""
        path = page.file.src_uri
        if page.present_anchor_ids is not None:
            page.present_anchor_ids.update(self._publisher.ids(path))
        plain = unmarked(html)
        self._contents[path] = plain, html
        return plain

    def weave(self, page: Any, rendering: Rendering) -> None:
        """Have links woven into a page's content, unless somebody else has changed it."""
        path, publisher = page.file.src_uri, self._publisher
        plain, html = self._contents.pop(path, ("", None))
        if html is None:
            return
        marked, stripped = html, page.content != plain
        if stripped and page.content != _SEARCH.sub("", plain):
            publisher.unwoven.add(path)
            return

        def weave() -> str:
            woven = publisher.content(path, marked)
            return _SEARCH.sub("", woven) if stripped else woven

        rendering.weave(page, digest(publisher.state(path), html), weave)
