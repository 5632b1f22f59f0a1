"""A document's first words, which say what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.common import conventions
from backend_spec.markdown import Document, Paragraph, Section
from backend_spec.model.page import Introduction
from backend_spec.reading import Collector, normal

_LONG_ENOUGH = 24
_LONG_SENTENCE = 12
"""Letters and digits of a paragraph and of a whole sentence: "Version 1.2, draft" introduces nothing."""


def read(collector: Collector) -> None:
    """State the paragraph under the title; where there is none, that at the head of the first section."""
    for section in _openings(collector.document):
        for block in section.blocks:
            if isinstance(block, Paragraph) and _introduces(block.content.plain):
                collector.state(Introduction(block.span))
                return


def _introduces(text: str) -> bool:
    length = len(re.sub(r"[\W_]", "", text))
    return length >= (_LONG_SENTENCE if re.search(r"[.!?。！？]\W*$", text) else _LONG_ENOUGH)


def _openings(document: Document) -> Iterator[Section]:
    """What stands before the first section, then that section; one that holds the header table is passed over."""
    yield document.root
    sections = document.root.sections
    if sections and sections[0].heading is document.title:
        yield sections[0]
        sections = sections[0].sections
    yield from [section for section in sections if normal(section.title) not in conventions.HISTORY][:1]
