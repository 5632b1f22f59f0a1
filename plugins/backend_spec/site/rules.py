"""The rules' pages: one per kind of document, made from the rules' docstrings, and a list of all.

There are some 200 rules; a page for each would take MkDocs longer than the specification itself. What the pages show
is HTML that is put in behind Markdown, so the pages look the same whatever a project has enabled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from backend_spec import store
from backend_spec.checklist import ITEMS
from backend_spec.report.text import one, plain
from backend_spec.site.html import Html
from backend_spec.site.page import Page, Section
from backend_spec.store import Store
from backend_spec.workers import WORTH, Workers

if TYPE_CHECKING:  # pages that are kept are given out without importing what makes them
    from backend_spec.rule import Example, Rule

_TITLES = {
    "common": "all documents",
    "api": "the API",
    "architecture": "the architecture",
    "auth": "authentication",
    "cache": "the cache",
    "database": "the database",
    "error": "errors",
    "event": "events",
    "grpc": "gRPC",
}
_SUMMARIES = {"good": "Not reported", "trap": "Not reported, though it looks alike", "fixed": "After the fix"}


_MADE: dict[str, Pages] = {}
"""Pages of this process, by their folder: they follow from nothing else."""


class Pages(Struct, frozen=True):
    """The page of each kind of document, and the list of all rules, which is Markdown."""

    kinds: tuple[Page, ...]
    index: str


def pages(folder: str, keep: Store) -> Pages:
    """The rules' pages.

    `<folder>/#<rule>` is an address that outlives any change of the pages: the list says where a rule's text is, and
    the site's script goes on to it. Making the pages runs every example, so they are kept between builds.
    """
    if folder in _MADE:
        return _MADE[folder]
    made = _MADE[folder] = _pages(folder, keep)
    return made


def _pages(folder: str, keep: Store) -> Pages:
    name = store.digest("rule pages", store.code_digest(), folder)
    stored = keep.get(name)
    if stored is not None:
        keep.touch([name])
        return msgspec.msgpack.decode(stored, type=Pages)
    from backend_spec.project import rules

    every = rules()
    kinds = sorted({rule.kind for rule in every}, key=lambda kind: (kind != "common", kind))
    texts = _texts(every)
    made = Pages(
        tuple(_page(f"{folder}/{kind}.md", kind, [r.id for r in every if r.kind == kind], texts) for kind in kinds),
        "\n".join(_index(every, kinds)) + "\n",
    )
    keep.put(name, msgspec.msgpack.encode(made))
    return made


def title(kind: str) -> str:
    """The title of a kind's page."""
    return f"Rules for {_TITLES.get(kind, kind)}"


def _texts(rules: Sequence[Rule]) -> dict[str, str]:
    """Each rule's text by its id, made on all processors: every one takes as long as a check of a small document."""
    by_id = {rule.id: rule for rule in rules}

    def text(id: str) -> str:
        return "\n".join(_rule(by_id[id]))

    with Workers(lambda id: text(id).encode(), dict.fromkeys(by_id, WORTH)) as workers:
        made = {id: text(id) for id in workers.own()}
        made |= {id: data.decode() for id, data in workers.results().items()}
    return {id: made[id] if id in made else text(id) for id in by_id}


def _page(path: str, kind: str, rules: Iterable[str], texts: Mapping[str, str]) -> Page:
    sections = (Section(id, id, Html(texts[id])) for id in rules)
    return Page(f"rules/{kind}", path, title(kind), "", tuple(sections))


def _rule(rule: Rule) -> Iterator[str]:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    item = f" · checklist item {rule.checklist}: {ITEMS[rule.checklist]}" if rule.checklist else ""
    yield markdown.render(rule.summary)
    yield f"<p><strong>{rule.severity.value.capitalize()}</strong> by default{escape(item)}.</p>"
    yield markdown.render(rule.prose)
    for name, value in rule.options.items():
        yield f"<p>Option <code>{name}</code>, by default <code>{escape(repr(value))}</code></p>"
    for example in rule.examples:
        if example.sort == "bad":
            yield from _files(example)
            yield _pre("\n".join(_said(rule, example)))
        else:
            yield f"<details><summary>{_SUMMARIES[example.sort]}</summary>"
            yield from _files(example)
            yield "</details>"


def _files(example: Example) -> Iterator[str]:
    for path, text in example.files.items():
        yield f"<p>In <code>{escape(path)}</code>:</p>"
        yield _pre(text.rstrip("\n"))


def _pre(text: str) -> str:
    return f'<div class="highlight"><pre><code>{escape(text, quote=False)}</code></pre></div>'


def _said(rule: Rule, example: Example) -> Iterator[str]:
    from backend_spec.report.rules import said

    report, lines = said(rule, example)
    for number, diagnostic in enumerate(report["diagnostics"]):
        if number:
            yield ""
        yield from one({**diagnostic, "url": ""}, lines.__getitem__, plain)


def _index(rules: Sequence[Rule], kinds: Sequence[str]) -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield "What backend-spec checks. Rules with a number serve that item of the consistency checklist."
    for kind in kinds:
        yield from ("", f"## {title(kind)}", "")
        yield "| Rule | Severity | Item | What is wrong |"
        yield "| --- | --- | --- | --- |"
        for rule in rules:
            if rule.kind == kind:
                summary = rule.summary.replace("|", "\\|")
                name = f'<span id="{rule.id}" class="spec-forward"></span>[{rule.id}]({kind}.md#{rule.id})'
                yield f"| {name} | {rule.severity.value} | {rule.checklist or ''} | {summary} |"
