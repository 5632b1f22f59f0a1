"""The sections that tables have: which parts they consist of, and tables that stand under labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from backend_spec.kinds.database import columns
from backend_spec.kinds.database.conventions import PARTS
from backend_spec.markdown import Heading, Paragraph, Section
from backend_spec.markdown import Table as Grid
from backend_spec.reading import Collector, normal
from backend_spec.text import Span, Spanned

_LABELS = {normal(label): part for part, labels in PARTS.items() for label in labels}
_ALONE = re.compile(r"(?:\*\*|__|`)+(?P<name>[^\W\d]\w*)(?:\*\*|__|`)+(?:\s*(?:table|表))?\s*[:：]?", re.IGNORECASE)


def recognise(label: str) -> str | None:
    """The part of a table's section that a label or heading introduces."""
    return _LABELS.get(normal(re.sub(r"[(（].*?[)）]", "", label)) or normal(label))


def pruned(section: Section) -> Section:
    """The section without sub-sections that are about something else than a part of its table."""
    return replace(section, sections=tuple(pruned(inner) for inner in section.sections if recognise(inner.title)))


def by_labels(collector: Collector, section: Section) -> Iterator[Section]:
    """Tables that stand one after another in a section, each under its name in bold or as code.

    A label that comes again and again (`**Request**`) is no name.
    """
    starts = [
        index
        for index, block in enumerate(section.blocks)
        if isinstance(block, Paragraph) and _ALONE.fullmatch(block.content.raw) and not recognise(block.content.plain)
    ]
    said = Counter(normal(section.blocks[start].span.text) for start in starts)
    for start, stop in pairwise([*starts, len(section.blocks)]):
        paragraph, blocks = section.blocks[start], section.blocks[start + 1 : stop]
        match = _ALONE.fullmatch(paragraph.span.text)
        if not isinstance(paragraph, Paragraph) or not match or len(starts) < 2 or said[normal(match[0])] > 1:
            continue
        if any(isinstance(block, Grid) and columns.is_column_table(collector, block) for block in blocks):
            base = paragraph.span.start
            place = Span(paragraph.span.source, base + match.start("name"), base + match.end("name"))
            content = replace(paragraph.content, codes=(Spanned(match["name"], place),))
            heading = Heading(section.level + 1, content, None, Spanned(match["name"], place))
            yield Section(heading, section.level + 1, paragraph.span.to(blocks[-1].span), tuple(blocks), ())
