"""What holds for every text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import fields

from backend_spec.markdown import Document, Inline, Item, Paragraph, Section, Table, parse, pieces, tables
from backend_spec.text import Passage, Source, Span

FRAGMENTS = [
    *("a", "b1", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\0", "\f", "\x0b", "\x1c", "\x85", "\u2028", "\xa0"),
    *("`", "``", "`x`", "`a\\|b`", "*", "**", "_", "__", "~~", "~", "\\", "\\|", "|", "&amp;", "&#0;", "&#xffffff;"),
    *("[", "]", "](", ")", "![", "(t 'x')", "[a](b)", "[r]", "<", ">", "<b>", "<br/>", "<!--", "-->", "<http://x>"),
    *("中文", "😀", "é", "# ", "## 3.1 ", "### ", "- ", "* ", "1. ", "7) ", "- [x] ", "> ", "    ", "---\n", "===\n"),
    *("```", "~~~", "```sh\n", "\n```\n", "| a | b |\n|---|---|\n", "\n| x | `y` |", "|--|\n", "<div>\n", "</div>\n"),
    *("[r]: u 't'\n", "!!! note\n    ", '??? tip "T"\n    ', '=== "Tab"\n    ', "a: b\n", "---\na: b\n---\n"),
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))


def doc(text: str) -> Document:
    return parse(Source("x.md", text))


def spans(value: Any) -> Iterator[Span]:
    """Every span anywhere in a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Passage):
        yield value.whole
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif isinstance(value, Struct) and not isinstance(value, Source):
        for part in fields(value):
            yield from spans(getattr(value, part.name))


def inlines(document: Document) -> Iterator[tuple[Inline, bool]]:
    """Every inline run, and whether it is a cell."""
    for section in document.root.walk():
        if section.heading:
            yield section.heading.content, False
        for block in section.blocks:
            if isinstance(block, Table):
                yield from ((cell, True) for row in (block.head, *block.rows) for cell in (*row.cells, *row.surplus))
            elif isinstance(block, (Paragraph, Item)):
                yield block.content, False


@settings(max_examples=600, deadline=None)
@given(texts)
@example("")
@example("\ufeff# a")
@example("-" * 3)
@example("---\n")
@example("> " * 300 + "a")
@example("- " * 300 + "a")
@example("[" * 2000)
def test_every_span_lies_in_the_source(text: str) -> None:
    document = doc(text)
    for span in spans((document.root, document.title)):
        assert span.source is document.source
        assert 0 <= span.start <= span.end <= len(text)


@settings(max_examples=600, deadline=None)
@given(texts)
def test_parts_lie_in_their_wholes_in_order(text: str) -> None:
    def check(section: Section) -> None:
        parts = [*section.blocks, *section.sections]
        assert [part.span.start for part in parts] == sorted(part.span.start for part in parts)
        for part in parts:
            assert section.span.contains(part.span)
        for inner in section.sections:
            assert inner.level > section.level
            check(inner)

    document = doc(text)
    assert (document.root.level, document.root.heading) == (0, None)
    check(document.root)
    for table in document.root.tables():
        for row in (table.head, *table.rows):
            assert len(row.cells) == len(table.head.cells)
            assert "\n" not in row.span.text
            assert "\r" not in row.span.text
            cells = (*row.cells, *row.surplus)
            assert all(row.span.contains(cell.span) for cell in cells)
            assert all(one.span.end <= other.span.start for one, other in pairwise(cells))
    for inline, _ in inlines(document):
        # A link's target may stand elsewhere, in a reference definition.
        for part in spans((inline.codes, inline.strong, tuple(link.text for link in inline.links), inline.value)):
            assert inline.span.contains(part)


