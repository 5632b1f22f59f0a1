"""Places of findings on served pages: they are there, at what rules point at, and change nothing that people see."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymdownx.superfences import fence_code_format

import markdown
from backend_spec.config import Config
from backend_spec.diagnostic import Diagnostic, Finding, Severity
from backend_spec.files import read_folder
from backend_spec.project import Analysis, analyse
from backend_spec.site.publication import Publication
from backend_spec.site.publish import publish
from backend_spec.site.publisher import Publisher
from backend_spec.site.weave import page as weaving
from backend_spec.site.weave.findings import with_findings
from backend_spec.site.weave.headings import HeadingMarks
from properties.budget import budget
from properties.test_weaving import EXTENSIONS, visible
from specification import EXAMPLE

FENCE = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
CONFIGS = {"toc": {"permalink": True}, "pymdownx.superfences": {"custom_fences": [FENCE]}}
PLACE = re.compile(r'<i id="finding:[^<>]*class="spec-finding-place"[^<>]*></i>')


@lru_cache
def example() -> tuple[Mapping[str, bytes], Analysis, Publication]:
    files = read_folder(EXAMPLE)
    analysis = analyse(files, Config(folder="."))
    return files, analysis, publish(analysis)


def at(analysis: Analysis, path: str, places: Iterable[int]) -> Analysis:
    """The analysis as it would be with findings at these offsets of a document."""
    source = analysis.sources[path]
    found = tuple(
        Diagnostic("x", Severity.ERROR, Finding(source.span(place, place + 4), "x"), "x", fingerprint=f"{place}")
        for place in places
    )
    return dataclasses.replace(analysis, diagnostics=found)


def rendered(text: str, *more: object) -> str:
    return str(markdown.markdown(text, extensions=[*EXTENSIONS, *more], extension_configs=CONFIGS))


def page(files: Mapping[str, bytes], publication: Publication, path: str) -> str:
    publisher = Publisher(publication, ".", serving=True)
    data = files[path]
    body = data.decode("utf-8-sig").replace("\r\n", "\n")
    html = rendered(publisher.markdown(path, partial(bytes, data), body), HeadingMarks())
    assert path not in publisher.unwoven
    assert weaving.unmarked(html) == rendered(body)
    return publisher.content(path, html)


def small(text: str, *words: str) -> tuple[str, str]:
    """The page of a document without and with findings at these words."""
    files = {"api_specification.md": text.encode()}
    analysis = analyse(files, Config(folder="."))
    places = [text.index(word) for word in words]
    made = publish(analysis)
    bare = page(files, made, "api_specification.md")
    with_marks = with_findings(made, at(analysis, "api_specification.md", places))
    return bare, page(files, with_marks, "api_specification.md")


@given(st.data())
@budget(8)
def test_a_finding_anywhere_changes_nothing_but_its_place(data: st.DataObject) -> None:
    files, analysis, made = example()
    path = data.draw(st.sampled_from(sorted(files)))
    places = data.draw(st.sets(st.integers(0, len(analysis.sources[path].text) - 1), min_size=1, max_size=40))
    html = page(files, with_findings(made, at(analysis, path, places)), path)
    assert PLACE.sub("", html) == bare(path)
    assert visible(html) == visible(bare(path))
    ids = re.findall(r'id="finding:(\d+)"', html)
    assert len(ids) == len(set(ids))
    assert set(map(int, ids)) == places


@lru_cache
def bare(path: str) -> str:
    files, _, made = example()
    return page(files, made, path)


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("# Title\n\nSome wrong text.\n", "wrong", "Some <>wrong text."),
        ("# Title wrong\n", "wrong", '"><>Title wrong'),
        ("# Title\n\n- [ ] wrong\n- b\n", "- [ ] wrong", "<>wrong"),
        ("# Title\n\n1. a wrong\n", "1. a", "<li><>a wrong"),
        ("# Title\n\n> wrong\n", "> wrong", "<p><>wrong"),
        ("# Title\n\n| a | b |\n| - | - |\n| c | wrong |\n", "wrong", "<td><>wrong"),
        ("# Title\n\n| a | b |\n| - | - |\n| c | d |\n", "- |\n| c", "<th><>a"),
        ("# Title\n\nText `wrong code`.\n", "`wrong", "<code><>wrong code"),
        ("# Title\n\nA [link to wrong](https://x.invalid/there)!\n", "wrong", "A <><a"),
        ("# Title\n\nA [link](https://x.invalid/there)!\n", "there", "A <><a"),
        ("# Title\n\nA ![picture](there.png)!\n", "there", "A <><img"),
        ("# Title\n\n```\none\ntwo wrong\n```\n", "wrong", "two <>wrong"),
        ("# Title\n\n```json\none\n```\n", "```json", "<code><><span"),
        ("# Title\n\n<div title='wrong'>x</div>\n", "wrong", '"><>Title'),
        ("# Title\n\nA <b title='wrong'>x</b>\n", "wrong", "<p><>A <b"),
        ("---\ntitle: wrong\n---\n\n# Title\n", "wrong", '"><>Title'),
        ("# Title\n\nSetext\n======\n", "======", '"><>Setext'),
        ("# Title\n\n!!! note wrong\n    Text\n", "wrong", '"><>Title'),
        ("# Title\n\n    wrong code\n", "wrong", "<><pre><span></span><code>wrong code"),
    ],
)
def test_where_a_place_stands(text: str, word: str, shown: str) -> None:
    if text.startswith("---"):  # the host takes front matter away before it renders
        files = {"api_specification.md": text.encode()}
        analysis = analyse(files, Config(folder="."))
        marked = with_findings(publish(analysis), at(analysis, "api_specification.md", [text.index(word)]))
        publisher = Publisher(marked, ".", serving=True)
        body = text.split("---\n\n")[1]
        html = rendered(publisher.markdown("api_specification.md", lambda: text.encode(), body), HeadingMarks())
        found = publisher.content("api_specification.md", html)
    else:
        plain, found = small(text, word)
        assert PLACE.sub("", found) == plain
    simple = re.sub(r'<span id="[^<>]*></span>', "", PLACE.sub("<>", found))
    assert shown in simple, simple


FLOW = """\
# API

