"""Our reading against a full markdown-it-py parse, inline content included: two readers, one text, one answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim, unescapeAll
from markdown_it.token import Token

from backend_spec.markdown import Document, Fence, Html, Inline, Table, parse
from backend_spec.text import Source

HERE = Path(__file__).parent
SAMPLES = sorted(HERE.glob("samples/*.md"))
# Other people's specifications; they lie beside the repository, not in it.
CORPUS = sorted((HERE.parents[2] / "shared" / "corpus").glob("**/*.md"))

_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")


@dataclass
class Seen:
    """An inline run or a fence, as either parser sees it. `kind` is heading, cell, text, fence or html."""

    kind: str
    plain: str
    codes: list[str] = field(default_factory=list)
    strong: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


@cache
def parser() -> MarkdownIt:
    options = {"strikethrough_single_tilde": True, "maxNesting": 100}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])


def expected(text: str) -> list[Seen]:
    """What markdown-it sees."""
    tokens = parser().parse(text)
    seen: list[Seen] = []
    kinds = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}
    quotes = 0
    for at, token in enumerate(tokens):
        if token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        elif token.type == "inline":
            kind = kinds.get(tokens[at - 1].type, "text")
            run = _inline("text" if kind == "heading" and quotes else kind, token.children or [])
            if (tokens[at - 2].type, tokens[at - 1].type) == ("list_item_open", "paragraph_open") and _TASK.match(
                token.content
            ):
                run.plain = run.plain[3:].lstrip(" ")
            if run.kind != "text" or run.plain.strip():
                seen.append(run)
        elif token.type == "fence":
            seen.append(Seen("fence", _body(token.content.removesuffix("\n"), "\t" in text), [mdTrim(token.info)]))
        elif token.type == "html_block":
            seen.append(Seen("html", _html(token.content)))
    return seen


def actual(document: Document) -> list[Seen]:
    """What our parser sees."""
    seen: list[Seen] = []
    for section in document.root.walk():
        if section.heading:
            seen.append(_ours("heading", section.heading.content))
        for block in section.blocks:
            if isinstance(block, Fence):
                seen.append(Seen("fence", _body(block.body.text, "\t" in document.source.text), [block.info]))
            elif isinstance(block, Html):
                seen.append(Seen("html", _html(block.span.text)))
            elif isinstance(block, Table):
                seen += [_ours("cell", cell) for row in (block.head, *block.rows) for cell in row.cells]
            elif block.content.plain.strip():
                seen.append(_ours("text", block.content))
    return seen


def _ours(kind: str, inline: Inline) -> Seen:
    return Seen(
        kind,
        _squeeze(inline.plain),
        [_squeeze(code.value) for code in inline.codes],
        [_squeeze(part.value) for part in inline.strong],
        sorted((_squeeze(link.text.value), _href(link.target.value)) for link in inline.links),
    )


def _href(written: str) -> str:
    return parser().normalizeLink(unescapeAll(written)).removeprefix("mailto:")


def _inline(kind: str, children: Sequence[Token]) -> Seen:
    strong, links, opened, depth = [], [], [], 0
    start = 0
    for at, token in enumerate(children):
        if token.type == "strong_open":
            if not depth:
                start = at
            depth += 1
        elif token.type == "strong_close":
            depth -= 1
            if not depth:
                strong.append(_squeeze(_plain(children[start:at])))
        elif token.type == "link_open":
            opened.append(at)
        elif token.type == "link_close":
            first = opened.pop()
            href = str(children[first].attrs["href"]).removeprefix("mailto:")
            links.append((_squeeze(_plain(children[first:at])), href))
        elif token.type == "image":
            links.append((_squeeze(_plain(token.children or [])), str(token.attrs["src"])))
    codes = [_squeeze(token.content) for token in children if token.type == "code_inline"]
    return Seen(kind, _squeeze(_plain(children)), codes, strong, sorted(links))


def _plain(children: Sequence[Token]) -> str:
    parts = []
    for token in children:
        if token.type == "image":
            parts.append(_plain(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "html_inline":
            parts.append(" " if token.content.lower().startswith("<br") else "")
        else:
            parts.append(token.content)
    return "".join(parts)


def _body(text: str, tabs: bool) -> str:
    """Without indentation where there are tabs: we keep a tab whole that a fence's indentation would cut in two."""
    return re.sub(r"(?m)^[ \t]+", "", text) if tabs else text


