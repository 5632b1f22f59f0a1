"""A source as a document: blocks put into sections, inline content read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backend_spec.markdown import front_matter, headings, inline, tables
from backend_spec.markdown.document import Block, Document, Fence, Heading, Html, Inline, Item, Paragraph, Section
from backend_spec.markdown.links import Definitions, References
from backend_spec.markdown.pieces import Piece, pieces
from backend_spec.markdown.places import SPACE, Normal, Run
from backend_spec.text import Passage, Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_CLASS = re.compile(r"\{[^}]*?\.([\w+-]+)")
_LISTS = ("bullet_list_open", "ordered_list_open")


def parse(source: Source) -> Document:
    """Read a source as GitHub Flavored Markdown with Python-Markdown's admonitions and tabs. Never raises."""
    from markdown_it.common.utils import normalizeReference

    normal = Normal(source)
    meta, first = front_matter.read(normal.text)
    parts = list(pieces(source, normal.text, first))
    builder = _Builder(normal, References(normal, _definitions(parts), normalizeReference))
    for part in parts:
        builder.start, builder.line = part.start, part.line
        for token in part.tokens:
            builder.add(token)
    return builder.document(meta)


def _definitions(parts: Iterable[Piece]) -> Definitions:
    """The reference definitions of a document: the first of each label counts."""
    found: dict[str, Mapping[str, object]] = {}
    for part in parts:
        for label, entry in part.definitions.items():
            place = entry.get("place")
            moved = {"place": (part.start + place[0], part.start + place[1])} if place else {}
            found.setdefault(label, entry | moved)
    return found


@dataclass(slots=True)
class _Open:
    """A section while it is being filled."""

    heading: Heading | None
    level: int
    start: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


class _Builder:
    """Puts the blocks into sections, in document order."""

    def __init__(self, normal: Normal, references: References) -> None:
        self.normal = normal
        self.references = references
        # Where the piece begins whose tokens are coming: offset and line.
        self.start = self.line = 0
        self.open = [_Open(None, 0, 0)]
        # For each list around the current place: the next item's number, None in a bullet list.
        self.lists: list[int | None] = []
        self.quotes = 0
        # The line of a list item whose first block has not come yet.
        self.item: int | None = None
        # The last fence's end: a section ends no earlier, even if the fence ends with blanks.
        self.end = 0
        self.title: Heading | None = None

    def read(self, run: Run) -> Inline:
        return inline.read(run, self.references)

    def range(self, range_: tuple[int, int]) -> tuple[int, int]:
        """A range of the piece as one of the document."""
        return self.start + range_[0], self.start + range_[1]

    def ranges(self, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        base = self.start
        return [(base + start, base + end) for start, end in ranges]

    def put(self, block: Block) -> None:
        self.start_item()
        self.open[-1].blocks.append(block)

    def add(self, token: Token) -> None:
        """Take the next token."""
        kind = token.type
        if kind == "paragraph" or kind == "heading":
            self.text(token)
        elif kind == "fence":
            self.put(self.fence(token))
            self.end = self.start + token.meta["end"]
        elif kind == "table":
            self.put(tables.build(self.normal, self.ranges(token.meta["rows"]), self.references))
        elif kind == "html_block":
            self.put(Html(self.normal.span(*self.normal.trim(*self.range(token.meta["range"])))))
        elif kind == "bullet_list_open":
            self.start_item()
            self.lists.append(None)
        elif kind == "ordered_list_open":
            self.start_item()
            self.lists.append(int(token.attrs.get("start", 1)))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif kind == "list_item_open":
            self.item = self.line + (token.map[0] if token.map else 0)
        elif kind == "list_item_close":
            self.start_item()
            number = self.lists[-1]
            self.lists[-1] = None if number is None else number + 1
        elif kind == "blockquote_open":
            self.start_item()
            self.quotes += 1
        elif kind == "blockquote_close":
            self.quotes -= 1

    def start_item(self) -> None:
        """A list item that does not start with a paragraph is an item without text."""
        if self.item is not None:
            start = self.normal.source.line_span(self.item + 1).start
            empty = Inline(self.normal.source.span(start, start), "")
            self.item = None
            self.open[-1].blocks.append(Item(empty, len(self.lists) - 1, self.lists[-1]))

    def text(self, token: Token) -> None:
        """The text of a heading, a list item or a paragraph."""
        level = int(token.tag[1:]) if token.type == "heading" else 0
        lines = self.ranges(token.meta["lines"])
        if level and not self.quotes:
            self.start_item()
            content = self.read(Run.lines(self.normal, lines))
            self.section(
                headings.build(level, content),
                self.start + token.meta["start"] if "start" in token.meta else lines[0][0],
            )
        elif self.item is not None and not level:
            self.item = None
            task = _TASK.match(self.normal.text, *lines[0])
            if task:
                lines = [(task.end(), lines[0][1]), *lines[1:]]
            content = self.read(Run.lines(self.normal, lines))
            checked = task[1] != " " if task else None
            self.put(Item(content, len(self.lists) - 1, self.lists[-1], checked))
        else:
            # A heading in a block quote is quoted text: it does not divide this document.
            run = Run.lines(self.normal, lines)
            # A form feed or a no-break space makes a paragraph in which there is nothing.
            if run.text:
                self.put(Paragraph(self.read(run)))

    def section(self, heading: Heading, start: int) -> None:
        """Open the section of a heading."""
        if heading.level == 1 and self.title is None:
            self.title = heading
        self.close(heading.level, start)
        self.open.append(_Open(heading, heading.level, start))

    def close(self, level: int, end: int) -> None:
        """Close the sections of this level and below, which end before `end`."""
        text = self.normal.text
        while end > self.end and text[end - 1] in SPACE:
            end -= 1
        while self.open[-1].level >= level:
            done = self.open.pop()
            span = self.normal.span(done.start, max(done.start, end))
            built = Section(done.heading, done.level, span, tuple(done.blocks), tuple(done.sections))
            self.open[-1].sections.append(built)

    def document(self, meta: dict[str, object]) -> Document:
        """The document, after the last token."""
        self.close(1, len(self.normal.text))
        root = self.open[0]
        span = self.normal.span(0, len(self.normal.text))
        section = Section(None, 0, span, tuple(root.blocks), tuple(root.sections))
        return Document(self.normal.source, section, self.title, meta)

    def fence(self, token: Token) -> Fence:
        """A fence, with its lines freed from prefixes and indentation."""
        normal, meta = self.normal, token.meta
        first, last = self.range(meta["opening"])
        lines = self.ranges(meta["body"])
        after = self.start + meta["end"]
        # An empty body has one place too: where its first line would start.
        origins = [normal.at(start) for start, _ in lines] or [normal.at(min(last + 1, after))]
        body = Passage(normal.source, "\n".join([normal.text[start:end] for start, end in lines]), tuple(origins))
        info = token.info.strip(SPACE)
        word = "".join(info.split(maxsplit=1)[:1])
        if word.startswith("{"):
            # Attribute list of Python-Markdown: ``` { .python }
            found = _CLASS.match(info)
            word = found[1] if found else ""
        # An unclosed fence ends with whatever blanks the file ends with.
        end = normal.trim(first, after)[1] if meta["closed"] else after
        return Fence(
            normal.span(first, end),
            normal.span(*normal.trim(first, last)),
            word.lower(),
            info,
            body,
            meta["closed"],
        )
