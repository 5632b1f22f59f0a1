"""Where the generated pages stand in the navigation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from backend_spec.config import Pages
from backend_spec.site.page import Page


def extend(config: Any, pages: Iterable[Page], options: Pages) -> None:
    """Add the generated pages to the navigation of a MkDocs configuration, if it has one of its own.

    An entry of `mkdocs.yml` that names the pages' folder (`Reference: reference/`) becomes the list of all. Pages that
    are named there one by one stay where they are; those that are named nowhere come last, under the options' title.
    """
    if not config.nav:
        return
    wanted = list(pages)
    named = set(_paths(config.nav))
    folder = f"{options.folder}/"
    if folder in named:
        config.nav = _expanded(config.nav, folder, _tree([page for page in wanted if page.path not in named]))
        return
    missing = [page for page in wanted if page.path not in named]
    if missing:
        config.nav = [*config.nav, {options.title: _tree(missing)}]


def _tree(pages: Sequence[Page]) -> list[Any]:
    """Pages as entries of a navigation: those below `services/`, and `services` itself, make a section."""
    entries: list[Any] = []
    sections: dict[str, list[Any]] = {}
    groups = {page.name.partition("/")[0] for page in pages if "/" in page.name}
    for page in pages:
        group = page.name.partition("/")[0]
        if group not in groups:
            entries.append({page.title: page.path})
            continue
        if group not in sections:
            sections[group] = []
            entries.append({group.capitalize(): sections[group]})
        sections[group].append({page.title: page.path})
    return entries


def _paths(entries: Any) -> Iterable[str]:
    if isinstance(entries, str):
        yield entries
    elif isinstance(entries, dict):
        for entry in entries.values():
            yield from _paths(entry)
    elif isinstance(entries, list):
        for entry in entries:
            yield from _paths(entry)


def _expanded(entries: Any, folder: str, tree: list[Any]) -> Any:
    if isinstance(entries, dict):
        return {title: tree if entry == folder else _expanded(entry, folder, tree) for title, entry in entries.items()}
    if isinstance(entries, list):
        expanded: list[Any] = []
        for entry in entries:
            expanded += tree if entry == folder else [_expanded(entry, folder, tree)]
        return expanded
    return entries
