"""A theme's templates: a digest of them, and what they read of pages other than the one that they show."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, nodes
from msgspec import Struct

from backend_spec import store
from backend_spec.adapters.rendering.plain import Unknown

_LARGE = 2**18
_HEAVY = frozenset({"content", "markdown", "toc"})
_CLOSED = frozenset(
    """
    attr build_date_utc config_file_path content_bytes content_string dev_addr docs_dir draft_docs exclude_docs hooks
    is_modified links_to_anchors lipsum not_in_nav now present_anchor_ids random read_source render site_dir today
    update_date utcnow validate_anchor_links watch
    """.split()
)
"""What tells of more than a page's digest is made of: times, chance, files, the machine."""


class Reads(Struct, frozen=True):
    """What templates read: `heavy` are attributes of pages beside the one that is shown, `pages` the list of all,
    `dated` the time, on the home page."""

    heavy: frozenset[str] = frozenset()
    pages: bool = False
    dated: bool = False


def digest(folders: Iterable[str]) -> str:
    """A digest of the files that templates are made of. Large ones are told by size and time, the theme's by time."""
    parts = []
    material = _material()
    for folder in folders:
        parts.append("")
        for path in sorted(_files(folder, hidden=folder != material)):
            state = path.stat()
            told = f"{path.relative_to(folder).as_posix()} {state.st_size}"
            if folder == material or state.st_size > _LARGE:
                parts.append(f"{told} {state.st_mtime_ns}")
            else:
                parts.append(f"{told} {store.digest(path.read_bytes())}")
    return store.digest(*parts)


def reads(env: Any, folders: Iterable[str]) -> Reads:
    """What the templates read. `Unknown` when it may be anything. Material's own are known: of other pages they read
    what a navigation tells."""
    heavy: set[str] = set()
    pages = dated = False
    material = _material()
    for folder in folders:
        own = _is_host(folder)
        for path in _files(folder, hidden=True) if folder != material else ():
            if path.suffix != ".html":
                continue
            try:
                tree = env.parse(path.read_text(encoding="utf-8"))
            except (TemplateError, UnicodeDecodeError) as error:
                raise Unknown(str(path)) from error
            words = set(_words(tree))
            # The host's own themes tell the time, on the home page only.
            closed = words & (_CLOSED - {"build_date_utc"} if own else _CLOSED)
            if closed:
                raise Unknown(f"{path}: {', '.join(sorted(closed))}")
            heavy |= words & _HEAVY
            pages |= "pages" in words
            dated |= "build_date_utc" in words
    return Reads(frozenset(heavy), pages, dated)


def _words(tree: nodes.Template) -> Iterator[str]:
    """Every name that may lead somewhere, but for the parts of the page that is shown."""
    names = list(tree.find_all(nodes.Name))
    bound = any(name.name == "page" and name.ctx != "load" for name in names)
    for name in names:
        yield name.name
    for part in tree.find_all(nodes.Getattr):
        if bound or not isinstance(part.node, nodes.Name) or part.node.name != "page":
            yield part.attr
        elif part.attr in _CLOSED or part.attr == "markdown":
            yield part.attr
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, str):
            yield constant.value
    for filtered in tree.find_all(nodes.Filter):
        yield filtered.name
    for item in tree.find_all(nodes.Getitem):
        if not isinstance(item.arg, nodes.Const | nodes.Slice):
            yield from _HEAVY


def _files(folder: str, *, hidden: bool) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, followlinks=True):
        if not hidden:
            # Material's icons, of which there are thousands: they change with its version.
            folders[:] = [name for name in folders if not name.startswith(".") and name != "assets"]
        yield from (Path(root, name) for name in names)


def _material() -> str | None:
    found = find_spec("material")
    return str(Path(found.origin).parent / "templates") if found and found.origin else None


def _is_host(folder: str) -> bool:
    return Path(folder).parent.name == "themes" or Path(folder).parent.name in ("mkdocs", "properdocs", "search")
