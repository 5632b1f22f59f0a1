"""Running the rules: each is called for every fact of its class, and what it examined is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from backend_spec import policy
from backend_spec.cause import grouped
from backend_spec.checklist import ITEMS
from backend_spec.config import Config
from backend_spec.diagnostic import Diagnostic, Finding, Severity
from backend_spec.graph import Graph
from backend_spec.rule import Rule
from backend_spec.text import Span


class Item(Struct, frozen=True):
    """A checklist item's verdict: how many facts its rules examined, how many findings they have."""

    number: int
    examined: int
    findings: int

    @property
    def title(self) -> str:
        return ITEMS[self.number]

    @property
    def status(self) -> str:
        """An item with findings has failed. One that examined nothing is never passed, it does not apply."""
        if self.findings:
            return "fail"
        return "pass" if self.examined else "not-applicable"


class Verdict(Struct, frozen=True):
    """All diagnostics, and the facts that each rule examined."""

    diagnostics: tuple[Diagnostic, ...]
    checklist: tuple[Item, ...]
    examined: Mapping[str, int]


def check(graph: Graph, rules: Sequence[Rule], config: Config, crashes: Sequence[Diagnostic] = ()) -> Verdict:
    """Judge a graph. `crashes` are the files that could not be read. Raises ConfigError for settings of rules that do
    not exist."""
    severities = policy.severities(rules, config)
    diagnostics: list[Diagnostic] = []
    examined: dict[str, int] = {}
    for rule in rules:
        if rule.id in severities:
            found, examined[rule.id] = _apply(rule, severities[rule.id], graph, config)
            diagnostics += found
    # An item counts every finding, also those that share a diagnostic.
    checklist = _checklist(rules, diagnostics, examined)
    return Verdict(policy.identified(grouped(diagnostics, graph, crashes)), checklist, examined)


def _apply(rule: Rule, severity: Severity, graph: Graph, config: Config) -> tuple[list[Diagnostic], int]:
    """A rule's diagnostics and the number of facts it examined. A rule that crashes is reported and is at an end."""
    setting = config.rules.get(rule.id)
    options = dict(setting.options) if setting else {}
    found: list[Diagnostic] = []
    examined = 0
    subjects: Sequence[Any] = graph.all(rule.subject)
    when, judged = rule.when, rule.check
    for subject in subjects:
        try:
            if when and not when(subject, graph):
                continue
            examined += 1
            for finding in judged(subject, graph, **options):
                found.append(Diagnostic(rule.id, severity, finding, subject.subject, rule.checklist))
        except Exception as error:
            # The rest of the rules still run: one fault of ours must not hide the user's.
            found.append(crash(f"the rule `{rule.id}`", subject.span, error))
            break
    return found, examined


def crash(what: str, span: Span, error: Exception) -> Diagnostic:
    """The diagnostic for a fault of this tool itself."""
    finding = Finding(
        span,
        f"{what} failed here: {type(error).__name__}: {error}",
        help="this is a fault of backend-spec, not of the document; please report it with this page",
    )
    return Diagnostic("internal-error", Severity.ERROR, finding, what)


def _checklist(
    rules: Sequence[Rule], diagnostics: Sequence[Diagnostic], examined: Mapping[str, int]
) -> tuple[Item, ...]:
    counted = dict.fromkeys(ITEMS, 0)
    findings = dict(counted)
    for rule in rules:
        if rule.checklist:
            counted[rule.checklist] += examined.get(rule.id, 0)
    for diagnostic in diagnostics:
        # What a project calls a mere hint does not fail an item.
        if diagnostic.checklist and diagnostic.severity is not Severity.INFO:
            findings[diagnostic.checklist] += 1
    return tuple(Item(number, counted[number], findings[number]) for number in ITEMS)
