"""Weaving adds links and anchors, and never changes what a page says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from html import unescape

from hypothesis import given

import markdown
from backend_spec.config import Config
from backend_spec.files import read_folder
from backend_spec.project import analyse
from backend_spec.site.publish import publish
from backend_spec.site.publisher import Publisher
from backend_spec.site.weave import page as weaving
from backend_spec.site.weave.headings import HeadingMarks
from backend_spec.site.weave.mark import Marks
from properties.budget import budget
from properties.documents import encoded, specifications
from specification import EXAMPLE

EXTENSIONS = [
    "admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed",
]  # fmt: skip


def rendered(text: str, *more: object) -> str:
    extensions = [*EXTENSIONS, *more]
    return str(markdown.markdown(text, extensions=extensions, extension_configs={"toc": {"permalink": True}}))


def visible(html: str) -> str:
    """What a page shows and what is copied from it."""
    return unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", html, flags=re.DOTALL))


def woven(files: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Each document's page without and with what is woven in. Diagrams stay blocks of code."""
    publisher = Publisher(publish(analyse(files, Config(folder="."))), ".", serving=True)
    pages = {}
    for path, data in files.items():
        text = data.decode("utf-8-sig")
        body = text.replace("\r\n", "\n").replace("\r", "\n")
        html = rendered(publisher.markdown(path, partial(bytes, data), body), HeadingMarks())
        marks = publisher._leaves[path].marks if path not in publisher.unwoven else Marks()
        assert weaving.unmarked(html) == rendered(body)
        pages[path] = rendered(body), weaving.finished(html, marks, lambda text, fenced: None, serving=True)
    return pages


@lru_cache
def example() -> dict[str, tuple[str, str]]:
    return woven(read_folder(EXAMPLE))


def test_the_examples_text_stays() -> None:
    for path, (plain, linked) in example().items():
        assert visible(linked) == visible(plain), path
        assert linked.count('class="spec-ref') > 50, path


def test_headings_keep_their_anchors() -> None:
    for path, (plain, linked) in example().items():
        found = re.findall(r'<h[1-6][^>]* id="([^"]*)"', plain)
        assert re.findall(r'<h[1-6][^>]* id="([^"]*)"', linked) == found, path


def test_no_link_stands_in_a_link_or_a_heading() -> None:
    for path, (_, linked) in example().items():
        for heading in re.findall(r"<h[1-6].*?</h[1-6]>", linked, re.DOTALL):
            assert "spec-ref" not in heading, (path, heading)
        depth = 0
        for tag in re.findall(r"</?a\b", linked):
            depth += 1 if tag == "<a" else -1
            assert depth in (0, 1), path


def test_every_anchor_is_there_once() -> None:
    for path, (_, linked) in example().items():
        ids = re.findall(r' id="([^"]*)"', linked)
        assert len(ids) == len(set(ids)), path


@budget(40)
@given(specifications())
def test_the_visible_text_never_changes(texts: dict[str, str]) -> None:
    for path, (plain, linked) in woven(encoded(texts)).items():
        assert visible(linked) == visible(plain), path
