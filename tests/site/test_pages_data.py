"""The generated pages about endpoints, errors, RPCs, tables, events and cache keys."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from html.parser import HTMLParser

import pytest

from backend_spec.config import Config
from backend_spec.files import read_folder
from backend_spec.model.database import Table
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import Endpoint
from backend_spec.project import analyse
from backend_spec.site.anchors import entities
from backend_spec.site.page import Page
from backend_spec.site.pages import api, errors, events, names, rpcs, tables
from backend_spec.site.pages import cache as cache_page
from backend_spec.site.pages.dictionary import dictionary
from backend_spec.site.pages.subjects import subjects
from backend_spec.site.view import View
from backend_spec.text import Passage, Source
from backend_spec.verdict import mermaid
from specification import API, ERRORS, EXAMPLE

MAKERS = {module.__name__.rsplit(".", 1)[-1]: module.page for module in (api, errors, rpcs, tables, events, cache_page)}


class Read(HTMLParser):
    """What a piece of HTML holds: ids, links, tags, text; and whether every element is closed in order."""

    def __init__(self, html: str):
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs
        for name, value in attrs:
            if name == "id" and value is not None:
                self.ids.append(value)
            if name == "href" and value is not None:
                self.hrefs.append(value)
        if tag not in ("wbr", "col", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def example() -> View:
    return View(analyse(read_folder(EXAMPLE), Config()))


@cache
def made(name: str) -> Page:
    page = MAKERS[name](example())
    assert page
    return page


def read(page: Page) -> Read:
    return Read("".join(section.body.text for section in page.sections))


@pytest.mark.parametrize("name", MAKERS)
def test_every_anchor_stands_on_the_page_once(name: str) -> None:
    ids = read(made(name)).ids
    assert len(ids) == len(set(ids))
    assert set(made(name).anchors) <= set(ids)
    assert made(name).anchors


@pytest.mark.parametrize("name", MAKERS)
def test_every_link_leads_to_something_that_there_is(name: str) -> None:
    view = example()
    places = {view.anchors[entity].href for entity in entities(view.graph)}
    places |= {view.page(other, anchor).href for other in MAKERS for anchor in made(other).anchors}
    hrefs = read(made(name)).hrefs
    assert hrefs
    assert not [href for href in hrefs if href not in places]


@pytest.mark.parametrize("name", MAKERS)
def test_without_documents_there_is_no_page(name: str) -> None:
    assert MAKERS[name](View(analyse({"notes.md": b"# Notes\n"}, Config()))) is None


def test_only_what_the_specification_has_gets_a_page() -> None:
    view = View(analyse({"errors.md": ERRORS.encode(), "api.md": API.encode()}, Config()))
    assert {name for name, make in MAKERS.items() if make(view)} == {"api", "errors"}


def test_every_entity_has_its_row() -> None:
    view = example()
    shown = {anchor for name in MAKERS for anchor in made(name).anchors}
    for noun in (Endpoint, ErrorCode, Table):
        assert {view.anchors[entity].anchor for entity in view.graph.all(noun)} <= shown


def test_endpoints_are_grouped_by_section_and_feature() -> None:
    about = example().graph.view(subjects)
    login = example().graph.definitions(Endpoint, "POST /api/v1/auth/login")[0]
    subject = about[id(login)]
    assert (subject.group, subject.caption) == ("Registration and Login", "Sign In")
    assert [feature.key for feature in subject.features] == ["FEAT-USER-001"]


def test_ranges_tell_used_free_and_next() -> None:
    text = read(made("errors")).text
    assert "14 used, 986 free, next free code: 1014" in text
    assert "22 used, 978 free, next free code: 2023" in text


def test_long_lists_fold() -> None:
    body = made("errors").sections[-1].body.text
    row = body[body.index('id="error:1002"') : body.index('id="error:1003"')]
    assert row.count("spec-to-endpoint") == 45
    assert "<summary>42 more</summary>" in row


def test_columns_know_their_keys() -> None:
    sessions = example().graph.definitions(Table, "sessions")[0]
    entries = {entry.name: entry for entry in example().graph.view(dictionary)[id(sessions)].entries}
    assert entries["id"].keys == ("PK",)
    assert entries["user_id"].keys == ("FK",)
    assert [table.key for table in entries["user_id"].foreign] == ["user_credentials"]


def test_names_break_without_changing() -> None:
    for text in ("user.profile_updated", "verify:{identifier}:{purpose}", "a//b", "HTTPServer", "<b>"):
        assert Read(names.soft(text).text).text == text


SCHEMA = """\
# Database Schema

