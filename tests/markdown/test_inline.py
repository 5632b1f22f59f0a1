"""Inline content: what a reader sees, and where the parts stand."""

from __future__ import annotations

import pytest

from backend_spec.markdown import Inline, Paragraph, parse
from backend_spec.text import Source


def inline(text: str, after: str = "") -> Inline:
    block = next(block for block in parse(Source("x.md", text + after)).root.every())
    assert isinstance(block, Paragraph)
    return block.content


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a *b* _c_ **d** __e__ ***f*** ~~g~~ ~h~", "a b c d e f g h"),
        ("user_id and a_b_c, 2*3*4", "user_id and a_b_c, 234"),
        ("a * b", "a * b"),
        ("**a", "**a"),
        ("a ** b", "a ** b"),
        ("*a **b* c**", "a b c"),
        ("x ~~~~a~~~~", "x ~~~~a~~~~"),
        ("x `a * b` *c*", "x a * b c"),
        ("\\*a\\* \\` \\\\ \\a \\|", "*a* ` \\ \\a |"),
        ("&amp; &lt;x&gt; &#65; &#x41; &mdash; &nope; &", "& <x> A A — &nope; &"),
        ("&#0; &#xD800; &#x110000;", "\ufffd \ufffd \ufffd"),
        ("a<br>b<BR />c", "a b c"),
        ("a <b>b</b> <!-- c --> d <!----> e <a href='x>y'>f</a>", "a b  d  e f"),
        ("a < b > c <3", "a < b > c <3"),
        ("<https://x.y/a_b_c> <a@b.c>", "https://x.y/a_b_c a@b.c"),
        ("[a *b*](c) ![d](e) [f](<g h> 'i')", "a b d f"),
        ("[a](b c) [d]", "[a](b c) [d]"),
        ("a\nb  \nc\\\nd", "a b c d"),
        ("> a\n> b", "a b"),
        ("emoji 😀 中文", "emoji 😀 中文"),
    ],
)
def test_plain(text: str, plain: str) -> None:
    assert inline(text).plain == plain


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a `b` c `d`", [("b", "b"), ("d", "d")]),
        ("`` a`b ``", [("a`b", "a`b")]),
        ("` a `", [("a", "a")]),
        ("`  a  `", [(" a ", " a ")]),
        ("` `", [(" ", " ")]),
        ("` a`", [(" a", " a")]),
        ("`` `", []),
        ("`a", []),
        ("\\`a`", []),
        ("\\\\`a`", [("a", "a")]),
        ("`a\\`b`", [("a\\", "a\\")]),
        ("**`a`**", [("a", "a")]),
        ("[`a`](b)", [("a", "a")]),
        ("`[a](b)`", [("[a](b)", "[a](b)")]),
        ("`<b>` `&amp;`", [("<b>", "<b>"), ("&amp;", "&amp;")]),
        ("`a\nb`", [("a b", "a\nb")]),
        ("> `a\n> b`", [("a b", "a\n> b")]),
        ("`a\\|b`", [("a\\|b", "a\\|b")]),
        ("`😀` `中`", [("😀", "😀"), ("中", "中")]),
        ("`a\0b`", [("a\0b", "a\0b")]),
        ("<a title='`x`'> `y`", [("y", "y")]),
        ("![`a`](b) `c`", [("c", "c")]),
    ],
)
def test_codes(text: str, codes: list[tuple[str, str]]) -> None:
    assert [(code.value, code.span.text) for code in inline(text).codes] == codes


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("**a** __b__", [("a", "a"), ("b", "b")]),
        ("***a***", [("a", "a")]),
        ("**a *b* `c`**", [("a b c", "a *b* `c`")]),
        ("**a __b__ c**", [("a b c", "a __b__ c")]),
        ("****a****", [("a", "**a**")]),
        ("*a*", []),
        ("a**b**c", [("b", "b")]),
        ("a__b__c", []),
        ("**[a](b)**", [("a", "[a](b)")]),
        ("[**a**](b)", [("a", "a")]),
        ("~~a~~", []),
        ("**a\nb**", [("a b", "a\nb")]),
    ],
)
def test_strong(text: str, strong: list[tuple[str, str]]) -> None:
    assert [(part.value, part.span.text) for part in inline(text).strong] == strong


REFERENCES = "\n\n[r]: /u_r_l 'title'\n[Two  Words]: <v w>\n> [q]:\n> z\n"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[a](b)", [("a", "b")]),
        ("[a](b 'c') [d](<e f>)", [("a", "b"), ("d", "e f")]),
        ("[a](b(c)d)", [("a", "b(c)d")]),
        ("[a](b#c-d)", [("a", "b#c-d")]),
        ("[a]()", [("a", "")]),
        ("[a](\nb\n)", [("a", "b")]),
        ("[](b)", [("", "b")]),
        ("[a [b](c) d](e)", [("b", "c")]),
        ("[![a](b)](c)", [("a", "c"), ("a", "b")]),
        ("![a [b](c) d](e)", [("a b d", "e")]),
        ("<http://x.y>", [("http://x.y", "http://x.y")]),
        ("[r]", [("r", "/u_r_l")]),
        ("[a][R] [r][]", [("a", "/u_r_l"), ("r", "/u_r_l")]),
        ("[two words] ![q]", [("two words", "v w"), ("q", "z")]),
        ("[a][none] \\[r] [r\\]", []),
        ("[a](b", []),
        ("[a] (b)", []),
    ],
)
def test_links(text: str, links: list[tuple[str, str]]) -> None:
    found = inline(text, REFERENCES).links
    assert [(link.text.value, link.target.value) for link in found] == links
    assert [link.target.span.text for link in found] == [target for _, target in links]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("`1001`", "1001"),
        ("**1001**", "1001"),
        ("[1001](#x)", "1001"),
        ("**`1001`**", "1001"),
        ("[`1001`](#x)", "1001"),
        ("[**1001**](#x)", "**1001**"),
        ("<http://x>", "http://x"),
        ("1001", "1001"),
        ("`a` b", "`a` b"),
    ],
)
def test_value_is_the_content_without_decoration(text: str, value: str) -> None:
    assert inline(text).value.span.text == value
    assert inline(text).value.value == value.replace("*", "").replace("`", "")


def test_nested_marks_take_linear_space() -> None:
    found = inline("**a " * 2000 + "b** " * 2000 + "![" * 2000 + "c" + "](d)" * 2000)
    assert sum(len(part.value) for part in (*found.strong, *(link.text for link in found.links))) < 100_000
