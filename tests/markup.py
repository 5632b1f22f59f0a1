"""HTML as tests look at it."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "wbr", "col"}
RUNS = {"script", "iframe", "object", "img", "svg", "style", "link"}
"""Elements that run something or fetch something."""


class Read(HTMLParser):
    """What a piece of HTML holds; every element must be closed in order."""

    def __init__(self, html: str):
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: Counter[str] = Counter()
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.hrefs += [value for name, value in attrs if name == "href" and value]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag == "script":
            self.scripts.append(dict(attrs))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
