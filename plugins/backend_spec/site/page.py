"""A generated page, as its maker gives it: HTML under headings, with nothing in it that only one host understands."""

from __future__ import annotations

from msgspec import Struct

from backend_spec.site.html import Html


class Section(Struct, frozen=True):
    """A heading of level 2 and what stands under it. A section without a title continues the one before.

    `id` is the heading's anchor. `body` links with the hrefs of `anchors.Place`.
    """

    title: str
    id: str
    body: Html


class Page(Struct, frozen=True):
    """A generated page. `path` is that of its Markdown file in the docs folder, such as `reference/errors.md`.

    `name` is what the options call it, `summary` a sentence under the title. `anchors` are the ids in the bodies that
    other pages link to.
    """

    name: str
    path: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    anchors: tuple[str, ...] = ()
