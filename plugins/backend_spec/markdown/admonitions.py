"""The containers that Python-Markdown adds: `!!! note`, `??? note "Title"`, `=== "Tab"`.

The site renders their content, which is indented by four columns, as Markdown; CommonMark would call it code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_OPENING = re.compile(
    r"""(?: (?:!!!|\?\?\?\+?)[ ]? (?=[\w"-])  (?:[\w-]+(?:[ ]+[\w-]+)*+)?  (?:[ ]*"(?P<title>.*)")?
        | ===(?:\+!?|!\+?)?[ ]+"(?P<tab>.*)"
        )[ \t]*""",
    re.VERBOSE,
)
_INDENT = 4


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule. Without content it is none: the line is then text like any other."""
    position, last = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if position >= last or state.src[position] not in "!?=" or state.is_code_block(start):
        return False
    opening = _OPENING.fullmatch(state.src, position, last)
    if opening is None:
        return False
    indent = state.blkIndent + _INDENT
    line = after = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
        if not state.isEmpty(line - 1):
            after = line
            if silent:
                return True
    if after == start + 1:
        return False
    saved = state.parentType, state.lineMax, state.blkIndent, state.listIndent
    state.parentType, state.lineMax, state.blkIndent, state.listIndent = "admonition", after, indent, -1
    state.push("admonition_open", "", 1)
    if opening.lastgroup:
        token = state.push("paragraph", "p", 0)
        token.meta["lines"] = [opening.span(opening.lastgroup)]
    state.md.block.tokenize(state, start + 1, after)
    state.push("admonition_close", "", -1)
    state.parentType, state.lineMax, state.blkIndent, state.listIndent = saved
    state.line = after
    return True
