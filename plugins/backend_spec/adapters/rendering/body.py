"""What Markdown makes of a page: kept by the page's text, and by what its links led to."""

from __future__ import annotations

import logging
from pathlib import PurePath
from typing import Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from msgspec import Struct

from backend_spec import store
from backend_spec.adapters.rendering.kept import Kept
from backend_spec.adapters.rendering.plain import Unknown, written
from backend_spec.adapters.rendering.pure import Extensions
from backend_spec.adapters.rendering.said import Said, listening, say

Target = tuple[str, str] | None
"""A file that a link leads to, as far as the link tells: its address and whether it is published."""
_SETTLED = vars(Page)["render"]


class Heading(Struct, frozen=True, array_like=True):
    """An entry of a table of contents."""

    title: str
    id: str
    level: int
    children: tuple[Heading, ...] = ()


class Body(Struct, frozen=True):
    """All that `Page.render` sets. `targets` are the files that it asked for, which decide whether it still holds."""

    content: str
    title: str | None
    toc: tuple[Heading, ...]
    ids: tuple[str, ...]
    links: tuple[tuple[str, dict[str, str]], ...] | None
    targets: dict[str, Target]
    said: tuple[Said, ...]


class Bodies:
    """Answers `page.render` for the pages of one build."""

    def __init__(self, kept: Kept, ground: str, config: Any):
        self._kept = kept
        self._extensions: Extensions | None = None
        level = logging.getLogger(Page.__module__).getEffectiveLevel()
        try:
            self._extensions = Extensions(config["markdown_extensions"], config["mdx_configs"] or {})
            told = written([config.validation, config.use_directory_urls, level, _SETTLED.__module__])
        except Unknown:
            self._extensions = None
            return
        self._base = store.digest("body", ground, self._extensions.written, told)

    def take(self, page: Any) -> None:
        """Have a page's Markdown rendered only if it has to be."""
        if self._extensions is not None and type(page) is Page and Page.render is _SETTLED:
            vars(page)["render"] = lambda config, files: self._render(page, config, files)

    def _render(self, page: Any, config: Any, files: Any) -> None:
        vars(page).pop("render", None)
        text = page.markdown
        if text is None or self._extensions is None or self._extensions.reads(text):
            page.render(config, files)
            return
        file = page.file
        name = store.digest(self._base, file.src_uri, file.url, file.inclusion.name, text)
        known = self._kept.get(name, Body)
        there = files.src_uris
        if known and all(_target(there.get(path)) == told for path, told in known.targets.items()):
            _set(page, known, files)
            say(known.said)
            return
        seen = _Seen(files)
        with listening() as said:
            page.render(config, seen)
        if not seen.beyond:
            self._kept.put(name, _body(page, seen.targets, said))


class _Seen:
    """A build's files, which remembers what was asked for. `beyond` tells that it was asked for more than by path."""

    def __init__(self, files: Any):
        self._files = files
        self.targets: dict[str, Target] = {}
        self.beyond = False

    def get_file_from_path(self, path: str) -> Any:
        file = self._files.get_file_from_path(path)
        self.targets[PurePath(path).as_posix()] = _target(file)
        return file

    def __getattr__(self, name: str) -> Any:
        self.beyond = True
        return getattr(self._files, name)

    def __iter__(self) -> Any:
        self.beyond = True
        return iter(self._files)

    def __len__(self) -> int:
        self.beyond = True
        return len(self._files)

    def __contains__(self, path: str) -> bool:
        self.beyond = True
        return path in self._files


def _target(file: Any) -> Target:
    return (file.url, file.inclusion.name) if file else None


def _body(page: Any, targets: dict[str, Target], said: list[Said]) -> Body:
    links = page.links_to_anchors
    return Body(
        content=page.content,
        title=page._title_from_render,
        toc=tuple(_heading(entry) for entry in page.toc),
        ids=tuple(sorted(page.present_anchor_ids)),
        links=None if links is None else tuple((file.src_uri, anchors) for file, anchors in links.items()),
        targets=targets,
        said=tuple(said),
    )


def _set(page: Any, body: Body, files: Any) -> None:
    page.content = body.content
    page._title_from_render = body.title
    page.toc = get_toc([_token(heading) for heading in body.toc])
    page.present_anchor_ids = set(body.ids)
    if body.links is not None:
        page.links_to_anchors = {
            page.file if path == page.file.src_uri else files.src_uris[path]: anchors for path, anchors in body.links
        }


def _heading(entry: Any) -> Heading:
    return Heading(entry.title, entry.id, entry.level, tuple(_heading(child) for child in entry.children))


def _token(heading: Heading) -> Any:
    """A heading as Python-Markdown tells it."""
    children = [_token(child) for child in heading.children]
    return {"name": heading.title, "id": heading.id, "level": heading.level, "children": children}
