"""Documents without any heading whose headings are lines in bold type, as word processors export them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from backend_spec.markdown import headings
from backend_spec.markdown.document import Block, Document, Heading, Inline, Paragraph, Section

_LONGEST = 100


@dataclass(slots=True)
class _Open:
    heading: Heading | None
    level: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def headed(document: Document) -> Document:
    """The document with its lines in bold type as headings, if it has several and no headings at all.

    Numbers tell the level (`1.` is 2, `2.1` is 3). The first line without a number is the title; others stand below
    the section that they are in where sections have numbers, else they are sections themselves.
    """
    if document.root.sections:
        return document
    blocks = document.root.blocks
    lines = {at: block.content for at, block in enumerate(blocks) if isinstance(block, Paragraph) and _is_bold(block)}
    if len(lines) < 2:
        return document
    found = {at: headings.build(2, content) for at, content in lines.items()}
    numbered = any(heading.number for heading in found.values())
    if not numbered and any(content.plain.rstrip().endswith((":", "：")) for content in lines.values()):
        return document  # labels, not headings
    return _built(document, blocks, _levels(found, numbered))


def _is_bold(block: Paragraph) -> bool:
    content: Inline = block.content
    if "\n" in content.raw or len(content.plain) > _LONGEST or not content.strong:
        return False
    return " ".join(part.value for part in content.strong).strip() == content.plain.strip()


def _levels(found: dict[int, Heading], numbered: bool) -> dict[int, Heading]:
    """The headings at their levels; a label (`**Errors:**`) among numbered ones is none."""
    result: dict[int, Heading] = {}
    below = 2
    for at, heading in found.items():
        if heading.number:
            level = min(6, heading.number.replace("\\", "").count(".") + 2)
            below = level
        elif not result:
            level = 1
        elif heading.title.value.rstrip().endswith((":", "：")):
            continue
        else:
            level = min(6, below + 1) if numbered else 2
        result[at] = replace(heading, level=level, marked=False)
    return result


def _built(document: Document, blocks: Sequence[Block], found: dict[int, Heading]) -> Document:
    source = document.source
    end = document.root.span.end
    open_ = [_Open(None, 0)]

    def close(level: int, at: int) -> None:
        while open_[-1].level >= level:
            done = open_.pop()
            assert done.heading is not None
            stop = done.heading.span.start + len(source.text[done.heading.span.start : at].rstrip())
            span = source.span(done.heading.span.start, stop)
            open_[-1].sections.append(Section(done.heading, done.level, span, tuple(done.blocks), tuple(done.sections)))

    for at, block in enumerate(blocks):
        heading = found.get(at)
        if heading:
            close(heading.level, block.span.start)
            open_.append(_Open(heading, heading.level))
        else:
            open_[-1].blocks.append(block)
    close(1, end)
    root = Section(None, 0, document.root.span, tuple(open_[0].blocks), tuple(open_[0].sections))
    title = next((heading for heading in found.values() if heading.level == 1), None)
    return replace(document, root=root, title=title)
