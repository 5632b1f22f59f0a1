"""What holds for the whole pipeline, whatever the files hold."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend_spec.config import Config
from backend_spec.export.graph import graph
from backend_spec.files import read_folder
from backend_spec.graph.lookup import NOUNS
from backend_spec.kinds import KINDS
from backend_spec.kinds.database.naming import form
from backend_spec.project import Analysis, Project
from backend_spec.report.contract import contract
from backend_spec.store import Store
from properties.budget import budget
from properties.documents import MUTATIONS, Mutation, encoded, excerpts, mutated, nasty, paths, specifications
from specification import EXAMPLE

KIND_NAMES = [kind.name for kind in KINDS]


def judged(files: dict[str, bytes], project: Project | None = None) -> tuple[Analysis, str]:
    """The analysis and all that is said of it, as JSON."""
    analysis = (project or Project(Config())).analyse(files)
    return analysis, said(analysis)


def said(analysis: Analysis) -> str:
    return json.dumps({"report": contract(analysis), "graph": graph(analysis)}, ensure_ascii=False, indent=1)


def assert_sound(files: dict[str, bytes], project: Project | None = None) -> None:
    """Nothing crashed, and every place lies in its file."""
    analysis, text = judged(files, project)
    crashes = [d.finding.message for d in analysis.diagnostics if d.rule == "internal-error"]
    assert not crashes, crashes
    places_lie_in_their_files(analysis, json.loads(text))
    ledgers_add_up(json.loads(text)["report"])


def places_lie_in_their_files(analysis: Analysis, data: dict) -> None:
    lines = {path: re.split(r"\r\n?|\n", source.text) for path, source in analysis.sources.items()}

    def check(place: dict) -> None:
        content = lines[place["path"]]
        assert 1 <= place["line"] <= len(content), place
        assert 1 <= place["column"] <= len(content[place["line"] - 1]) + 1, place
        if "end_line" in place:
            assert place["line"] <= place["end_line"] <= len(content), place
            assert 1 <= place["end_column"] <= len(content[place["end_line"] - 1]) + 1, place
            assert (place["line"], place["column"]) <= (place["end_line"], place["end_column"]), place

    for diagnostic in data["report"]["diagnostics"]:
        assert diagnostic["message"]
        for place in (diagnostic, *diagnostic["labels"], *(diagnostic["fix"] or {"edits": ()})["edits"]):
            check(place)
    for entry in (*data["graph"]["entities"], *data["graph"]["references"]):
        check(entry)
    for noun in NOUNS:
        for entity in analysis.graph.all(noun):
            assert is_written(entity.kind, entity.key, entity.name.span.text), (entity.kind, entity.name)


def is_written(kind: str, name: str, text: str) -> bool:
    """Whether the text at an entity's place is its name, as far as a name is written in one place."""
    if kind == "diagram":
        return True  # named by number
    if kind in ("rpc", "message", "enum"):  # a type within another one has the other's name before its own
        name = name.rpartition(".")[2]
    if kind == "endpoint" and " " not in text:
        name = name.partition(" ")[2]  # a table may have a column for methods
    if kind == "error-range" and text.strip().isdigit():  # a range of one code
        text = f"{text.strip()}-{text.strip()}"
    if kind == "table":  # a heading may give the name in words
        return form(text) == form(name)
    return " ".join(text.split()) == name


def ledgers_add_up(report: dict) -> None:
    for entry in report["ledger"]:
        for sort in ("rows", "fences", "arrows"):
            assert 0 <= entry[f"{sort}_read"] <= entry[sort]


@budget(150)
@given(st.dictionaries(st.one_of(paths, st.sampled_from(["x.md", "a/b/api.md"])), st.binary(max_size=300), max_size=4))
@example({"api_specification.md": b"\xff\xfe\x00"})
@example({"api_specification.md": b"", "grpc_specification.md": b"\n", "architecture.md": b"# Architecture"})
def test_any_bytes_can_be_judged(files: dict[str, bytes]) -> None:
    assert_sound(files)


@budget(300)
@given(specifications())
def test_any_damaged_specification_can_be_judged(texts: dict[str, str]) -> None:
    assert_sound(encoded(texts))


WHOLE = Project(Config())
"""Keeps what it read of the documents that stay as they are."""


@budget(25)
@given(paths, st.sampled_from(MUTATIONS), st.integers(0, 10**6), st.integers(1, 40), nasty)
def test_any_damage_to_the_whole_example_can_be_judged(
    path: str, mutation: Mutation, at: int, count: int, other: str
) -> None:
    files = read_folder(EXAMPLE)
    files[path] = mutation(files[path].decode(), at, count, other).encode("utf-8", "surrogatepass")
    assert_sound(files, WHOLE)


@budget(100)
@given(paths.flatmap(mutated), st.sampled_from(KIND_NAMES))
def test_any_document_can_be_read_as_any_kind(text: str, kind: str) -> None:
    """A document of one kind under the name of another."""
    assert_sound({"page.md": text.encode("utf-8", "surrogatepass")}, Project(Config(documents={kind: ("page.md",)})))


@budget(60)
@given(specifications(), st.integers(0, 2**32))
def test_the_order_of_files_makes_no_difference(texts: dict[str, str], seed: int) -> None:
    files = encoded(texts)
    order = sorted(files)
    Random(seed).shuffle(order)
    assert judged({path: files[path] for path in order})[1] == judged(files)[1]