```mermaid
sequenceDiagram
    participant C as Client
    C->>G: same
    C->>G: same
    G-->>C: last wrong
```

```mermaid
flowchart LR
    a[One] --> b[Two]
    b -->|wrong| c[Three]
    b --> a
```
"""


@pytest.mark.parametrize(
    ("word", "line", "labels"),
    [
        ("participant C", 2, '[["participant","Client",0]]'),
        ("C->>G: same\n    G", 4, '[["message","same",1]]'),
        ("wrong\n", 5, '[["message","lastwrong",0]]'),
        ("b[Two]", 2, '[["node","Two",0]]'),
        ("--> b", 2, '[["node","One",0],["node","Two",0]] arrow ["a","b",0,0,3]'),
        ("b --> a", 4, '[["node","One",0],["node","Two",0]] arrow ["b","a",0,2,3]'),
        ("|wrong|", 3, '[["edge","wrong",0]]'),
        ("flowchart", 1, "[]"),
    ],
)
def test_a_finding_in_a_diagram_names_what_is_drawn(word: str, line: int, labels: str) -> None:
    from html import escape

    plain, found = small(FLOW, word)
    assert PLACE.sub("", found) == plain
    labels, _, arrow = labels.partition(" arrow ")
    attributes = f'data-spec-line="{line}" data-spec-labels="{escape(labels)}"'
    attributes += f' data-spec-arrow="{escape(arrow)}"' if arrow else ""
    assert re.search(r'<i id="finding:\d+" class="spec-finding-place" ' + re.escape(attributes), found), found


def test_findings_of_one_cause_have_a_place_each_and_none_is_there_twice() -> None:
    files = dict(read_folder(EXAMPLE))
    files["error_specification.md"] = re.sub(rb"\n\| `?1001`?[^\n]*", b"", files["error_specification.md"])
    analysis = analyse(files, Config(folder="."))
    assert any(diagnostic.places for diagnostic in analysis.diagnostics)
    made = with_findings(publish(analysis), analysis)
    every = "".join(page(files, made, path) for path in files)
    for diagnostic in analysis.diagnostics:
        for one in (diagnostic, *diagnostic.places):
            assert every.count(f'id="finding:{one.fingerprint}"') == 1, one
