"""The rules' pages: one Markdown page per rule, made from its docstring, and a list of all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from backend_spec import store
from backend_spec.checklist import ITEMS
from backend_spec.report.rules import said
from backend_spec.report.text import one, plain
from backend_spec.rule import Example, Rule
from backend_spec.store import Store

_HEADINGS = {
    "bad": "Reported",
    "good": "Not reported",
    "trap": "Not reported, though it looks alike",
    "fixed": "After the fix",
}


def pages(folder: str, keep: Store) -> dict[str, str]:
    """The pages by their path in the docs folder. Making them runs every example, so they are kept between builds."""
    name = store.digest("rule pages", store.code_digest(), folder)
    stored = keep.get(name)
    if stored is not None:
        keep.touch([name])
        known: dict[str, str] = json.loads(stored)
        return known
    from backend_spec.project import rules

    every = rules()
    made = {f"{folder}/{rule.id}.md": "\n".join(_page(rule)) + "\n" for rule in every}
    made[f"{folder}/index.md"] = "\n".join(_index(every)) + "\n"
    keep.put(name, json.dumps(made).encode())
    return made


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.id}"
    yield ""
    yield rule.summary
    yield ""
    item = f" · checklist item {rule.checklist}: {ITEMS[rule.checklist]}" if rule.checklist else ""
    yield f"**{rule.severity.value.capitalize()}** by default{item}."
    if rule.prose:
        yield ""
        yield rule.prose
    if rule.options:
        yield ""
        yield "## Options"
        yield ""
        for name, value in rule.options.items():
            yield f"- `{name}`, by default `{value!r}`"
    shown = ""
    for example in rule.examples:
        if example.sort != shown:
            yield ""
            yield f"## {_HEADINGS[example.sort]}"
        shown = example.sort
        for path, text in example.files.items():
            yield ""
            yield f"In `{path}`:"
            yield ""
            yield from _fenced("markdown", text)
        if example.sort == "bad":
            yield ""
            yield from _fenced("text", "\n".join(_said(rule, example)))


def _said(rule: Rule, example: Example) -> Iterator[str]:
    report, lines = said(rule, example)
    for number, diagnostic in enumerate(report["diagnostics"]):
        if number:
            yield ""
        yield from one({**diagnostic, "url": ""}, lines.__getitem__, plain)


def _fenced(language: str, text: str) -> Iterator[str]:
    """A fence longer than any in the text, in the plain form that every set of Markdown extensions reads."""
    mark = "`" * max(3, *(len(run) + 1 for run in _runs(text)))
    yield f"{mark}{language}"
    yield text.rstrip("\n")
    yield mark


def _runs(text: str) -> list[str]:
    """The runs of backticks that begin lines."""
    return [line[: len(line) - len(line.lstrip("`"))] for line in (line.lstrip() for line in text.split("\n"))]


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield "What backend-spec checks. Rules with a number serve that item of the consistency checklist."
    yield ""
    yield "| Rule | Severity | Item | What is wrong |"
    yield "| --- | --- | --- | --- |"
    for rule in rules:
        summary = rule.summary.replace("|", "\\|")
        yield f"| [{rule.id}]({rule.id}.md) | {rule.severity.value} | {rule.checklist or ''} | {summary} |"