@budget(60)
@given(specifications(), st.sampled_from(["\r\n", "\r"]))
def test_line_endings_make_no_difference(texts: dict[str, str], ending: str) -> None:
    texts = {path: re.sub(r"\r\n?", "\n", text) for path, text in texts.items()}
    other = {path: text.replace("\n", ending) for path, text in texts.items()}
    assert same_endings(judged(encoded(other))[1]) == judged(encoded(texts))[1]


def same_endings(text: str) -> str:
    return re.sub(r"\\r\\n|\\r", r"\\n", text)


@budget(60)
@given(specifications())
def test_a_byte_order_mark_makes_no_difference(texts: dict[str, str]) -> None:
    files = {path: data for path, data in encoded(texts).items() if not data.startswith(b"\xef\xbb\xbf")}
    assert judged({path: b"\xef\xbb\xbf" + data for path, data in files.items()})[1] == judged(files)[1]


@budget(60)
@given(specifications(), paths.flatmap(mutated), st.sampled_from(["configured", "asked", "unknown"]))
def test_another_file_makes_no_difference(texts: dict[str, str], text: str, how: str) -> None:
    """A file that is no specification document is listed, and that is all."""
    config = Config(documents={"other": ("notes/other.md",)}) if how == "configured" else Config()
    if how == "asked":
        text = f"---\nspec: other\n---\n\n{text}"
    elif how == "unknown":
        text = "# Minutes\n\n" + re.sub(r"^(#+ |---$)", "", text, flags=re.MULTILINE)
    path = "notes/other.md"
    before = json.loads(judged(encoded(texts), Project(config))[1])
    after = json.loads(judged(encoded({**texts, path: text}), Project(config))[1])
    listed = [document for document in after["graph"]["documents"] if document["path"] == path]
    assert [document["kind"] for document in listed] == ["other"]
    after["graph"]["documents"].remove(listed[0])
    assert after == before


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, str]]:
    """States that a folder goes through: files are added, changed, renamed, deleted, restored."""
    states = [draw(specifications())]
    for _ in range(draw(st.integers(1, 4))):
        state = dict(draw(st.sampled_from(states)))
        change = draw(st.sampled_from(["edit", "add", "delete", "rename", "back"]))
        if change == "edit" and state:
            path = draw(st.sampled_from(sorted(state)))
            at = draw(st.integers(0, 20_000)) % (len(state[path]) + 1)
            state[path] = state[path][:at] + draw(nasty) + state[path][at:]
        elif change == "add":
            path = draw(paths)
            state[path] = draw(excerpts(path))
        elif change == "delete" and state:
            del state[draw(st.sampled_from(sorted(state)))]
        elif change == "rename" and state:
            state["more/" + draw(paths)] = state.pop(draw(st.sampled_from(sorted(state))))
        states.append(state)
    return states


@budget(25)
@given(histories())
def test_one_project_says_what_a_fresh_one_says(states: list[dict[str, str]]) -> None:
    project = Project(Config())
    for state in states:
        assert judged(encoded(state), project)[1] == judged(encoded(state))[1]


@budget(15)
@given(states=histories(), restarts=st.lists(st.booleans(), min_size=5, max_size=5))
def test_a_store_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]], restarts: list[bool]
) -> None:
    root = tmp_path_factory.mktemp("store")
    project = Project(Config(), Store(root))
    for state, restart in zip(states, restarts, strict=False):
        if restart:
            project = Project(Config(), Store(root))
        assert judged(encoded(state), project)[1] == judged(encoded(state))[1]


HASHED = """
import hashlib, json, sys
from pathlib import Path
from backend_spec.config import Config
from backend_spec.export.graph import graph
from backend_spec.files import read_folder
from backend_spec.project import Project
from backend_spec.report.contract import contract
analysis = Project(Config()).analyse(read_folder(Path(sys.argv[1])))
said = json.dumps({"report": contract(analysis), "graph": graph(analysis)}, ensure_ascii=False, indent=1)
print(len(analysis.diagnostics), hashlib.sha256(said.encode()).hexdigest())
"""


def test_the_hash_seed_makes_no_difference(tmp_path: Path) -> None:
    """The example with every fourth table row and every ninth heading taken out gives hundreds of diagnostics."""
    for path, data in read_folder(EXAMPLE).items():
        counts = {"|": 0, "#": 0}
        kept = []
        for line in data.decode().splitlines():
            first = line[:1]
            if first in counts:
                counts[first] += 1
                if counts[first] % {"|": 4, "#": 9}[first] == 0 and not set(line) <= set("|- :"):
                    continue
            kept.append(line)
        (tmp_path / path).write_bytes("\n".join(kept).encode())
    analysis, text = judged(read_folder(tmp_path))
    wanted = f"{len(analysis.diagnostics)} {hashlib.sha256(text.encode()).hexdigest()}"
    assert len(analysis.diagnostics) > 100
    started = [
        subprocess.Popen(
            [sys.executable, "-c", HASHED, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("0", "1", "4294967295")
    ]
    assert [process.communicate()[0].strip() for process in started] == [wanted] * 3
