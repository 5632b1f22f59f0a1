"""A publication brought onto pages: what a site generator asks for each page, in its own terms.

The host gives pages by the path of their Markdown file in the docs folder, and tells the addresses of pages; it needs
to know nothing of marks, figures and popovers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec
from msgspec import structs

from backend_spec.site import slots
from backend_spec.site.beside import filled
from backend_spec.site.publication import Leaf, Publication
from backend_spec.site.weave.mark import Fenced, Mark, Marks
from backend_spec.site.weave.page import Figure, anchor_of, finished, ids
from backend_spec.site.weave.source import woven
from backend_spec.store import digest

OVERVIEW = "<!-- backend-spec: overview -->"
_MARKUP = re.compile(r'class="[^"]*\b(?:language-)?mermaid\b')


class Publisher:
    """Publishes one publication. `folder` is the specification's folder in the docs folder, `foreign` the addresses of
    what other sites declare. Without `links`, documents get no more than the anchors that generated pages lead to, and
    their diagrams."""

    def __init__(
        self,
        publication: Publication,
        folder: str,
        *,
        links: bool = True,
        serving: bool = False,
        foreign: Mapping[str, str] | None = None,
    ):
        self._foreign = foreign or {}
        leaves = publication.leaves
        self._leaves = leaves if links else {path: _unlinked(leaf) for path, leaf in leaves.items()}
        self._prefix = "" if folder in ("", ".") else f"{folder}/"
        self._serving = serving
        self._overview = publication.overview
        self.entries = publication.entries
        self.pages = {page.path: page for page in publication.pages}
        self._beside: tuple[str, ...] = ()
        self.unwoven: set[str] = set()
        """Documents that nothing could be woven into."""

    def meet(self, paths: Iterable[str]) -> None:
        """Learn of the pages that the site's authors wrote; those beside the specification are linked from features."""
        self._beside = tuple(path for path in paths if self._leaf(path) is None)

    def markdown(self, path: str, content: Callable[[], bytes], body: str) -> str:
        """A page's Markdown with marks. `content` gives the file's bytes, `body` is what the host renders of it.

        Left as it is when it is no document of the specification, when the file is no more what was judged, or when
        something else has changed the text before.
        """
        leaf = self._leaf(path)
        if leaf is None or not leaf.marks.text:
            return body
        # As `Source.decode` reads it, which also counts the lines.
        source = content().removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
        if digest(source) != leaf.digest:
            self.unwoven.add(path)
            return body
        plain = source.replace("\r\n", "\n").replace("\r", "\n")
        rest = plain.removesuffix(body)
        if len(rest) + len(body) != len(plain):
            self.unwoven.add(path)
            return body
        # The body begins after the front matter: in the source the same number of lines further on.
        start = _offset(source, len(rest))
        marked = woven(source, leaf.marks.text, body=start)
        if marked is None:
            self.unwoven.add(path)
        return body if marked is None else marked

    def content(self, path: str, html: str) -> str:
        """A page's HTML with links, anchors, figures and, on a generated page, its sections."""
        leaf = None if path in self.unwoven else self._leaf(path)
        page = self.pages.get(path)
        if page:
            html = filled(slots.filled(html, page), self._beside)
        if self._overview and OVERVIEW in html:
            html = html.replace(OVERVIEW, self._overview)
        if leaf or self._foreign or _MARKUP.search(html):
            html = finished(
                html, leaf.marks if leaf else Marks(), _figure(leaf), serving=self._serving, foreign=self._foreign
            )
        return html + leaf.popovers if leaf else html

    def state(self, path: str) -> str:
        """A digest of what `content` makes a page of, besides its HTML."""
        leaf = None if path in self.unwoven else self._leaf(path)
        page = self.pages.get(path)
        beside = self._beside if page else ()
        everywhere = (self._overview, self._serving, sorted(self._foreign.items()))
        return digest(msgspec.msgpack.encode((leaf, page, beside, everywhere)))

    def ids(self, path: str) -> Iterator[str]:
        """The anchors that a page has besides those of its headings."""
        leaf = self._leaf(path)
        if leaf and path not in self.unwoven:
            yield from ids(leaf.marks)
        if page := self.pages.get(path):
            yield from page.anchors
            yield from (section.id for section in page.sections if section.id)

    def cards(self) -> dict[str, str]:
        """Previews by the path in the docs folder of the page that they are for."""
        return {self._prefix + path: leaf.cards for path, leaf in self._leaves.items() if leaf.cards}

    def _leaf(self, path: str) -> Leaf | None:
        if not path.startswith(self._prefix):
            return None
        return self._leaves.get(path[len(self._prefix) :])


def _unlinked(leaf: Leaf) -> Leaf:
    def anchors(marks: Iterable[Mark]) -> tuple[Mark, ...]:
        return tuple(structs.replace(mark, uses=0) for mark in marks if mark.id and not mark.href)

    fenced = tuple(structs.replace(block, marks=anchors(block.marks)) for block in leaf.marks.fenced)
    return structs.replace(leaf, marks=Marks(anchors(leaf.marks.text), fenced), popovers="", cards="")


def _figure(leaf: Leaf | None) -> Figure:
    def drawn(text: str, fenced: Fenced | None) -> str:
        if leaf and fenced and fenced.diagram:
            known = fenced.diagram <= len(leaf.figures)
            drawing = leaf.figures[fenced.diagram - 1] if known else _other(text)
            return f'<span id="{anchor_of(fenced)}" class="spec-anchor"></span>{drawing}'
        return _other(text)

    return drawn


def _other(text: str) -> str:
    """The figure of a diagram that nobody judged: one outside of the specification."""
    from backend_spec.site.diagrams import draw_other, figure

    return figure(draw_other(text.strip("\n"))).text


def _offset(source: str, count: int) -> int:
    """The offset in a text whose first `count` characters, with line endings counted as one, end there."""
    if "\r" not in source:
        return count
    at = 0
    while count:
        at += 2 if source.startswith("\r\n", at) else 1
        count -= 1
    return at
