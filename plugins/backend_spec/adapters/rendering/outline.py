"""What templates may know of pages, of the navigation and of the configuration, written as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from backend_spec.adapters.rendering.plain import Unknown, written

_HEAVY = frozenset({"content", "markdown", "toc"})
_ASIDE = frozenset(
    """
    file children parent previous_page next_page update_date present_anchor_ids links_to_anchors render
    _StructureItem__parent _Page__active _Page__parent _Section__active
    """.split()
)
"""Attributes that follow from the navigation, that are told on their own, or that no known template reads."""
_ENTRY = frozenset({"title", "id", "level", "children", "active"})
_MACHINE = frozenset(
    """
    config_file_path dev_addr docs_dir draft_docs exclude_docs hooks not_in_nav plugins site_dir theme watch
    """.split()
)
"""Options that tell of the machine, and those that are written on their own. See `theme.reads`."""


def page(shown: Any, heavy: Iterable[str]) -> list[str]:
    """A page's own attributes, to be digested; of its text those in `heavy`."""
    if type(shown) is not Page:
        raise Unknown(type(shown).__qualname__)
    file = shown.file
    plain = {name: value for name, value in vars(shown).items() if name not in _ASIDE and name not in _HEAVY}
    about = [file.src_uri, file.dest_uri, file.url, file.inclusion, file.generated_by, shown.title]
    return [written([about, plain]), *(_text(shown, name) for name in sorted(heavy))]


def _text(shown: Any, name: str) -> str:
    found = getattr(shown, name)
    if name == "toc":
        return _toc(found)
    return found if type(found) is str else written(found)


def neighbour(shown: Any) -> str:
    """What a page tells of the one before it or after it."""
    return written(None if shown is None else [shown.file.src_uri, shown.file.url, shown.title])


def navigation(nav: Any, heavy: Iterable[str]) -> str:
    """The whole navigation, with what its pages tell besides their texts."""
    if type(nav) is not Navigation:
        raise Unknown(type(nav).__qualname__)
    home = nav.homepage.file.src_uri if nav.homepage else None
    parts = [written([home, dict.fromkeys(vars(nav))])]
    _tree(nav.items, tuple(heavy), parts)
    parts += [shown.file.src_uri for shown in nav.pages]
    return "\n".join(parts)


def _tree(items: Iterable[Any], heavy: tuple[str, ...], parts: list[str]) -> None:
    for item in items:
        if type(item) is Section:
            own = {name: value for name, value in vars(item).items() if name not in _ASIDE}
            parts.append(f"section {written(own)} (")
            _tree(item.children, heavy, parts)
            parts.append(")")
        elif type(item) is Link:
            parts.append(f"link {written({name: value for name, value in vars(item).items() if name not in _ASIDE})}")
        else:
            parts += ["page", *page(item, heavy)]


def _toc(toc: Any) -> str:
    if not isinstance(toc, TableOfContents):
        return written(toc)
    parts: list[str] = []
    _entries(toc, parts)
    return "".join(parts)


def _entries(entries: Iterable[Any], parts: list[str]) -> None:
    for entry in entries:
        own = vars(entry)
        if own.keys() <= _ENTRY and type(entry.title) is str and type(entry.id) is str:
            parts.append(f"{entry.title!r} {entry.id!r} {entry.level} {'active' in own}(")
        else:
            parts.append(written({name: value for name, value in own.items() if name != "children"}) + "(")
        _entries(entry.children, parts)
        parts.append(")")


def configuration(config: Any) -> str:
    """The options as far as templates show them."""
    options = {key: value for key, value in config.items() if key not in _MACHINE}
    options["markdown_extensions"] = [
        name if isinstance(name, str) else type(name).__qualname__ for name in options["markdown_extensions"]
    ]
    plugins = [(name, getattr(plugin, "config", None)) for name, plugin in config.plugins.items()]  # hooks have none
    theme = [config.theme.name, {key: _locale(value) for key, value in config.theme.items()}]
    return written([options, plugins, theme])


def _locale(value: Any) -> Any:
    return str(value) if type(value).__name__ == "Locale" else value
