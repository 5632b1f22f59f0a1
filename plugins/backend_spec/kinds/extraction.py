"""One document's facts: what every document has, then what its kind says."""

from __future__ import annotations

from collections.abc import Iterable

from backend_spec.config import Config
from backend_spec.kind import Kind, Part
from backend_spec.kinds import KINDS
from backend_spec.kinds.common.extract import extract as extract_common
from backend_spec.kinds.common.recognise import OTHER, recognise
from backend_spec.markdown import Document
from backend_spec.model.entity import Facts, Statement
from backend_spec.reading import Collector

NAMES = tuple(kind.name for kind in KINDS)

__all__ = ["extract", "kind_of"]


def kind_of(document: Document, config: Config) -> str:
    """The name of a document's kind: as configured, else as it is recognised.

    A kind whose files are configured has no others, and one that is configured as absent has none.
    """
    configured = {pattern: kind for kind, files in config.documents.items() for pattern in files or ()}
    name = recognise(document, KINDS, configured)
    if name in config.documents and recognise(document, (), configured) != name:
        return OTHER
    return name


def extract(document: Document, flaws: Iterable[Statement], config: Config) -> Facts:
    """All facts of a document. `flaws` are those that were met before it was parsed."""
    name = kind_of(document, config)
    kind = next((kind for kind in KINDS if kind.name == name), None)
    collector = Collector(
        document, name, config.columns, _outline(kind, config), NAMES, config.dialect, config.language
    )
    for flaw in flaws:
        collector.state(flaw)
    extract_common(collector)
    if kind:
        kind.extract(collector)
    return collector.facts()


def _outline(kind: Kind | None, config: Config) -> tuple[Part, ...]:
    """The sections that a document of the kind should have: the project's own titles, else the catalogue's."""
    if kind is None:
        return ()
    if kind.name not in config.outlines:
        return kind.outline
    known = {part.title: part for part in kind.outline}
    return tuple(known.get(title, Part(title)) for title in config.outlines[kind.name])
