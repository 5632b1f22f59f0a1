"""The rules' pages: one per kind of document, made from the rules' docstrings, and a list of all.

A site has some 180 rules; a page for each would take MkDocs longer than the specification itself. What the pages show
is written as HTML, which Markdown extensions pass through, so the pages look the same whatever a project has enabled.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from backend_spec import store
from backend_spec.checklist import ITEMS
from backend_spec.report.text import one, plain
from backend_spec.store import Store

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
_UNREAD = {ord(char): f"&#{ord(char)};" for char in "`~{"}
"""What preprocessors (fences, macros) look for in a page even inside of HTML."""


class Pages(NamedTuple):
    """Markdown pages and files that send readers on, both by path in the docs folder."""

    pages: dict[str, str]
    redirects: dict[str, str]


def pages(folder: str, keep: Store, *, directories: bool = True) -> Pages:
    """The rules' pages, and per rule `<folder>/<rule>/`, an address that outlives any change of the pages.

    `directories` tells whether pages have addresses that end with `/` (MkDocs' `use_directory_urls`). Making the
    pages runs every example, so they are kept between builds.
    """
    name = store.digest("rule pages", store.code_digest(), folder, str(directories))
    stored = keep.get(name)
    if stored is not None:
        keep.touch([name])
        return Pages(*json.loads(stored))
    from backend_spec.project import rules

    every = rules()
    kinds = sorted({rule.kind for rule in every}, key=lambda kind: (kind != "common", kind))
    made = {f"{folder}/{kind}.md": _joined(_page(kind, [r for r in every if r.kind == kind])) for kind in kinds}
    made[f"{folder}/index.md"] = _joined(_index(every, kinds))
    end = "/" if directories else ".html"
    sent = {f"{folder}/{rule.id}/index.html": _redirect(rule.id, f"../{rule.kind}{end}#{rule.id}") for rule in every}
    keep.put(name, json.dumps([made, sent]).encode())
    return Pages(made, sent)


def title(kind: str) -> str:
    """The title of a kind's page."""
    return f"Rules for {_TITLES.get(kind, kind)}"


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _redirect(name: str, target: str) -> str:
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"><a href="{target}">{name}</a></html>\n'
    )


def _page(kind: str, rules: Sequence[Rule]) -> Iterator[str]:
    # The examples are full of names that readers look for in their own specification.
    yield from ("---", "search:", "  exclude: true", "---", "", f"# {title(kind)}")
    for rule in rules:
        yield from ("", f"## {rule.id}", "", "<div>")
        yield from (line.translate(_UNREAD) for line in _rule(rule))
        yield "</div>"


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
                name = f"[{rule.id}]({kind}.md#{rule.id})"
                yield f"| {name} | {rule.severity.value} | {rule.checklist or ''} | {summary} |"
