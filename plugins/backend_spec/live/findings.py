"""A verdict as the panel in the browser shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from backend_spec.config import Config
from backend_spec.diagnostic import Diagnostic
from backend_spec.live.editor import address
from backend_spec.live.session import Judged
from backend_spec.live.subjects import Subject, subjects
from backend_spec.report.frame import frame, margin, split
from backend_spec.report.text import plain
from backend_spec.site.weave.mark import place_of
from backend_spec.text import Span

LIMIT = 500
"""So many findings are listed, the worst first; the rest is counted."""

PLACES = 50
"""So many places of one cause are listed."""

_TEXT = 200


@dataclass(frozen=True)
class Site:
    """Where the specification is: the folder on disk, its path in the docs folder, and the addresses of pages relative
    to the site's root, by their paths in the docs folder."""

    root: Path
    folder: str = ""
    url: Callable[[str], str | None] = lambda path: None

    def path(self, path: str) -> str:
        """The path in the docs folder of a document of the specification."""
        return path if self.folder in ("", ".") else f"{self.folder}/{path}"


def told(judged: Judged, site: Site) -> dict[str, object]:
    """All that the panel shows."""
    about = subjects(judged.analysis.diagnostics, judged.analysis.graph)
    diagnostics = list(zip(judged.report["diagnostics"], judged.analysis.diagnostics, about, strict=True))
    shown = sorted(diagnostics, key=lambda one: one[1].severity.rank)[:LIMIT]
    listing = _Listing(judged, site)
    counts = judged.report["summary"]
    return {
        "read": counts["documents"],
        "counts": {name: counts[name] for name in ("error", "warning", "info")},
        "documents": list(listing.documents(one for one, *_ in shown)),
        "findings": [listing.finding(*one) for one in shown],
        "omitted": len(diagnostics) - len(shown),
    }


class _Listing:
    def __init__(self, judged: Judged, site: Site):
        self._config: Config = judged.config
        self._sources = judged.analysis.sources
        self._titles = {one.path: one.title for one in judged.analysis.graph.documents}
        self._site = site
        self._split: dict[str, list[str]] = {}

    def documents(self, shown: Iterator[Mapping[str, Any]]) -> Iterator[dict[str, object]]:
        paths = {place["path"] for one in shown for place in (one, *one["places"][:PLACES])}
        for path in sorted(paths):
            title = self._titles.get(path)
            yield {
                "path": self._site.path(path),
                "title": title.value if title else path,
                "url": self._site.url(self._site.path(path)),
            }

    def finding(self, data: Mapping[str, Any], diagnostic: Diagnostic, about: Subject | None) -> dict[str, object]:
        fix = data["fix"] if data["fix"] and data["fix"]["safe"] else None
        return {
            **self._place(data, diagnostic.span),
            "severity": data["severity"],
            "rule": data["rule"],
            "rule_url": self._rule(data["rule"]),
            "message": data["message"],
            "help": data["help"],
            "frame": self._frame(data),
            "subject": asdict(about) if about else None,
            "places": [
                {**self._place(one, found.span), "message": one["message"], "rule": one["rule"]}
                for one, found in zip(data["places"][:PLACES], diagnostic.places, strict=False)
            ],
            "unlisted": max(0, len(diagnostic.places) - PLACES),
            "fix": {"title": fix["title"], "edits": len(fix["edits"])} if fix else None,
        }

    def _place(self, data: Mapping[str, Any], span: Span) -> dict[str, object]:
        path = self._site.path(data["path"])
        place = {name: data[name] for name in ("line", "column", "end_line", "end_column")}
        return {
            "id": data["fingerprint"],
            "path": path,
            **place,
            "text": span.text[:_TEXT],
            "anchor": place_of(data["fingerprint"]),
            "url": self._site.url(path),
            "editor": address(self._config.live.editor, self._site.root / data["path"], data["line"], data["column"]),
        }

    def _rule(self, rule: str) -> str | None:
        pages = self._config.rule_pages
        return None if pages is None or rule == "internal-error" else f"{pages}/#{rule}"

    def _frame(self, data: Mapping[str, Any]) -> list[str]:
        labels = data["labels"]
        width = margin([data, *labels])
        lines = frame(data, self._lines, plain, margin=width, mark="^", style=data["severity"])
        for label in labels:
            lines.append(f"{'':>{width}}::: {self._site.path(label['path'])}:{label['line']}:{label['column']}")
            lines += frame(label, self._lines, plain, margin=width, mark="-", style="label", text=label["text"])
        return lines

    def _lines(self, path: str) -> Sequence[str]:
        if path not in self._split:
            self._split[path] = split(self._sources[path].text)
        return self._split[path]
