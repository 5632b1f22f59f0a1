"""The generated page of the checklist: what was judged, what was found, and how much was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from backend_spec.check import Item
from backend_spec.diagnostic import Severity
from backend_spec.model.entity import Ledger
from backend_spec.policy import severities
from backend_spec.project import rules
from backend_spec.report.text import counted
from backend_spec.rule import Rule
from backend_spec.site.html import Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages.findings import LISTED, SORTS, findings, place, rule_link
from backend_spec.site.pages.parts import badge, figures, fold, grid
from backend_spec.site.view import View

_VERDICTS = {"pass": ("✓ Pass", "good"), "fail": ("✗ Fail", "bad"), "not-applicable": ("– Not applicable", "dim")}


def page(view: View) -> Page | None:
    """The page; None where the folder holds no specification document."""
    analysis = view.analysis
    if not analysis.ledgers:
        return None
    found = analysis.diagnostics
    sections = [Section("Verdict", "verdict", _verdict(view)), Section("Items", "items", _items(view))]
    if found:
        sections.append(Section("Findings", "findings", findings(found, view)))
    sections.append(Section("What was read", "ledger", _ledger(view, analysis.ledgers)))
    return Page(
        "checklist",
        view.page("checklist").path,
        "Checklist",
        "What the documents promise each other, how much of it was examined, and what was found.",
        tuple(sections),
        tuple(f"spec-item-{item.number}" for item in analysis.checklist),
    )


def verdict(item: Item) -> Html:
    """An item's verdict as a badge."""
    return badge(*_VERDICTS[item.status])


def summary(view: View) -> Html:
    """How many items passed, and how many findings of each severity there are."""
    statuses = Counter(item.status for item in view.analysis.checklist)
    found = Counter(diagnostic.severity for diagnostic in view.analysis.diagnostics)
    told = [(str(statuses["pass"]), f"of {len(view.analysis.checklist)} items pass")]
    told += [(str(statuses["fail"]), "fail")] if statuses["fail"] else []
    told += [(str(statuses["not-applicable"]), "not applicable")] if statuses["not-applicable"] else []
    told += [(f"{found[severity]:,}", f"{severity.value}s") for severity in Severity if severity is not Severity.INFO]
    told += [(f"{found[Severity.INFO]:,}", "notes")] if found[Severity.INFO] else []
    return figures(told)


def _verdict(view: View) -> Html:
    examined = sum(item.examined for item in view.analysis.checklist)
    told = f"{counted(len(view.analysis.ledgers), 'document')} read, {counted(examined, 'fact')} examined."
    return join([summary(view), tag("p", told)])


def _items(view: View) -> Html:
    on = severities(rules(), view.analysis.config)
    by_item: dict[int | None, list[Rule]] = {}
    for rule in rules():
        if rule.id in on:
            by_item.setdefault(rule.checklist, []).append(rule)
    found = Counter(one.rule for one in view.analysis.findings)
    rows = [
        tag(
            "li",
            tag("span", str(item.number), class_="spec-number"),
            tag("div", tag("span", item.title), _rules(by_item.get(item.number, ()), found, on, view)),
            tag("div", verdict(item), _told(item), class_="spec-outcome"),
            id=f"spec-item-{item.number}",
        )
        for item in view.analysis.checklist
    ]
    more = by_item.get(None, ())
    return join(
        [
            tag("ol", *rows, class_="spec-items spec-laid", role="list"),
            tag("p", "Beside the items, these rules keep each document in order:") if more else None,
            _rules(more, found, on, view),
        ]
    )


def _told(item: Item) -> Html:
    told = f"{item.examined:,} examined"
    found = tag("a", counted(item.findings, "finding"), href="#findings") if item.findings else None
    return tag("small", told, ", " if found else None, found)


def _rules(listed: Sequence[Rule], found: Mapping[str, int], on: Mapping[str, Severity], view: View) -> Html | None:
    if not listed:
        return None
    rows = (
        tag(
            "li",
            rule_link(rule, rule.id, view),
            " ",
            tag("small", f"{on[rule.id].value}, {view.analysis.examined.get(rule.id, 0):,} examined"),
            [" ", badge(counted(found[rule.id], "finding"), SORTS[on[rule.id]])] if found.get(rule.id) else None,
        )
        for rule in listed
    )
    return fold(counted(len(listed), "rule"), tag("ul", *rows, class_="spec-list"))


def _ledger(view: View, ledgers: Mapping[str, Ledger]) -> Html:
    told = "Table rows, fenced blocks and arrows of diagrams that were understood, of all there are."
    rows = [
        (
            tag("a", tag("code", path), href=f"spec:/{view.anchors.page(path)}"),
            *(_share(read, every) for read, every in _counts(ledger)),
            _unread(ledger, view),
        )
        for path, ledger in sorted(ledgers.items())
    ]
    heads = ("Document", "Rows", "Fences", "Arrows", "Not read or not checked")
    return join([tag("p", told), grid("How much of each document was read", heads, rows)])


def _counts(ledger: Ledger) -> tuple[tuple[int, int], ...]:
    return (
        (ledger.rows_read, ledger.rows),
        (ledger.fences_read, ledger.fences),
        (ledger.arrows_read, ledger.arrows),
    )


def _share(read: int, every: int) -> Html:
    if not every:
        return tag("span", "—", class_="spec-none")
    return tag("span", f"{read:,} of {every:,}", class_="spec-figure spec-partly" if read < every else "spec-figure")


def _unread(ledger: Ledger, view: View) -> Html:
    places = [tag("li", place(span, view)) for span in (*ledger.unread, *ledger.unanalysed)[:LISTED]]
    places += [tag("li", f"{language}: no compiler is installed") for language in ledger.unchecked]
    return tag("ul", *places, class_="spec-list") if places else tag("span", "—", class_="spec-none")
