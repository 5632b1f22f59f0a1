"""The report for people at a terminal: code frames, then a summary."""

from __future__ import annotations

import os
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from backend_spec.report.contract import Report
from backend_spec.report.frame import Lines, Paint, frame, margin, shown

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "gutter": "2",
    "label": "34",
    "bold": "1",
    "good": "32",
    "dim": "2",
}
_SIGNS = {"pass": "✓", "fail": "✗", "not-applicable": "–"}
_SIGN_STYLES = {"pass": "good", "fail": "error", "not-applicable": "dim"}


FRAMED = 3
"""So many of the places that a diagnostic stands for are shown with their lines, the others by their numbers."""


def colours(out: TextIO) -> bool:
    """Colours for a terminal, unless NO_COLOR is set; FORCE_COLOR asks for them anywhere."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (out.isatty() and os.environ.get("TERM") != "dumb")


def colour(text: str, style: str) -> str:
    """A `Paint` for a terminal that shows colours."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def plain(text: str, style: str) -> str:
    """A `Paint` that leaves texts as they are."""
    return text


def diagnostics(report: Report, lines: Lines, paint: Paint, prefix: str = "") -> Iterator[str]:
    """Every diagnostic with its code frames, a blank line after each. `prefix` comes before paths."""
    for diagnostic in report["diagnostics"]:
        yield from one(diagnostic, lines, paint, prefix)
        yield ""


def one(diagnostic: Mapping[str, object], lines: Lines, paint: Paint, prefix: str = "") -> Iterator[str]:
    """One diagnostic: heading, frame, a frame per label, the places that it stands for, help, where its rule is
    explained."""
    severity = str(diagnostic["severity"])
    own: Sequence[Mapping[str, object]] = diagnostic["labels"]  # type: ignore[assignment]
    places: Sequence[Mapping[str, object]] = diagnostic["places"]  # type: ignore[assignment]
    shown_here = {_where(place, "") for place in (diagnostic, *own)}
    others = list({_where(place, ""): place for place in places if _where(place, "") not in shown_here}.values())
    labels = [*own, *({**place, "text": place["message"]} for place in others[:FRAMED])]
    width = margin([diagnostic, *labels])
    yield paint(f"{severity}[{diagnostic['rule']}]", severity) + paint(f": {shown(str(diagnostic['message']))}", "bold")
    yield paint(f"{'':>{width}}--> ", "gutter") + _where(diagnostic, prefix)
    yield paint(f"{'':>{width}} |", "gutter")
    yield from frame(diagnostic, lines, paint, margin=width, mark="^", style=severity)
    for label in labels:
        yield paint(f"{'':>{width}}::: ", "gutter") + _where(label, prefix)
        yield paint(f"{'':>{width}} |", "gutter")
        yield from frame(label, lines, paint, margin=width, mark="-", style="label", text=shown(str(label["text"])))
    more, kinds = _more(others[FRAMED:], prefix), _kinds(places)
    told = (("places", more), ("rules", kinds), ("help", diagnostic["help"]), ("rule", _explained(diagnostic)))
    for name, text in told:
        if text:
            filled = textwrap.wrap(shown(str(text)), 96, break_long_words=False, break_on_hyphens=False)
            for index, line in enumerate(filled):
                start = f"= {name}: " if index == 0 else " " * (len(name) + 4)
                yield paint(f"{'':>{width}} ", "gutter") + paint(start, "dim") + line


def _more(places: Sequence[Mapping[str, object]], prefix: str) -> str:
    """Further places in words, the lines of each file together: `and 3 more: api.md:12, 40; auth.md:7`."""
    lines: dict[str, list[str]] = {}
    for place in places:
        number = str(place["line"])
        known = lines.setdefault(str(place["path"]), [])
        if number not in known:
            known.append(number)
    listed = "; ".join(f"{prefix}{path}:{', '.join(numbers)}" for path, numbers in lines.items())
    return f"and {len(places):,} more: {listed}" if places else ""


