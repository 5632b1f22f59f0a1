"""Edits of a whole specification: what is kept from version to version makes no difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from backend_spec.config import Config
from backend_spec.live.session import Session
from backend_spec.project import Project
from properties.budget import budget
from properties.test_pipeline import said

EXAMPLE = Path(__file__).parents[2] / "docs" / "backend"
DOCUMENTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.glob("*.md"))}

Edit = Callable[[list[str], int, int], list[str]]
EDITS: dict[str, Edit] = {
    "delete": lambda lines, start, end: [],
    "double": lambda lines, start, end: lines[start:end] * 2,
    "cut": lambda lines, start, end: [line[: len(line) // 2] + "\n" for line in lines[start:end]],
    "misspell": lambda lines, start, end: [line.replace("er", "re", 1) for line in lines[start:end]],
    "open a fence": lambda lines, start, end: ["```\n", *lines[start:end]],
    "open a comment": lambda lines, start, end: ["<!--\n", "\n", *lines[start:end]],
    "head": lambda lines, start, end: ["\n", "## Something else\n", "\n", *lines[start:end]],
    "quote": lambda lines, start, end: [f"> {line}" for line in lines[start:end]],
    "indent": lambda lines, start, end: [f"  {line}" for line in lines[start:end]],
    "define": lambda lines, start, end: ["\n", "[x]: y\n", "\n", *lines[start:end]],
    "use other line endings": lambda lines, start, end: [line.replace("\n", "\r\n") for line in lines[start:end]],
}
"""By what it does, what an edit makes of some lines."""

edits = st.tuples(
    st.sampled_from(sorted(DOCUMENTS)), st.sampled_from(sorted(EDITS)), st.floats(0, 1), st.sampled_from((1, 2, 30))
)


def edited(files: dict[str, str], edit: tuple[str, str, float, int]) -> dict[str, str]:
    name, what, where, count = edit
    lines = files[name].splitlines(keepends=True)
    start = int(where * (len(lines) - 1))
    return files | {name: "".join([*lines[:start], *EDITS[what](lines, start, start + count), *lines[start + count :]])}


@budget(4)
@given(st.lists(edits, min_size=2, max_size=4), st.booleans())
def test_any_edits_end_as_if_it_were_the_beginning(history: list[tuple[str, str, float, int]], prepared: bool) -> None:
    files, session = DOCUMENTS, Session()
    session.judge({name: text.encode() for name, text in files.items()}, Config())
    if prepared:
        session.prepare()
    for edit in history:
        files = edited(files, edit)
        encoded = {name: text.encode() for name, text in files.items()}
        assert said(session.judge(encoded, Config()).analysis) == said(Project(Config()).analyse(encoded))