@settings(max_examples=600, deadline=None)
@given(texts)
def test_spans_hold_what_the_values_say(text: str) -> None:
    document = doc(text)
    for inline, cell in inlines(document):
        assert inline.raw == inline.raw.strip(" \t\n\r")
        for code in inline.codes:
            if not re.search(r"[\r\n]", code.span.text):
                assert code.value == (code.span.text.replace("\\|", "|") if cell else code.span.text)
        for part in (*inline.strong, *(link.text for link in inline.links)):
            if re.fullmatch(r"[\w ]*", part.span.text):
                assert part.value == part.span.text
        if re.fullmatch(r"[\w |.-]*", inline.raw) and not cell:
            assert inline.plain.replace("_", "") == inline.raw.replace("_", "")


@settings(max_examples=600, deadline=None)
@given(texts)
def test_each_character_of_a_fence_stands_where_its_body_says(text: str) -> None:
    for fence in doc(text).root.fences():
        assert fence.span.contains(fence.opening)
        assert fence.span.contains(fence.body.whole) or not fence.body.text
        assert fence.opening.text[:3] in ("```", "~~~")
        for at, char in enumerate(fence.body.text):
            assert text[fence.body.offset(at)] in (char if char != "\n" else "\r\n")


@given(st.text("ab |\\`", min_size=1, max_size=20).map(str.strip).filter(bool))
def test_cells_are_counted_as_they_are_cut(row: str) -> None:
    assert len(list(tables.cells(row))) == tables.width(row)


def shape(value: Any) -> Any:
    """A value with places as lines and columns instead of offsets."""
    if isinstance(value, Span):
        return value.first, value.last
    if isinstance(value, Passage):
        return value.text, [value.source.position(origin) for origin in value.origins]
    if isinstance(value, tuple):
        return [shape(part) for part in value]
    if isinstance(value, Struct) and not isinstance(value, Source):
        return type(value).__name__, [shape(getattr(value, part.name)) for part in fields(value)]
    return None if isinstance(value, Source) else value


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_line_endings_make_no_difference(ending: str, text: str) -> None:
    text = re.sub(r"\r\n?", "\n", text)
    assert shape(doc(text)) == shape(doc(text.replace("\n", ending)))


@given(st.binary())
def test_any_file_can_be_read(data: bytes) -> None:
    source, _ = Source.decode("x.md", data)
    parse(source)


def test_fragments_reach_every_kind_of_block() -> None:
    """The strategy above is of use only if it makes documents that have everything in them."""
    root = doc("".join(f"{part}\n\n" for part in FRAGMENTS)).root
    assert {type(block).__name__ for block in root.every()} >= {"Table", "Html", "Item", "Paragraph", "Fence"}


def whole(source: Source) -> Document:
    """A source read in one piece."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_ends", lambda text, start: ())
        return parse(source)


def headed(fragments: list[str]) -> str:
    """Fragments, many of which stand before a heading."""
    return "".join(f"{one}\n\n# a\n" if number % 3 == 1 else one for number, one in enumerate(fragments))


@settings(max_examples=1500, deadline=None)
@given(st.one_of(texts, st.lists(st.sampled_from(FRAGMENTS), max_size=30).map(headed)))
@example("```\n\n# a\n```\n\n# b\n")
@example("- ```\n\n# a\n\n  x\n")
@example("<!--\n\n# a\n-->\n\n# b\n")
@example("> <!--\n\n# a\n-->\n")
@example("# a\n\n[r]\n\n# b\n\n[r]: u\n\n# c\n\n[r]: v\n")
@example("---\na: b\n---\n\n# a\n\n# b\n")
@example("!!! note\n\n    ```\n\n# a\n\n    ```\n")
def test_pieces_make_what_the_whole_makes(text: str) -> None:
    source = Source("x.md", text)
    assert parse(source) == whole(source)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map(headed), st.data())
def test_what_was_read_before_makes_no_difference(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before = Source("x.md", text[:start] + data.draw(st.sampled_from(FRAGMENTS)) + text[end:]).remembering()
    parse(before)
    source = Source("x.md", text).remembering(before)
    assert parse(source) == whole(source)
