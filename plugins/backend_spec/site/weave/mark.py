"""What is woven into a document's page, as plain data."""

from __future__ import annotations

from msgspec import Struct

STATUS = "status"
FINDING = "finding"
"""The kind of a mark that tells where a finding stands, while somebody edits."""
REQUIRED, OPTIONAL = "required", "optional"
DEPRECATED = "deprecated"
"""Stands behind the kind of what is declared and not to be used any more."""


class Mark(Struct, frozen=True, array_like=True):
    """Something that is woven in at `start` to `end`: a link (`href`), an anchor of no extent (`id` alone), an HTTP
    status (of the kind `status-4`), or the cell that says whether a field is required.

    A link's `id` is where "Referenced by" leads to. `kind` is that of the entity; what has neither `href` nor `id` is
    a name that means nothing, and is marked as such while somebody edits. `uses` is how many places refer to what is
    declared here.
    """

    start: int
    end: int
    kind: str
    href: str = ""
    id: str = ""
    uses: int = 0


class Fenced(Struct, frozen=True, array_like=True):
    """The text of a fenced block, as the page shows it, with marks by their offsets in it."""

    language: str
    text: str
    marks: tuple[Mark, ...] = ()
    diagram: int = 0
    """For a Mermaid diagram its number on the page, counted from 1."""


class Marks(Struct, frozen=True):
    """All marks of a document: those in its text by their offsets in the source, and its fenced blocks in order."""

    text: tuple[Mark, ...] = ()
    fenced: tuple[Fenced, ...] = ()


def place_of(fingerprint: str) -> str:
    """The id of the element at a finding's place on its page."""
    return f"{FINDING}:{fingerprint}"
