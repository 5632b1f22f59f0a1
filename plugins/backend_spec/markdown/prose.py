"""Paragraphs and setext headings in one block rule.

markdown-it reads the lines of a paragraph twice, first in the hope of a setext heading, and tries a dozen rules on each
line. Here they are read once, and a line that starts like nothing but text tries none: a third of the parser's time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_spec.markdown import tables

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

# What the first line of any other block starts with, but for a table's and an indented code block's.
_INTERRUPTING = frozenset("`~>*-+_#<!?=0123456789")
_OPENING = _INTERRUPTING | {"["}


def first(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule to try first: it settles lines that can be only table or text."""
    if silent or state.src[state.bMarks[start] + state.tShift[start]] in _OPENING or state.is_code_block(start):
        return False
    return tables.rule(state, start, end, False) or rule(state, start, end, False)


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule to try last: whatever is nothing else is text. Never asked whether it interrupts (`silent`)."""
    end = state.lineMax
    parent, state.parentType = state.parentType, "paragraph"
    terminators = state.md.block.ruler.getRules("paragraph")
    lines = [(state.bMarks[start] + state.tShift[start], state.eMarks[start])]
    level = 0
    line = start + 1
    while line < end:
        position, last = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if position >= last:
            break
        indent = state.sCount[line] - state.blkIndent
        # Deeper lines, and those that a block quote took in without a mark, continue the text whatever they say.
        if indent <= 3:
            char = state.src[position]
            if indent >= 0 and char in "=-" and not state.src[position:last].rstrip(" \t").strip(char):
                level = 1 if char == "=" else 2
                break
            if state.sCount[line] >= 0 and (
                any(other(state, line, end, True) for other in terminators)
                if char in _INTERRUPTING
                else tables.rule(state, line, end, True)
            ):
                break
        lines.append((position, last))
        line += 1
    state.parentType = parent
    if level:
        state.push("heading", f"h{level}", 0).meta["lines"] = lines
        line += 1
    else:
        state.push("paragraph", "p", 0).meta["lines"] = lines
    state.line = line
    return True
