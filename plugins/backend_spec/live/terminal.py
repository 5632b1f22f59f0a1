"""What the terminal shows of a session: after each save only what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from backend_spec.live.changes import Changes, changes
from backend_spec.live.session import Judged
from backend_spec.report import text
from backend_spec.report.contract import Report
from backend_spec.report.frame import Paint, shown, split

GONE = 10
"""So many findings that are gone are listed, the others counted."""

_NOUNS = (("error", "error"), ("warning", "warning"), ("info", "hint"))


class Terminal:
    """Tells verdicts, each compared with the one that it told before. `prefix` comes before paths."""

    def __init__(self, out: TextIO, prefix: str = ""):
        self._out = out
        self._paint: Paint = text.colour if text.colours(out) else text.plain
        self._prefix = prefix
        self._last: Report | None = None

    def tell(self, judged: Judged, seconds: float) -> None:
        """Print what is different, and a line that sums up."""
        differences = changes(self._last, judged.report)
        first, self._last = self._last is None, judged.report
        self._write(lines(judged, differences, self._paint, self._prefix))
        self._write([summary(judged.report, None if first else differences, seconds, self._paint)])

    def recall(self) -> None:
        """Print again what the last verdict sums up to: there were complaints since."""
        if self._last:
            self._write([summary(self._last, None, None, self._paint)])

    def complain(self, message: str) -> None:
        """Say why there is no verdict. The last one stays."""
        first, *others = message.splitlines() or [""]
        self._write([self._paint("✗ ", "error") + first, *(f"  {line}".rstrip() for line in others)])

    def _write(self, told: Sequence[str] | Iterator[str]) -> None:
        try:
            self._out.write("".join(f"{line}\n" for line in told))
            self._out.flush()
        except (OSError, ValueError):
            return  # nobody reads any more: the session goes on for those who look on in a browser


def lines(judged: Judged, differences: Changes, paint: Paint, prefix: str) -> Iterator[str]:
    """The new findings with their places, and those that are gone."""
    known: dict[str, list[str]] = {}

    def read(path: str) -> list[str]:
        if path not in known:
            known[path] = split(judged.analysis.sources[path].text)
        return known[path]

    for diagnostic in differences.new:
        yield from text.one(diagnostic, read, paint, prefix)
        yield ""
    for diagnostic in differences.gone[:GONE]:
        yield _gone(diagnostic, paint, prefix)
    if more := differences.gone[GONE:]:
        yield paint("fixed", "good") + paint(f"  and {len(more):,} more", "dim")


def _gone(diagnostic: Mapping[str, object], paint: Paint, prefix: str) -> str:
    where = f"{prefix}{shown(str(diagnostic['path']))}:{diagnostic['line']}"
    said = f"  {diagnostic['severity']}[{diagnostic['rule']}] {where} {shown(str(diagnostic['message']))}"
    return paint("fixed", "good") + paint(said, "dim")


def summary(report: Report, differences: Changes | None, seconds: float | None, paint: Paint) -> str:
    """`2 errors, 1 warning  (+1 −2)  38 ms`."""
    counts = report["summary"]
    parts = [paint(text.counted(counts[s], noun), s) for s, noun in _NOUNS if counts[s]]
    told = ", ".join(parts) or paint("✓ no findings", "good")
    if not counts["documents"]:
        told = paint("no specification document was found", "warning")
    if differences and (differences.plus or differences.minus):
        signs = [f"{sign}{count:,}" for sign, count in (("+", differences.plus), ("−", differences.minus)) if count]
        told += paint(f"  ({' '.join(signs)})", "dim")
    return told if seconds is None else told + paint(f"  {round(seconds * 1000):,} ms", "dim")
