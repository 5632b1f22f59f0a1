"""Every rule's docstring is its test: bad examples give exactly the marked spans, good ones and traps nothing."""

from __future__ import annotations

import itertools

import pytest

from backend_spec.config import Config
from backend_spec.diagnostic import Finding
from backend_spec.kinds import KINDS
from backend_spec.project import Project, rules
from backend_spec.rule import Example, Rule

RULES = {rule.id: rule for rule in rules()}
EXAMPLES = [
    pytest.param(rule, number, id=f"{rule.id}-{example.sort}-{number}")
    for rule in RULES.values()
    for number, example in enumerate(rule.examples)
]


def findings(rule: Rule, files: dict[str, str]) -> list[Finding]:
    """What one rule says about files; that nothing crashed is checked on the way."""
    analysis = Project(Config()).analyse({path: text.encode() for path, text in files.items()})
    crashes = [d.finding.message for d in analysis.findings if d.rule == "internal-error"]
    assert not crashes, crashes
    return [d.finding for d in analysis.findings if d.rule == rule.id]


def places(found: list[Finding]) -> list[tuple[str, int, int, str]]:
    return sorted((f.span.source.path, f.span.start, f.span.end, f.span.text) for f in found)


@pytest.mark.parametrize(("rule", "number"), EXAMPLES)
def test_example(rule: Rule, number: int) -> None:
    example = rule.examples[number]
    assert example.files, "an example begins with a line <!-- file.md -->"
    if example.sort == "fixed":
        before = next(e for e in reversed(rule.examples[:number]) if e.sort == "bad")
        assert fixed(before, findings(rule, dict(before.files))) == dict(example.files)
        return
    marked = [(path, start, end, example.files[path][start:end]) for path, start, end in example.marks]
    assert bool(marked) == (example.sort == "bad")
    assert places(findings(rule, dict(example.files))) == marked


def fixed(example: Example, found: list[Finding]) -> dict[str, str]:
    """The files after the edits of all fixes."""
    files = dict(example.files)
    edits = sorted(itertools.chain.from_iterable(f.fix.edits for f in found if f.fix), key=lambda e: e.span.order)
    assert edits, "the rule offers no fix"
    for edit in reversed(edits):
        path = edit.span.source.path
        files[path] = files[path][: edit.span.start] + edit.text + files[path][edit.span.end :]
    return files


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_is_described(rule: Rule) -> None:
    """A summary that is one sentence, a reason, and at least one bad and one good example."""
    assert rule.summary.endswith("."), rule.summary
    assert rule.prose
    sorts = {example.sort for example in rule.examples}
    assert "bad" in sorts
    assert sorts & {"good", "trap"}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_helps(rule: Rule) -> None:
    """No finding without a remedy."""
    bad = next(example for example in rule.examples if example.sort == "bad")
    for finding in findings(rule, dict(bad.files)):
        assert finding.help, finding.message
        assert finding.message
        assert not finding.message.endswith(".")


def test_every_slice_is_listed() -> None:
    assert len(KINDS) == 8
