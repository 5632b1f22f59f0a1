"""Everything that a site gets from a specification, as plain data: computed once per change, and kept in the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from backend_spec import store
from backend_spec.config import Config
from backend_spec.garbage import uncollected
from backend_spec.site.again import Again
from backend_spec.site.page import Page
from backend_spec.site.weave.mark import Marks
from backend_spec.store import Store

if TYPE_CHECKING:
    from backend_spec.project import Analysis


class Leaf(Struct, frozen=True):
    """What the page of one document gets: marks, the figures of its diagrams in order, the popovers that tell who
    refers to what, previews (JSON). `digest` is that of the text that the marks are for."""

    marks: Marks
    digest: str = ""
    figures: tuple[str, ...] = ()
    popovers: str = ""
    cards: str = ""


class Entry(Struct, frozen=True, array_like=True):
    """An entity as searches and inventories list it."""

    kind: str
    name: str
    title: str
    text: str
    path: str
    anchor: str


class Publication(Struct, frozen=True):
    """What all pages get. `leaves` are by the documents' paths in the specification's folder."""

    leaves: dict[str, Leaf] = {}
    pages: tuple[Page, ...] = ()
    entries: tuple[Entry, ...] = ()
    overview: str = ""


def publication(
    files: Mapping[str, bytes],
    config: Config,
    keep: Store,
    analysis: Analysis | None = None,
    again: Again | None = None,
) -> Publication:
    """What the specification in these files gives a site. `analysis` is that of the files, if there is one already;
    `again` what their last version had."""
    with uncollected():
        if analysis and not keep.keeps:
            from backend_spec.site.publish import publish

            return publish(analysis, again)
        return _publication(files, config, keep, analysis)


def _publication(files: Mapping[str, bytes], config: Config, keep: Store, analysis: Analysis | None) -> Publication:
    parts: list[bytes | str] = ["publication", store.code_digest(), repr(config)]
    for path, data in files.items():
        parts += [path, data]
    name = store.digest(*parts)
    stored = keep.get(name)
    if stored is not None:
        keep.touch([name])
        return msgspec.msgpack.decode(stored, type=Publication)
    from backend_spec.site.publish import publish

    if analysis is None:
        from backend_spec.project import Project

        analysis = Project(config, keep).analyse(files)
    made = publish(analysis)
    keep.put(name, msgspec.msgpack.encode(made))
    return made
