"""The report as plain data: the command line's JSON contract, from which every other format is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backend_spec import __version__
from backend_spec.text import Span

if TYPE_CHECKING:
    from backend_spec.check import Item
    from backend_spec.config import Config
    from backend_spec.diagnostic import Diagnostic, Fix
    from backend_spec.model.entity import Ledger
    from backend_spec.project import Analysis

SCHEMA_VERSION = 1

Report = dict[str, Any]


def contract(analysis: Analysis) -> Report:
    """The report of an analysis as JSON types. Paths are relative to the specification's folder."""
    counts = dict.fromkeys(("error", "warning", "info"), 0)
    for diagnostic in analysis.diagnostics:
        counts[diagnostic.severity.value] += 1
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "backend-spec", "version": __version__},
        "summary": {**counts, "documents": len(analysis.ledgers)},
        "checklist": [_item(item) for item in analysis.checklist],
        "ledger": [_ledger(path, ledger) for path, ledger in sorted(analysis.ledgers.items())],
        "diagnostics": [_diagnostic(diagnostic, analysis.config) for diagnostic in analysis.diagnostics],
    }


def rule_url(rule: str, config: Config) -> str:
    """Where a rule is explained: on the site if its address is known, else relative to the site's root."""
    pages = config.rule_pages if config.rule_pages is not None else "rules"
    base = config.site_url if not config.site_url or config.site_url.endswith("/") else config.site_url + "/"
    return f"{base}{pages}/#{rule}"


def place(span: Span) -> dict[str, object]:
    """A span as the contract writes places: 1-based, columns in code points."""
    first, last = span.first, span.last
    return {
        "path": span.source.path,
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column,
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "item": item.number,
        "title": item.title,
        "status": item.status,
        "examined": item.examined,
        "findings": item.findings,
    }


def _ledger(path: str, ledger: Ledger) -> dict[str, object]:
    return {
        "path": path,
        "rows": ledger.rows,
        "rows_read": ledger.rows_read,
        "fences": ledger.fences,
        "fences_read": ledger.fences_read,
        "arrows": ledger.arrows,
        "arrows_read": ledger.arrows_read,
        "unchecked": list(ledger.unchecked),
        "unanalysed": len(ledger.unanalysed),
    }


def _diagnostic(diagnostic: Diagnostic, config: Config) -> dict[str, object]:
    return {
        **_said(diagnostic),
        "fix": _fix(diagnostic.finding.fix),
        "url": rule_url(diagnostic.rule, config),
        "fingerprint": diagnostic.fingerprint,
        "places": [{**_said(one), "fingerprint": one.fingerprint} for one in diagnostic.places],
    }


def _said(diagnostic: Diagnostic) -> dict[str, object]:
    finding = diagnostic.finding
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "checklist": diagnostic.checklist,
        "message": finding.message,
        **place(finding.span),
        "labels": [{**place(label.span), "text": label.text} for label in finding.labels],
        "help": finding.help,
    }


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [{**place(edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