## 1. Overview

Tables.

## 2. Tables

### 2.1 `a"%%<script>alert(1)</script>`

Text <img src=x onerror=alert(1)>.

| Column | Type | Nullable | Default | Description |
| --- | --- | --- | --- | --- |
| `id` | DECIMAL(10, 2) | No | — | </script><script>alert(1)</script> |
| `b"]} }` | it's "x" | Yes | `<b>` | [x](javascript:alert(1)) |

### 2.2 `b`

| Column | Type | Nullable | Default | Description |
| --- | --- | --- | --- | --- |
| `id` | TIMESTAMP WITH TIME ZONE | No | — | Key |
| `a_id` | BIGINT | No | — | `"><script>` |

```sql
CREATE TABLE b (
  id TIMESTAMP WITH TIME ZONE PRIMARY KEY,
  a_id BIGINT NOT NULL REFERENCES b (id)
);
```
"""
HOSTILE = {
    "database_schema.md": SCHEMA,
    "errors.md": ERRORS.replace("Wrong password", "<script>alert(1)</script>")
    .replace("`ACCOUNT_LOCKED`", '`A"><img src=x onerror=alert(1)>`')
    .replace("| 1000-1999 | Authentication |", "| 1000-1999 | <svg onload=alert(1)> |"),
    "api.md": API.replace("Log In", "Log <script>alert(1)</script> In").replace(
        "FEAT-USER-001: Accounts", "FEAT-USER-001: [x](javascript:alert(1))"
    ),
}


def test_hostile_text_stays_text() -> None:
    view = View(analyse({path: text.encode() for path, text in HOSTILE.items()}, Config()))
    pages = [page for make in MAKERS.values() if (page := make(view))]
    assert {page.name for page in pages} >= {"api", "errors", "tables"}
    for page in pages:
        for section in page.sections:
            assert not re.search(r"<script(?! type=\"application/json\" )", section.body.text)
        found = read(page)
        assert not {"img", "svg", "iframe", "object"} & set(found.tags)
        assert not [name for name, _ in found.attributes if name.startswith("on")]
        assert all(href.startswith("spec:/") for href in found.hrefs)
        assert not re.search(r"[<>\"\n]", page.title + page.summary + "".join(s.title + s.id for s in page.sections))


def test_drawings_are_what_mermaid_reads() -> None:
    hostile = View(analyse({path: text.encode() for path, text in HOSTILE.items()}, Config()))
    for view in (example(), hostile):
        page = tables.page(view)
        assert page
        sources = re.findall(r"<pre class=\"spec-source\"><code>(.*?)</code></pre>", page.sections[-1].body.text, re.S)
        assert sources
        for source in sources:
            text = Source("drawing", Read(f"<p>{source}</p>").text)
            assert not mermaid.check(Passage.of(text.span(0, len(text.text)))).faults, source


SCRIPT = """
import hashlib, sys
from pathlib import Path
from backend_spec.config import Config
from backend_spec.files import read_folder
from backend_spec.project import analyse
from backend_spec.site.pages import api, cache, errors, events, rpcs, tables
from backend_spec.site.view import View
view = View(analyse(read_folder(Path(sys.argv[1])), Config()))
pages = [module.page(view) for module in (api, cache, errors, events, rpcs, tables)]
print(hashlib.sha256(repr(pages).encode()).hexdigest())
"""


def test_pages_are_the_same_whatever_the_hash_seed() -> None:
    digests = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT, str(EXAMPLE)]
        digests.add(subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout)
    assert len(digests) == 1
    assert len(digests.pop().strip()) == hashlib.sha256().digest_size * 2


def test_what_is_deprecated_is_marked() -> None:
    text = API.replace("`POST /api/v1/auth/login`\n", "`POST /api/v1/auth/login` (deprecated)\n")
    for source, marked in ((API, False), (text, True)):
        page = api.page(View(analyse({"api.md": source.encode()}, Config())))
        assert page
        assert ("deprecated" in page.sections[-1].body.text) is marked
