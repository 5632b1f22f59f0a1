"""Small specifications made of sections of the example, and what may happen to such texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from hypothesis import strategies as st

from backend_spec.files import read_folder
from specification import EXAMPLE

LONGEST = 3_500
"""Characters of a section that are taken, so that an example takes milliseconds."""

NASTY = (
    *("|", "\\|", "||", "`", "``", "```", "```mermaid\n", "```sql\n", "```json\n", "~~~\n", "*", "**", "_", "<", ">"),
    *("<!--", "-->", "<br>", "</details>", "[", "](", "](x.md)", "![", "{", "}", "(", ")", '"', "'", "\\", "#", "## "),
    *("\n", "\n\n", "\r\n", "\r", "\t", "\0", "\x1b[31m", "\f", "\x0b", "\x85", "\u2028", "\xa0", "\u200b", "\ufeff"),
    *("---\n", "---\nspec: api\n---\n", "---\nspec: [a\n---\n", "- ", "1. ", "> ", "!!! note\n\n    ", "    "),
    *("中文", "사용자", "😀", "👩\u200d💻", "é", "e\u0301", "ß", "İ", "ǅ", "①", "٣", "²", "‮", "\ufffd", "\U0010ffff"),
    *("GET /", "POST /api/v1/x", "::", "rpc ", "service X {", "message M {", "= 1;", "CREATE TABLE ", "participant "),
    *("->>", "-->", "subgraph", "end", "9999", "1000-0999", "99999999999999999999", "0", "-", "—", "✓", "/", ":", "."),
)
"""Texts that mean something to one of the readers, or that are easily read wrong."""


@lru_cache
def sections() -> dict[str, tuple[str, ...]]:
    """The example's documents: what stands before the first section, then each section under the headings of those
    that it lies in, without its own subsections and cut where it is long."""
    return {path: (head, *_pieces(rest)) for path, (head, rest) in _halves().items()}


def _halves() -> dict[str, tuple[str, str]]:
    texts = {path: data.decode() for path, data in read_folder(EXAMPLE).items()}
    return {path: (text[: text.index("\n## ") + 1], text[text.index("\n## ") + 1 :]) for path, text in texts.items()}


def _pieces(text: str) -> Iterator[str]:
    above: dict[int, str] = {}
    for section in re.split(r"^(?=#{2,5} )", text, flags=re.MULTILINE)[1:]:
        heading, _, content = section.partition("\n")
        level = heading.index(" ")
        above = {number: title for number, title in above.items() if number < level} | {level: heading}
        if content.strip():
            yield "\n\n".join(above.values()) + "\n" + content[:LONGEST]


@st.composite
def excerpts(draw: st.DrawFn, path: str) -> str:
    """A document of the example with few of its sections."""
    head, *rest = sections()[path]
    numbers = draw(st.lists(st.sampled_from(range(len(rest))), min_size=1, max_size=3, unique=True))
    return head + "\n".join(rest[number] for number in sorted(numbers))


def _lines(text: str, start: int, count: int) -> tuple[list[str], int, int]:
    lines = text.splitlines(keepends=True)
    start = start % (len(lines) + 1)
    return lines, start, min(len(lines), start + count)


def deleted_lines(text: str, at: int, count: int, other: str) -> str:
    lines, start, end = _lines(text, at, count)
    return "".join(lines[:start] + lines[end:])


def doubled_lines(text: str, at: int, count: int, other: str) -> str:
    lines, start, end = _lines(text, at, count)
    return "".join(lines[:end] + lines[start:])


def swapped_lines(text: str, at: int, count: int, other: str) -> str:
    lines, start, end = _lines(text, at, count)
    return "".join(lines[:start] + lines[start:end][::-1] + lines[end:])


def deleted_characters(text: str, at: int, count: int, other: str) -> str:
    at %= len(text) + 1
    return text[:at] + text[at + count :]


def doubled_characters(text: str, at: int, count: int, other: str) -> str:
    at %= len(text) + 1
    return text[: at + count] + text[at:]


def inserted(text: str, at: int, count: int, other: str) -> str:
    at %= len(text) + 1
    return text[:at] + other[:200] + text[at:]


def truncated(text: str, at: int, count: int, other: str) -> str:
    return text[: at % (len(text) + 1)]


def spliced(text: str, at: int, count: int, other: str) -> str:
    return text[: at % (len(text) + 1)] + other[at % (len(other) + 1) :]


def swapped_blocks(text: str, at: int, count: int, other: str) -> str:
    blocks = text.split("\n\n")
    one, two = at % len(blocks), (at + count) % len(blocks)
    blocks[one], blocks[two] = blocks[two], blocks[one]
    return "\n\n".join(blocks)


def doubled_block(text: str, at: int, count: int, other: str) -> str:
    blocks = text.split("\n\n")
    one = at % len(blocks)
    return "\n\n".join([*blocks[: one + 1], *blocks[one:]])


def swapped_cells(text: str, at: int, count: int, other: str) -> str:
    rows = list(re.finditer(r"^\|.*\|$", text, re.MULTILINE))
    if not rows:
        return text
    row = rows[at % len(rows)]
    cells = row[0].split("|")
    one, two = at % len(cells), (at + count) % len(cells)
    cells[one], cells[two] = cells[two], cells[one]
    return text[: row.start()] + "|".join(cells) + text[row.end() :]


def replaced_cell(text: str, at: int, count: int, other: str) -> str:
    cells = list(re.finditer(r"(?<=\|)[^|\n]*(?=\|)", text))
    if not cells:
        return text
    cell = cells[at % len(cells)]
    return text[: cell.start()] + " " + other[:40] + " " + text[cell.end() :]


def replaced_word(text: str, at: int, count: int, other: str) -> str:
    words = list(re.finditer(r"[\w./:-]+", text))
    if not words:
        return text
    word = words[at % len(words)]
    return text[: word.start()] + other[:40] + text[word.end() :]


Mutation = Callable[[str, int, int, str], str]

MUTATIONS: tuple[Mutation, ...] = (
    *(deleted_lines, doubled_lines, swapped_lines, deleted_characters, doubled_characters, inserted, truncated),
    *(spliced, swapped_blocks, doubled_block, swapped_cells, replaced_cell, replaced_word),
)

nasty = st.one_of(
    st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY), max_size=4).map("".join), st.text(max_size=9)
)
paths = st.sampled_from(sorted(sections()))


@st.composite
def mutated(draw: st.DrawFn, path: str) -> str:
    """A document of the example with few of its sections, most likely damaged."""
    text = draw(excerpts(path))
    for _ in range(draw(st.integers(0, 5))):
        mutation = draw(st.sampled_from(MUTATIONS))
        at, count = draw(st.integers(0, 20_000)), draw(st.integers(1, 12))
        other = draw(paths.flatmap(excerpts)) if mutation is spliced else draw(nasty)
        text = mutation(text, at, count, other)
    return text


@st.composite
def specifications(draw: st.DrawFn) -> dict[str, str]:
    """Several damaged documents under the example's names."""
    names = draw(st.lists(paths, min_size=1, max_size=4, unique=True))
    return {name: draw(mutated(name)) for name in names}


def encoded(texts: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode("utf-8", "surrogatepass") for path, text in texts.items()}
