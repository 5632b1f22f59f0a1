"""What a Markdown file consists of, each part with its exact place.

Blocks are flat: a table inside a block quote inside a list item is one more block of its section, in document order.
What a specification says does not depend on how deep it is nested.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from backend_spec.text import Passage, Source, Span, Spanned


class Inline(Struct, frozen=True):
    """A run of inline content: a heading's text, a table cell, a paragraph, a list item's text.

    `span` is the raw text without surrounding white space; it covers several lines for a paragraph. `plain` is what
    a reader sees: no emphasis marks, no backticks, links as their text, escapes resolved, soft breaks as spaces.
    `codes` are the code spans, each with the span of its content; in a table cell `\\|` is a pipe in the value
    (GitHub Flavored Markdown, section 4.10), so value and source text may differ there.
    """

    span: Span
    plain: str
    codes: tuple[Spanned[str], ...] = ()
    strong: tuple[Spanned[str], ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def raw(self) -> str:
        return self.span.text

    @property
    def value(self) -> Spanned[str]:
        """The content without decoration that wraps it whole.

        For `` `1001` ``, `**1001**` and `[1001](#x)` that is `1001` and exactly its place; otherwise `plain` at `span`.
        """
        for part in (*self.codes, *(link.text for link in self.links), *self.strong):
            if part.value.strip() == self.plain.strip():
                inner = next((code for code in self.codes if code.value.strip() == part.value.strip()), part)
                return inner
        return Spanned(self.plain, self.span)

    def __bool__(self) -> bool:
        return bool(self.plain.strip())


class Link(Struct, frozen=True):
    """An inline link or image: its text and its destination as written."""

    text: Spanned[str]
    target: Spanned[str]


class Heading(Struct, frozen=True):
    """A heading. `number` is a leading section number (`3.1` of `## 3.1 users`), `title` the rest.

    One that is not `marked` is a mere line in bold type, which stands for a heading in a document that has none.
    """

    level: int
    content: Inline
    number: str | None
    title: Spanned[str]
    marked: bool = True

    @property
    def span(self) -> Span:
        return self.content.span


class Row(Struct, frozen=True):
    """A table row. It has as many cells as the head; missing cells are empty at the row's end."""

    span: Span
    cells: tuple[Inline, ...]
    surplus: tuple[Inline, ...] = ()
    """Cells beyond the head's, which GitHub drops from the rendered table (an unescaped pipe, usually)."""


class Table(Struct, frozen=True):
    span: Span
    head: Row
    rows: tuple[Row, ...]


class Fence(Struct, frozen=True):
    """A fenced code block. `language` is the info string's first word in lower case (`mermaid`; `""` if none).

    `opening` is the span of the opening fence line, `body` the content without indentation or quote prefix.
    """

    span: Span
    opening: Span
    language: str
    info: str
    body: Passage
    closed: bool = True


class Paragraph(Struct, frozen=True):
    content: Inline

    @property
    def span(self) -> Span:
        return self.content.span


class Item(Struct, frozen=True):
    """A list item's first paragraph; its other blocks follow it in the section.

    `depth` is 0 for a top-level list; `number` is the item's number in an ordered list; `checked` tells a task item.
    """

    content: Inline
    depth: int
    number: int | None = None
    checked: bool | None = None

    @property
    def span(self) -> Span:
        return self.content.span


class Html(Struct, frozen=True):
    """A block of raw HTML, kept as text."""

    span: Span


Block = Table | Fence | Paragraph | Item | Html


class Section(Struct, frozen=True):
    """A heading and what follows it up to the next heading of the same or a higher level.

    `blocks` are its own; what stands under deeper headings is in `sections`. A document's root section has no
    heading.
    """

    heading: Heading | None
    level: int
    span: Span
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The heading's text without its number; empty for the root."""
        return self.heading.title.value if self.heading else ""

    @property
    def place(self) -> Span:
        """Where to point at when something is missing here: the heading, or the section's first line."""
        return self.heading.span if self.heading else self.span.source.line_span(self.span.first.line)

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in document order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def every(self) -> Iterator[Block]:
        """The blocks of this section and of all below it, in document order."""
        for section in self.walk():
            yield from section.blocks

    def tables(self) -> Iterator[Table]:
        return (block for block in self.every() if isinstance(block, Table))

    def fences(self, *languages: str) -> Iterator[Fence]:
        """The fences in these languages (all when none is named), of this section and all below it."""
        return (
            block
            for block in self.every()
            if isinstance(block, Fence) and (not languages or block.language in languages)
        )


class Document(Struct, frozen=True):
    """A parsed source. `root` is the section without heading that holds everything.

    `title` is the first level-1 heading, `front_matter` the parsed YAML mapping (empty when there is none or it is
    not a mapping).
    """

    source: Source
    root: Section
    title: Heading | None
    front_matter: dict[str, object]

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def place(self) -> Span:
        """Where to report what the document lacks: its title, else its first line."""
        return self.title.span if self.title else self.source.line_span(1)
