"""Block structure from markdown-it's rules, each block marked with its place.

markdown-it gives lines, no columns. But while a rule runs, the parser's state knows where each line's content starts
behind the prefixes of the containers around it. So every rule that makes a block is wrapped: when it has matched, the
places are read off the state and kept in the token's `meta`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from backend_spec.markdown import admonitions, prose, references, tables

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    Rule = Callable[[StateBlock, int, int, bool], bool]

_ANYWHERE = ["paragraph", "reference", "blockquote", "list"]
# Containers deeper than this are skipped by markdown-it; each list counts twice. It bounds the recursion.
_NESTING = 100


def tokens(text: str) -> tuple[list[Token], dict[str, Any]]:
    """The block tokens of a text with LF line endings, and its reference definitions."""
    from markdown_it.rules_block import StateBlock

    parser = _parser()
    environment: dict[str, Any] = {}
    state = StateBlock(text, parser, environment, [])
    parser.block.tokenize(state, 0, state.lineMax)
    return state.tokens, environment.get("references", {})


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt, rules_block

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    ruler = parser.block.ruler
    ruler.at("table", tables.rule, {"alt": ["paragraph", "reference"]})
    ruler.at("fence", _placed(rules_block.fence, _fence), {"alt": _ANYWHERE})
    ruler.at("reference", _placed(rules_block.reference, references.place))
    ruler.at("html_block", _placed(rules_block.html_block, _html), {"alt": _ANYWHERE[:3]})
    ruler.at("heading", _placed(rules_block.heading, _heading), {"alt": _ANYWHERE[:3]})
    ruler.at("paragraph", prose.rule)
    ruler.disable("lheading")
    ruler.before("fence", "admonition", admonitions.rule, {"alt": _ANYWHERE})
    ruler.before("table", "prose", prose.first)
    ruler.enable("table")
    return parser


def _placed(rule: Rule, place: Callable[[StateBlock, int], None]) -> Rule:
    """The rule, which also notes the place of what it matched."""

    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            place(state, start)
        return True

    return placed


def _line(state: StateBlock, line: int) -> tuple[int, int]:
    """The range of a line's content, without what its containers and its indentation put before it."""
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _heading(state: StateBlock, start: int) -> None:
    # markdown-it makes three tokens, of which the middle one has the content without the marks.
    _, inline, _ = state.tokens[-3:]
    del state.tokens[-2:]
    token = state.tokens[-1]
    token.type = "heading"
    first, last = _line(state, start)
    inner = state.src.find(inline.content, first + len(token.markup), last)
    token.meta["lines"] = [(inner, inner + len(inline.content))]
    token.meta["start"] = first


def _html(state: StateBlock, start: int) -> None:
    state.tokens[-1].meta["range"] = (_line(state, start)[0], state.eMarks[state.line - 1])


def _fence(state: StateBlock, start: int) -> None:
    token = state.tokens[-1]
    last = state.line - 1
    closing = state.src[slice(*_line(state, last))].rstrip(" \t")
    token.meta["closed"] = closed = (
        last > start
        and not closing.strip(token.markup[0])
        and len(closing) >= len(token.markup)
        and not state.is_code_block(last)
    )
    token.meta["opening"] = _line(state, start)
    token.meta["end"] = state.eMarks[last]
    indent = state.sCount[start]
    token.meta["body"] = [_body(state, line, indent) for line in range(start + 1, last if closed else last + 1)]


def _body(state: StateBlock, line: int, indent: int) -> tuple[int, int]:
    """The range of a line of a fence, without up to `indent` columns of white space.

    A tab of which only a part would have to go stays: there is no place for half a tab.
    """
    position, end, column = state.bMarks[line], state.eMarks[line], 0
    while position < end and column < indent:
        char = state.src[position]
        if char == "\t":
            column += 4 - (column + state.bsCount[line]) % 4
            if column > indent:
                break
        elif char == " ":
            column += 1
        else:
            break
        position += 1
    return position, end
