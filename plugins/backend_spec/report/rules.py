"""Rules explained: the list of all, and one with its examples and what it says about them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from backend_spec.config import Config, ConfigError, RuleSetting
from backend_spec.project import Project, rules
from backend_spec.report.contract import Report, contract
from backend_spec.report.frame import Paint, split
from backend_spec.report.text import colour, one, plain
from backend_spec.rule import Example, Rule

__all__ = ["colour", "explain", "plain", "said"]


def explain(id: str | None, style: str, paint: Paint) -> Iterator[str]:
    """The lines that explain a rule, or list all when `id` is None. Raises ConfigError when there is no such rule."""
    known = {rule.id: rule for rule in rules()}
    if id is not None and id not in known:
        close = get_close_matches(id, known, 1)
        hint = f"; did you mean `{close[0]}`?" if close else "; `backend-spec explain` lists all"
        raise ConfigError(f"there is no rule `{id}`{hint}")
    chosen = [known[id]] if id is not None else list(known.values())
    if style == "json":
        yield json.dumps([_data(rule) for rule in chosen], ensure_ascii=False, indent=1)
    elif id is None:
        yield from _list(chosen, paint)
    else:
        yield from _page(chosen[0], paint)


def said(rule: Rule, example: Example) -> tuple[Report, dict[str, list[str]]]:
    """What a rule says about an example of its own, and the example's files as lines."""
    alone = Config(rules={other.id: RuleSetting("off") for other in rules() if other.id != rule.id})
    analysis = Project(alone).analyse({path: text.encode() for path, text in example.files.items()})
    return contract(analysis), {path: split(text) for path, text in example.files.items()}


def _data(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "checklist": rule.checklist,
        "summary": rule.summary,
        "options": dict(rule.options),
    }


def _list(chosen: Sequence[Rule], paint: Paint) -> Iterator[str]:
    width = max(len(rule.id) for rule in chosen)
    for rule in chosen:
        item = f"{rule.checklist:>2}" if rule.checklist else "  "
        severity = paint(f"{rule.severity.value:<7}", rule.severity.value)
        yield f"{rule.id:<{width}}  {severity}  {item}  {rule.summary}"


def _page(rule: Rule, paint: Paint) -> Iterator[str]:
    yield paint(rule.id, "bold")
    item = f", checklist item {rule.checklist}" if rule.checklist else ""
    yield paint(f"{rule.severity.value} by default{item}", "dim")
    yield ""
    yield rule.summary
    if rule.prose:
        yield ""
        yield rule.prose
    for name, value in rule.options.items():
        yield ""
        yield f"Option {name}, by default {value!r}"
    for example in rule.examples:
        if example.sort == "bad":
            report, lines = said(rule, example)
            yield ""
            for diagnostic in report["diagnostics"]:
                yield from one({**diagnostic, "url": ""}, lines.__getitem__, paint)
                yield ""
