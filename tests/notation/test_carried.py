"""What was read out of a fence is carried to where the fence stands in the next version of its document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.carried import carried
from backend_spec.markdown import parse
from backend_spec.notation import json, mermaid, proto, sql
from backend_spec.text import Passage, Source
from properties.budget import budget

READERS: dict[str, Callable[[Passage], object]] = {
    "mermaid": mermaid.read, "json": json.read, "proto": proto.read, "protobuf": proto.read, "sql": sql.read,
}  # fmt: skip
ROOT = Path(__file__).parents[2]
CORPUS = (ROOT.parent / "shared" / "corpus").glob("**/*.md")  # beside the repository, not in it
DOCUMENTS = sorted((*(ROOT / "docs" / "backend").glob("*.md"), *CORPUS))


def agree(before: Source, after: Source) -> int:
    """The fences of two versions, read twice each: carried from the first, and anew. Returns how many there are."""
    count = 0
    for source in (before, after):
        for fence in parse(source).root.fences(*READERS):
            read = READERS[fence.language]
            assert carried(read, fence.body) == read(fence.body)
            count += 1
        assert source.pieces
        source.pieces.settle()
    return count


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_stands_further_down(path: Path, ending: str) -> None:
    text = path.read_text(encoding="utf-8").replace("\n", ending)
    before = Source("x.md", text).remembering()
    after = Source("x.md", f"é 😀{ending}{ending}{text}").remembering(before)
    agree(before, after)


def test_the_example_has_fences() -> None:
    text = (ROOT / "docs" / "backend" / "api_specification.md").read_text(encoding="utf-8")
    before = Source("x.md", text).remembering()
    assert agree(before, Source("x.md", "\n" + text).remembering(before)) > 200


LINES = [
    *("sequenceDiagram\n", "A->>B: x\n", "Note over A: y\n", "flowchart LR\n", "a --> b\n", '{"a": [1, "x"]}\n'),
    *("message A {\n", "  string b = 1;\n", "}\n", "CREATE TABLE t (id INT);\n", "é\n", "\n", "é é", "  ", "> ", "|"),
    *("```mermaid\n", "```json\n", "```proto\n", "```sql\n", "```\n", "- ", "# a\n"),
]


@budget(200)
@given(st.lists(st.sampled_from(LINES), max_size=30), st.data())
def test_whatever_changes_around(lines: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(lines)))
    before = Source("x.md", "".join(lines)).remembering()
    changed = [*lines[:cut], data.draw(st.sampled_from(LINES)), *lines[cut + data.draw(st.integers(0, 2)) :]]
    agree(before, Source("x.md", "".join(changed)).remembering(before))
