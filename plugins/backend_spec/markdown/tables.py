"""Tables with the place of each cell (GitHub Flavored Markdown, section 4.10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backend_spec.markdown.document import Inline, Row, Table
from backend_spec.markdown.inline import plainly, read
from backend_spec.markdown.links import References
from backend_spec.markdown.places import SPACE, Normal, Run
from backend_spec.text import Span, Spanned

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

# As in markdown-it: a wide head over many short rows must not become millions of cells.
_MISSING_CELLS = 0x10000


def cells(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the cells of a row, trimmed. `text` has no white space at its ends.

    A pipe directly after a backslash does not end a cell, any other does, even in a code span.
    """
    start = position = 1 if text.startswith("|") else 0
    # `str.find` is faster than a regular expression on short texts, and rows are what there is most of.
    while (pipe := text.find("|", position)) >= 0:
        position = pipe + 1
        if text[pipe - 1] != "\\":
            yield _trim(text, start, pipe)
            start = position
    if start < len(text):
        yield _trim(text, start, len(text))


def width(text: str) -> int:
    """How many cells `cells` finds in a row that is not empty."""
    pipes = text.count("|") - text.count("\\|")
    return 1 + pipes - text.startswith("|") - (text.endswith("|") and not text.endswith("\\|"))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    left = part.lstrip(SPACE)
    if not left:
        # An empty cell stands in the middle of its blanks: between two spaces where there are two.
        middle = start + (end - start) // 2
        return middle, middle
    start += len(part) - len(left)
    return start, start + len(left.rstrip(SPACE))


def build(normal: Normal, rows: list[tuple[int, int]], references: References) -> Table:
    """The table whose rows (the head first, without the delimiter row) are these ranges of the normal text."""
    built: list[Row] = []
    columns = 0
    source = normal.source
    simple = not normal.crlf and not references.known
    for start, end in rows:
        text = normal.text[start:end]
        known = source.made(_read, text) if simple else ()
        parts = [
            Inline(
                Span(source, start + first, start + last),
                plain,
                tuple([Spanned(value, Span(source, start + a, start + b)) for a, b, value in codes]),
            )
            for first, last, plain, codes in known
        ] or [read(Run.cell(normal, start + first, start + last), references) for first, last in cells(text)]
        if not built:
            columns = len(parts)
        if len(parts) < columns:
            parts += [Inline(normal.span(end, end), "")] * (columns - len(parts))
        built.append(Row(normal.span(start, end), tuple(parts[:columns]), tuple(parts[columns:])))
    return Table(built[0].span.to(built[-1].span), built[0], tuple(built[1:]))


_Cell = tuple[int, int, str, Sequence[tuple[int, int, str]]]
"""Where in a row a cell begins and ends, what it says, and its code."""


def _read(text: str) -> tuple[_Cell, ...]:
    """The cells of a row, wherever it stands; none where one of them has to be read at its place."""
    found: list[_Cell] = []
    for start, end in cells(text):
        cell = text[start:end]
        said = None if "\\|" in cell else plainly(cell)
        if said is None:
            return ()
        plain, codes = said
        found.append((start, end, plain, [(start + first, start + last, value) for first, last, value in codes]))
    return tuple(found)


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule: markdown-it decides whether a table starts here, the rows are collected as ranges."""
    # markdown-it asks the same a little later; most lines end here.
    following = state.bMarks[start + 1] + state.tShift[start + 1]
    if start + 2 > end or not state.src.startswith(("|", "-", ":"), following):
        return False
    from markdown_it.rules_block import table

    if not table(state, start, end, True):
        return False
    if silent:
        return True
    head = _row(state, start)
    columns = width(state.src[slice(*head)])
    rows = [head]
    missing = 0
    parent, state.parentType = state.parentType, "table"
    terminators = state.md.block.ruler.getRules("blockquote")
    line = start + 2
    while line < end and state.sCount[line] >= state.blkIndent:
        row = _row(state, line)
        if row[0] == row[1] or state.is_code_block(line):
            break
        # No block starts with a pipe, so most rows need not be tried.
        if state.src[row[0]] != "|" and any(other(state, line, end, True) for other in terminators):
            break
        missing += columns - width(state.src[slice(*row)])
        if missing > _MISSING_CELLS:
            break
        rows.append(row)
        line += 1
    state.parentType = parent
    token = state.push("table", "", 0)
    token.map = [start, line]
    token.meta["rows"] = rows
    state.line = line
    return True


def _row(state: StateBlock, line: int) -> tuple[int, int]:
    """The range of a row, trimmed."""
    start = state.bMarks[line] + state.tShift[line]
    text = state.src[start : state.eMarks[line]]
    left = text.lstrip(SPACE)
    start += len(text) - len(left)
    return start, start + len(left.rstrip(SPACE))
