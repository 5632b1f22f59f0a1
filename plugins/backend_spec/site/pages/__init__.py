"""The generated pages, each made by a file here. This is the one list of them, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

import msgspec

from backend_spec.config import PAGES
from backend_spec.site.page import Page
from backend_spec.site.view import View


def pages(view: View) -> tuple[Page, ...]:
    """Every page that the specification has something for."""
    options = view.analysis.config.pages
    if options.folder is None:
        return ()
    return tuple(
        page if (title := options.titles.get(page.name)) is None else msgspec.structs.replace(page, title=title)
        for page in _pages(view)
    )


def at_a_glance(view: View) -> str:
    """The HTML of the system at a glance."""
    if find_spec(f"{__name__}.overview") is None:
        return ""
    return str(import_module(f"{__name__}.overview").block(view))


def _pages(view: View) -> Iterator[Page]:
    for name in PAGES:
        unwanted = view.analysis.config.pages.titles.get(name, "") is None
        if unwanted or find_spec(f"{__name__}.{name}") is None:
            continue
        maker = import_module(f"{__name__}.{name}")
        if hasattr(maker, "pages"):
            yield from maker.pages(view)
        elif page := maker.page(view):
            yield page
