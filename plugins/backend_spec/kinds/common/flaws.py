"""What the reader can tell is broken in a document's Markdown, whatever it says."""

from __future__ import annotations

import re

from backend_spec.diagnostic import Label
from backend_spec.markdown import Block, Fence, Item, Paragraph, Section, Table
from backend_spec.model.entity import Flaw
from backend_spec.reading import Collector
from backend_spec.text import Span

_SPEC = re.compile(r"^spec[ \t]*:[ \t]*(?P<value>[^\s#][^#\r\n]*?)[ \t]*(?:#.*)?$", re.MULTILINE)

# One alone in quotes or code is what the text is about.
_REPLACEMENT = re.compile("(?<![`'\"(])\ufffd+|\ufffd+(?![`'\")])")


def read(collector: Collector) -> None:
    """State every flaw."""
    unknown_kind(collector)
    _lost(collector)
    _unmarked(collector)
    for section in collector.document.root.walk():
        _blocks(collector, section)


def unknown_kind(collector: Collector) -> None:
    """A `spec:` key in the front matter whose value is no kind."""
    asked = collector.document.front_matter.get("spec")
    if not isinstance(asked, str) or not collector.kinds:
        return
    if asked.strip().casefold() in (*collector.kinds, "other", "none"):
        return
    source = collector.document.source
    match = _SPEC.search(source.text)
    place = source.span(*match.span("value")) if match else source.line_span(1)
    known = ", ".join(f"`{kind}`" for kind in collector.kinds)
    message = f"`{asked}` is no kind of specification document"
    collector.state(Flaw(place, "unknown-kind", message, f"use one of {known}, or `other`"))


def _lost(collector: Collector) -> None:
    """A replacement character in a file that is UTF-8: the text was lost in an earlier conversion."""
    source = collector.document.source
    match = _REPLACEMENT.search(source.text) if "\ufffd" in source.text else None
    if match and not collector.flawed("encoding"):
        message = "this character stands for bytes that were lost when the file was converted"
        collector.state(Flaw(source.span(*match.span()), "encoding", message, "restore the text from before"))


def _unmarked(collector: Collector) -> None:
    """Lines in bold type instead of headings, once for the document."""
    for section in collector.document.root.walk():
        if section.heading and not section.heading.marked:
            message = "the headings of this document are mere lines in bold type"
            advice = "write them as headings, `# ` for the title, `## ` for sections"
            collector.state(Flaw(section.heading.title.span, "unmarked-heading", message, advice))
            return


def _blocks(collector: Collector, section: Section) -> None:
    before: Block | None = None
    for block in section.blocks:
        if isinstance(block, Fence):
            _unclosed(collector, block)
        elif isinstance(block, Table):
            _surplus(collector, block)
            if before and _touches(before, block.span) and isinstance(before, Paragraph | Item):
                message = "this table has no blank line before it, so the site shows it as text"
                collector.state(Flaw(block.head.span, "unrendered-table", message))
        elif isinstance(block, Item) and isinstance(before, Paragraph) and _joined(before, block):
            message = "this list has no blank line before it, so the site runs it into the paragraph"
            collector.state(Flaw(block.span, "unrendered-list", message))
        before = block


def _unclosed(collector: Collector, fence: Fence) -> None:
    """A fence without a closing line, or in which the next one opens: the closing line is that one's."""
    mark = re.match("`+|~+", fence.opening.text.lstrip("> \t"))
    inner = (
        mark[0] in fence.body.text and re.search(rf"^ {{0,3}}{mark[0]}+\w", fence.body.text, re.MULTILINE)
        if mark
        else None
    )
    if fence.closed and not inner:
        return
    message = "this code fence is not closed before the next one opens" if inner else "this code fence is never closed"
    labels = (Label(fence.body.span(inner.start(), inner.end()), "the next one"),) if inner else ()
    behind = fence.span.source.span(fence.opening.end, max(fence.opening.end, fence.span.end))
    collector.state(Flaw(fence.opening, "unclosed-fence", message, labels=labels, swallowed=behind))


def _surplus(collector: Collector, table: Table) -> None:
    for row in table.rows:
        lost = [cell for cell in row.surplus if cell]
        if lost:
            count = len(table.head.cells)
            place = lost[0].span.to(lost[-1].span)
            text = f"the table has {count} column{'s' * (count != 1)}, so this part of the row is not shown"
            collector.state(Flaw(place, "surplus-cell", text))


def _touches(before: Block, span: Span) -> bool:
    """Whether a block ends on the line right above."""
    end = before.span.last if before.span.end > before.span.start else before.span.first
    return end.line + 1 == span.first.line


def _joined(before: Paragraph, item: Item) -> bool:
    """Whether a list begins right under a paragraph, both outside of other lists and block quotes."""
    return bool(item.content) and _touches(before, item.span) and not _line_start(before.span) and _bullet(item.span)


def _line_start(span: Span) -> str:
    """What stands before a span on its line."""
    return span.source.text[span.source.starts[span.first.line - 1] : span.start]


def _bullet(span: Span) -> bool:
    """Whether an item's mark stands at the left edge."""
    return re.fullmatch(r"(?:[-*+]|1[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", _line_start(span)) is not None
