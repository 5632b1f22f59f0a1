"""The report with one line per diagnostic, for editors and scripts."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.report.contract import Report
from backend_spec.report.frame import shown


def concise(report: Report, prefix: str = "") -> Iterator[str]:
    """Lines of the form `path:line:column: severity[rule] message`. `prefix` comes before paths."""
    for d in report["diagnostics"]:
        yield shown(f"{prefix}{d['path']}:{d['line']}:{d['column']}: {d['severity']}[{d['rule']}] {d['message']}")
