"""What holds for every way of showing a report, whatever stands in the lines that are shown."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from backend_spec.config import Config
from backend_spec.project import Project
from backend_spec.report.concise import concise
from backend_spec.report.contract import contract
from backend_spec.report.frame import WIDTH, frame, split
from backend_spec.report.text import colour, diagnostics, plain, summary
from properties.budget import budget
from properties.documents import encoded, specifications

CHARACTERS = (
    "ab |`#\t\0\x07\x1b\x7f\x85\xa0\xad\u0301\u0e31\u0903\u200b\u200d\u200e\u2028\u202e\ufe0f\ufeff\ufffd"
    "中文ｱﾞ한😀👩🏽①é"
)


def terminal_columns(text: str) -> int:
    """How many columns a terminal takes for a text that it can show: the Unicode categories and widths decide."""
    assert all(character.isprintable() for character in text), text
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


@st.composite
def marked_lines(draw: st.DrawFn) -> tuple[str, int, int]:
    """A line, and a part of it that is to be marked."""
    line = "".join(draw(st.lists(st.sampled_from(CHARACTERS), min_size=1, max_size=300)))
    start = draw(st.integers(0, len(line)))
    return line, start, draw(st.integers(start, len(line)))


@budget(400)
@given(marked_lines())
@example(("", 0, 0))
@example(("中" * 200, 100, 102))
@example(("\u200b\u200da", 2, 3))
def test_marks_stand_under_what_they_mark(marked: tuple[str, int, int]) -> None:
    line, start, end = marked
    place = {"path": "x.md", "line": 1, "column": start + 1, "end_line": 1, "end_column": end + 1}
    above, below = frame(place, lambda path: [line], plain, margin=1, mark="^", style="error")
    shown, marks = above.removeprefix("1 |").removeprefix(" "), below.removeprefix("  | ")
    assert set(marks) <= {" ", "^"}
    assert marks.endswith("^")
    assert terminal_columns(shown) <= WIDTH
    # What stands above the marks is the marked text as it is shown, or its visible part.
    wanted = "".join(visible(character) for character in line[start:end])
    first, last = marks.index("^"), len(marks)
    covered, column = "", 0
    for character in shown:
        width = terminal_columns(character)
        if first <= column and column + width <= last and (width or column > first):
            covered += character
        column += width
    if sum(terminal_columns(visible(character)) for character in line) <= WIDTH:
        assert strip_marks(covered).rstrip() == strip_marks(wanted).rstrip() or not strip_marks(wanted).strip()
        assert first == sum(terminal_columns(visible(character)) for character in line[:start])
    elif wanted:
        assert strip_marks(covered).strip("… ") in strip_marks(wanted)


def visible(character: str) -> str:
    return "    " if character == "\t" else character if character.isprintable() else "\ufffd"


def strip_marks(text: str) -> str:
    """A text without characters that take no column: whether they count to the one before is a matter of taste."""
    return "".join(character for character in text if terminal_columns(character))


@budget(60)
@given(specifications())
def test_every_report_can_be_shown(texts: dict[str, str]) -> None:
    analysis = Project(Config()).analyse(encoded(texts))
    report = contract(analysis)
    lines = {path: split(source.text) for path, source in analysis.sources.items()}
    assert {path: len(found) for path, found in lines.items()} == {
        path: len(source.starts) for path, source in analysis.sources.items()
    }
    for paint in (plain, colour):
        for line in diagnostics(report, lines.__getitem__, paint, "docs/"):
            assert not re.search(r"[\r\n\0\x07]", line), line
            assert "\x1b" not in re.sub(r"\x1b\[[0-9;]*m", "", line), line
        assert list(summary(report, {"entities": {"service": 1}, "other": 2, "seconds": "0.1 s"}, paint))
    short = list(concise(report, "docs/"))
    assert len(short) == len(report["diagnostics"])
    assert all(re.match(r"docs/[\w/]+\.md:\d+:\d+: (error|warning|info)\[[a-z-]+\] \S", line) for line in short)
    assert not any(re.search(r"[\r\n\0\x1b]", line) for line in short)
