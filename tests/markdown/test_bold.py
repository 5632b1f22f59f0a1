"""Documents whose headings are lines in bold type."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.markdown import Document, headed, parse
from backend_spec.text import Source


def titles(text: str) -> list[tuple[int, str | None, str]]:
    document = headed(parse(Source("page.md", text)))
    return [
        (section.heading.level, section.heading.number, section.heading.title.span.text)
        for section in document.root.walk()
        if section.heading
    ]


def test_numbers_tell_the_level() -> None:
    text = "**Schema**\n\n**1\\. Overview**\n\nText.\n\n**2\\. Tables**\n\n**2.1 users**\n\n**Columns**\n\nText.\n"
    assert titles(text) == [
        (1, None, "Schema"),
        (2, "1", "Overview"),
        (2, "2", "Tables"),
        (3, "2.1", "users"),
        (4, None, "Columns"),
    ]
    document = headed(parse(Source("page.md", text)))
    assert document.title
    assert not document.title.marked
    (title,) = document.root.sections
    assert [section.span.text for section in title.sections[0].walk()] == ["**1\\. Overview**\n\nText."]
    assert [section.title for section in title.sections[1].walk()] == ["Tables", "users", "Columns"]


def test_without_numbers_all_are_sections() -> None:
    assert titles("**Schema**\n\n**Overview**\n\nText.\n\n**Tables**\n") == [
        (1, None, "Schema"),
        (2, None, "Overview"),
        (2, None, "Tables"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Schema\n\n**Overview**\n\n**Tables**\n",
        "**Schema**\n\nText.\n",
        "**Request:**\n\n```json\n{}\n```\n\n**Response:**\n",
        "**Bold** words\n\nand **more**\n\n",
        "- **One**\n- **Two**\n",
    ],
)
def test_what_has_headings_or_no_lines_in_bold(text: str) -> None:
    document = parse(Source("page.md", text))
    assert headed(document) is document


def spans(document: Document) -> None:
    for section in document.root.walk():
        assert document.root.span.contains(section.span)
        for inner in section.sections:
            assert section.span.contains(inner.span)
        for block in section.blocks:
            assert section.span.contains(block.span)


PIECES = [
    "**T**\n\n",
    "**1\\. A**\n\n",
    "**1.2 B**\n\n",
    "**c:**\n\n",
    "text\n\n",
    "- item\n\n",
    "```\nx\n```\n\n",
    "> **q**\n\n",
    "\n",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_blocks_stay_within_their_sections(text: str) -> None:
    document = parse(Source("page.md", text))
    built = headed(document)
    spans(built)
    kept = [block.span.text for block in built.root.every()]
    headings = [section.heading.span.text for section in built.root.walk() if section.heading]
    assert sorted(kept + headings) == sorted(block.span.text for block in document.root.every())