def _html(text: str) -> str:
    """Without block quote prefixes, which the span of a block includes."""
    return re.sub(r"[\s>]+", "", text)


def _squeeze(text: str) -> str:
    """Without differences that no reader sees: how much white space there is."""
    return re.sub(r"[ \t\n]+", " ", text.replace("\0", "\ufffd")).strip(" ")


def compare(text: str) -> None:
    # markdown-it itself knows no front matter.
    front_matter = re.match(r"---\r?\n(?:.*\n)*?---\r?\n", text)
    assert actual(parse(Source("x.md", text))) == expected(text[front_matter.end() :] if front_matter else text)


def test_the_samples_are_there() -> None:
    assert len(SAMPLES) >= 2


@pytest.mark.parametrize("path", [*SAMPLES, *CORPUS], ids=lambda path: "/".join(path.parts[-3:]))
def test_real_documents(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    compare(text)
    compare(re.sub(r"\r\n|\n", "\r\n", text))


LETTERS = ["a", "b", "word", "é", "中", "😀", "user_id", "1", " ", " ", " ", ".", ":", "!", "/", "\xa0"]
INLINE = [
    *LETTERS,
    *("`", "``", "`x`", "\\", "\\|", "|", "&amp;", "&lt;", "&#65;", "&nope;", '"', "<", ">", "<b>", "</b>", "<br>"),
    *("(", ")", "](u)", "](u 't')", "]( <v w> )", "[", "]", "[r]", "[a][r]", "[A]", "<http://x.y>", "<a@b.c>", "{x}"),
]
EMPHASIS = ["*", "**", "_", "__", "***"]
BLOCKS = [
    *("\n", "\n\n", "# ", "## ", "- ", "* ", "1. ", "2) ", "> ", "```", "~~~", "```sh\n", "\n```\n", "    ", "  "),
    *(
        "| a | b |\n|---|---|\n",
        "|---|\n",
        "| x | `y` |\n",
        "a | b\n-|-\n",
        "| `x\\|y` |",
        "***\n",
        "\n---\n",
        "\n===\n",
    ),
    *("<div>\n", "</div>\n", "<!-- c -->\n", "[r]: u 't'\n", "[a]: <v>\n", "- [ ] ", "- [x] ", "\t", "\\\n"),
]


def pieces(*groups: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([part for group in groups for part in group]), max_size=30).map("".join)


def usable(text: str) -> bool:
    """Leaves out the three places where we follow the specification (and GitHub) and markdown-it does not.

    A continuation line's indentation inside a code span; a backslash before a blank in a link's destination; and
    front matter, which the oracle does not know.
    """
    return not re.search(r"\n[ \t>]*[ \t]`|\\[ \t]|\A---", text)


@settings(max_examples=1500, deadline=None)
@given(pieces(INLINE, EMPHASIS))
def test_one_line(text: str) -> None:
    assume(usable(text))
    compare(text)


@settings(max_examples=1500, deadline=None)
@given(pieces(INLINE, EMPHASIS, BLOCKS, BLOCKS))
def test_documents(text: str) -> None:
    assume(usable(text))
    compare(text)


@settings(max_examples=500, deadline=None)
@given(pieces(INLINE, ["![", "![a](b)", "![`c`](d)"]))
def test_images(text: str) -> None:
    # No emphasis here: markdown-it reads an image's text as if it stood alone, which changes what may close.
    assume(usable(text) and "_" not in text)
    compare(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(pieces(INLINE, EMPHASIS), min_size=1, max_size=5))
def test_cells(cells: list[str]) -> None:
    text = f"| {' | '.join('h' for _ in cells)} |\n|{'---|' * len(cells)}\n| {' | '.join(cells)} |\n"
    assume(usable(text))
    compare(text)
    compare("- > " + text.replace("\n", "\n  > "))