def _kinds(places: Sequence[Mapping[str, object]]) -> str:
    """Which rules report how many of the places; nothing where there are no places."""
    counts = Counter(str(place["rule"]) for place in places)
    return ", ".join(f"{rule} {count:,}" for rule, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _explained(diagnostic: Mapping[str, object]) -> str:
    """Where the rule is explained: the address of its page, or the command where the site's address is not known."""
    url = str(diagnostic["url"] or "")
    if not url or diagnostic["rule"] == "internal-error":
        return ""
    return url if "://" in url else f"backend-spec explain {diagnostic['rule']}"


def summary(report: Report, extras: Mapping[str, object], paint: Paint) -> Iterator[str]:
    """What was read and how it was judged. `extras` holds what is not in the contract: entities per kind, files that
    are no specification documents, seconds."""
    entities: Mapping[str, int] = extras["entities"]  # type: ignore[assignment]
    counts = report["summary"]
    documents = counted(counts["documents"], "document")
    if extras["other"]:
        documents += f", {counted(int(str(extras['other'])), 'other file')} left alone"
    yield paint("Read", "bold") + f"       {documents}"
    held = "\0· ".join(_entities(n, kind).replace(" ", "\0") for kind, n in entities.items() if n)
    for line in textwrap.wrap(held, 100, break_on_hyphens=False):  # a number stays with its noun
        yield "           " + line.replace("\0", " ")
    for line in _unread(report):
        yield paint(f"           {line}", "warning")
    yield ""
    yield paint("Checklist", "bold")
    for item in report["checklist"]:
        sign = paint(_SIGNS[item["status"]], _SIGN_STYLES[item["status"]])
        told = f"{item['examined']:>6} examined"
        if item["findings"]:
            told += paint(f", {counted(item['findings'], 'finding')}", "error")
        elif item["status"] == "not-applicable":
            told = paint("    not applicable", "dim")
        yield f"  {sign} {item['item']:>2}  {item['title']:<92} {told}"
    yield ""
    yield _verdict(report, paint) + paint(f"  ({extras['seconds']})", "dim")


_LANGUAGES = {"mermaid": "Mermaid", "proto": "proto", "sql": "SQL", "json-schema": "JSON Schema"}


def _unread(report: Report) -> Iterator[str]:
    """What was not understood or not judged, per document; nothing when all was."""
    for entry in report["ledger"]:
        missing = [
            f"{entry[kind] - entry[f'{kind}_read']} of {counted(entry[kind], kind[:-1])}"
            for kind in ("rows", "fences", "arrows")
            if entry[kind] > entry[f"{kind}_read"]
        ]
        if missing:
            yield f"not understood in {shown(entry['path'])}: {', '.join(missing)}"
        if entry.get("unanalysed"):
            yield f"not analysed in {shown(entry['path'])}: {counted(entry['unanalysed'], 'SQL statement')}"
    for language, title in _LANGUAGES.items():
        count = sum(language in entry.get("unchecked", ()) for entry in report["ledger"])
        if count:
            yield f"{title} syntax not checked here, in {counted(count, 'document')}: its compiler is not installed"


def _verdict(report: Report, paint: Paint) -> str:
    counts, names = report["summary"], {"error": "error", "warning": "warning", "info": "hint"}
    parts = [paint(counted(counts[s], name), s) for s, name in names.items() if counts[s]]
    if not parts:
        return paint("No findings.", "good")
    findings = sum(len(diagnostic["places"]) or 1 for diagnostic in report["diagnostics"])
    several = f", {findings:,} findings in all" if findings > len(report["diagnostics"]) else ""
    return "Found " + ", ".join(parts) + several + "."


def _where(place: Mapping[str, object], prefix: str) -> str:
    return f"{prefix}{shown(str(place['path']))}:{place['line']}:{place['column']}"


_NOUNS = {"error": "error code", "rpc": "RPC", "grpc-service": "gRPC service"}


def noun(kind: str) -> str:
    """What people call an entity of a kind."""
    return _NOUNS.get(kind, kind.replace("-", " "))


def _entities(count: int, kind: str) -> str:
    return counted(count, noun(kind))


def counted(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
