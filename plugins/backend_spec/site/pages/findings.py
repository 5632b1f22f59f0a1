"""Diagnostics as lists: what is wrong, where, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from backend_spec.diagnostic import Diagnostic, Severity
from backend_spec.project import rules
from backend_spec.report.text import counted
from backend_spec.rule import Rule
from backend_spec.site.html import Html, join, tag
from backend_spec.site.pages.nearby import before, title_of
from backend_spec.site.pages.parts import badge, fold, prose
from backend_spec.site.view import View
from backend_spec.text import Span

LISTED = 100
"""So many of the places of one cause are listed."""

SORTS = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "hint"}
"""The badges' colours."""


def rule_link(rule: Rule | None, id: str, view: View) -> Html:
    """A rule's name, linked to its page where the site has it."""
    pages = view.analysis.config.rule_pages
    name = tag("code", id)
    return tag("a", name, href=f"spec:/{pages}/{rule.kind}.md#{id}") if rule and pages is not None else name


def findings(found: Sequence[Diagnostic], view: View) -> Html:
    """Diagnostics under the documents that they stand in."""
    return join(_documents(found, view))


def _documents(found: Sequence[Diagnostic], view: View) -> Iterator[Html]:
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        by_path.setdefault(diagnostic.span.source.path, []).append(diagnostic)
    known = {rule.id: rule for rule in rules()}
    for path, own in by_path.items():
        yield tag("h3", tag("a", tag("code", path), href=view.place(own[0].span).href))
        yield tag("ul", *(_finding(diagnostic, known, view) for diagnostic in own), class_="spec-findings spec-laid")


def _finding(diagnostic: Diagnostic, known: Mapping[str, Rule], view: View) -> Html:
    told = diagnostic.finding.help
    return tag(
        "li",
        tag("p", badge(diagnostic.severity.value, SORTS[diagnostic.severity]), " ", *_said(diagnostic)),
        tag("p", *_where(diagnostic, known, view), class_="spec-where"),
        tag("p", prose(told), class_="spec-help") if told else None,
        _places(diagnostic.places, known, view),
        id=f"spec-finding-{diagnostic.fingerprint}",
    )


def _said(diagnostic: Diagnostic) -> Iterator[Html | str]:
    yield prose(diagnostic.finding.message)
    if diagnostic.checklist:
        yield tag("small", " · item ", tag("a", str(diagnostic.checklist), href=f"#spec-item-{diagnostic.checklist}"))


def _where(diagnostic: Diagnostic, known: Mapping[str, Rule], view: View) -> Iterator[Html | str]:
    yield place(diagnostic.span, view)
    if title := title_of(view, diagnostic.span):
        yield join([" in ", tag("q", prose(title))])
    yield " · "
    yield rule_link(known.get(diagnostic.rule), diagnostic.rule, view)


def place(span: Span, view: View) -> Html:
    """A place as reports write it, linked to the entity declared last before it."""
    first = span.first
    return tag("a", f"{span.source.path}:{first.line}:{first.column}", href=before(view, span).href)


def _places(places: Sequence[Diagnostic], known: Mapping[str, Rule], view: View) -> Html | None:
    if not places:
        return None
    rows: Iterable[Html] = (
        tag("li", *_where(one, known, view), tag("br"), prose(one.finding.message)) for one in places[:LISTED]
    )
    more = len(places) - LISTED
    last = tag("li", f"and {more:,} more") if more > 0 else None
    return fold(counted(len(places), "place"), tag("ul", *rows, last, class_="spec-list"))
