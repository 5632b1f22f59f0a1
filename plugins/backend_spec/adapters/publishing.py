"""What a site gets of a specification: pages, links, and what searches and other sites find it by."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs import utils

from backend_spec.adapters.addressing import Addresses
from backend_spec.config import Config
from backend_spec.site import inventory, search
from backend_spec.site.publication import Entry, Publication
from backend_spec.site.publisher import Publisher

if TYPE_CHECKING:  # an analysis that is kept takes no time to import what makes one
    from backend_spec.project import Analysis


def publisher(
    made: Publication, options: Config, root: Path, *, serving: bool = False, marked: Analysis | None = None
) -> Publisher:
    """Who brings a publication onto pages. `root` is the project's folder; the findings of `marked`, if it is given,
    are marked in their places."""
    if marked:
        from backend_spec.site.weave.findings import with_findings

        made = with_findings(made, marked)
    foreign = inventory.foreign(options.inventories, root)
    return Publisher(made, options.folder, links=options.links, serving=serving, foreign=foreign)


def write_cards(site: str, cards: Mapping[str, str], taken: Iterable[str]) -> None:
    """Write previews next to their pages, so that the script can tell their addresses. Files of `taken` are the
    project's own."""
    own = frozenset(taken)
    for path, text in cards.items():
        place = path.removesuffix(".md") + ".cards.json"
        if place not in own:
            utils.write_file(text.encode("utf-8", "xmlcharrefreplace"), os.path.join(site, place))  # noqa: PTH118


def write_entries(site: Path, entries: Iterable[Entry], name: str, addresses: Addresses) -> None:
    """Write the inventory, and put what is declared into the search index."""
    known = list(entries)
    (site / "objects.inv").write_bytes(inventory.written(known, name, addresses.root))
    index = site / "search" / "search_index.json"
    if index.is_file():
        index.write_text(search.extended(index.read_text(encoding="utf-8"), known, addresses.root), encoding="utf-8")
