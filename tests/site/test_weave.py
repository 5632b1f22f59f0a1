"""Marks in Markdown and in the HTML of code."""

from __future__ import annotations

import doctest
import re
from html import escape, unescape

from hypothesis import given
from hypothesis import strategies as st

from backend_spec.site import anchors
from backend_spec.site import html as made
from backend_spec.site.weave import code
from backend_spec.site.weave.mark import Mark
from backend_spec.site.weave.source import without, woven


def tags(mark: Mark) -> tuple[str, str]:
    return f'<a href="{mark.href}">', "</a>"


def weave(html: str, *places: tuple[int, int]) -> str:
    return code.weave(html, [Mark(start, end, "x", href="#") for start, end in places], tags)


def test_examples_in_docstrings() -> None:
    for module in (anchors, made):
        assert doctest.testmod(module).failed == 0
        assert doctest.testmod(module).attempted > 0


def test_a_link_goes_around_the_tokens_that_it_covers() -> None:
    html = '<span class="k">rpc</span> <span class="nf">Login</span>(<span class="n">Login</span>Request)'
    assert weave(html, (4, 9), (10, 22)) == (
        '<span class="k">rpc</span> <a href="#"><span class="nf">Login</span></a>('
        '<span class="n"><a href="#">Login</a></span><a href="#">Request</a>)'
    )


def test_a_link_that_begins_in_a_token_stays_within_elements() -> None:
    assert weave("<b>ab</b><i>cd</i>", (1, 3)) == '<b>a<a href="#">b</a></b><i><a href="#">c</a>d</i>'


def test_entities_count_as_one_character() -> None:
    assert weave("a&lt;b&amp;c", (2, 4)) == 'a&lt;<a href="#">b</a><a href="#">&amp;</a>c'


@given(st.data())
def test_text_of_code_never_changes(data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.text("ab<>&\"' \n", max_size=6), max_size=8))
    html = "".join(f"<b>{escape(one)}</b>" if number % 2 else escape(one) for number, one in enumerate(pieces))
    text = "".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    places = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    linked = weave(html, *places)
    assert unescape(re.sub(r"<[^>]*>", "", linked)) == text
    assert re.sub(r'<a href="#">|</a>', "", linked) == html
    shown = [unescape(re.sub(r"<[^>]*>", "", part)) for part in re.findall(r'<a href="#">(.*?)</a>', linked, re.DOTALL)]
    assert "".join(shown) == "".join(text[a:b] for a, b in places)


@given(st.text(st.sampled_from("ab|`*_# \r\n\U0001f600"), max_size=40), st.data())
def test_marks_add_nothing_that_is_seen(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    marks = [Mark(a, b, "x") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    marked = woven(text, marks)
    assert marked is not None
    assert without(marked) == text.replace("\r\n", "\n").replace("\r", "\n") or "\r" in text


def test_a_text_with_such_characters_is_left_alone() -> None:
    assert woven("a \U0010f000 b", [Mark(0, 1, "x")]) is None
