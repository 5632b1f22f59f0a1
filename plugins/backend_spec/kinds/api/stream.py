"""A document as a stream of headings and blocks, and the labels in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from backend_spec.markdown import Document, Inline, Item, Paragraph, Section
from backend_spec.markdown.document import Block, Heading
from backend_spec.reading import normal


class Piece(Struct, frozen=True):
    """A heading (`block` is None) or a block, with the section that it belongs to."""

    start: int
    section: Section
    block: Block | None = None

    @property
    def heading(self) -> Heading | None:
        return self.section.heading if self.block is None else None

    @property
    def inline(self) -> Inline | None:
        """The text of a heading, a paragraph or a list item."""
        if isinstance(self.block, Paragraph | Item):
            return self.block.content
        return self.section.heading.content if self.block is None and self.section.heading else None


class Stream:
    """The pieces of a document in document order, and each section's way up."""

    def __init__(self, document: Document) -> None:
        self.pieces: list[Piece] = []
        self._parents: dict[int, Section] = {}
        for section in document.root.walk():
            if section.heading:
                self.pieces.append(Piece(section.heading.span.start, section))
            self.pieces += (Piece(block.span.start, section, block) for block in section.blocks)
            for child in section.sections:
                self._parents[id(child)] = section
        self._starts = [piece.start for piece in self.pieces]
        self._under: dict[tuple[int, frozenset[str], int], bool] = {}

    def within(self, start: int, end: int) -> list[Piece]:
        """The pieces that begin in a range of the source."""
        return self.pieces[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def parent(self, section: Section) -> Section | None:
        return self._parents.get(id(section))

    def up(self, section: Section | None) -> Iterator[Section]:
        """The section and those that hold it, the root left out."""
        while section is not None and section.heading:
            yield section
            section = self.parent(section)

    def under(self, section: Section, titles: frozenset[str], top: int = 2) -> bool:
        """Whether the section, or one above it from level `top` on, has one of these titles."""
        question = id(section), titles, top
        if question not in self._under:
            self._under[question] = any(
                one.level >= top and plain_title(one.title) in titles for one in self.up(section)
            )
        return self._under[question]


@lru_cache(maxsize=4096)
def plain_title(title: str) -> str:
    """A title without number, remark in parentheses, decoration."""
    return normal(re.sub(r"\s*[(（\[][^()（）\[\]]*[)）\]]", "", title).strip(" :：*_`") or title)
