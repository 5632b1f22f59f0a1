"""The generator's specifications are correct, and say the same whoever writes them."""

from __future__ import annotations

import cProfile
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grpc_tools
import pytest
import sqlglot
from grpc_tools import protoc

from backend_spec.config import Config
from backend_spec.export.graph import graph as exported
from backend_spec.project import Analysis, Project, analyse
from generate import generate
from generator.style import STYLES

EVERY = range(len(STYLES))


@cache
def analysed(style: int, factor: int = 1) -> Analysis:
    return analyse({path: text.encode() for path, text in generate(factor, style).items()})


def findings(analysis: Analysis) -> list[str]:
    return [f"{d.finding.span.source.path}:{d.finding.span.first.line} {d.rule} {d.finding.message}"
            for d in analysis.diagnostics]  # fmt: skip


@pytest.mark.parametrize("style", EVERY)
def test_nothing_is_found(style: int) -> None:
    assert findings(analysed(style)) == []


@pytest.mark.parametrize("style", EVERY)
def test_every_checklist_item_passes_and_has_examined_something(style: int) -> None:
    items = analysed(style).checklist
    assert len(items) == 15
    assert [(item.number, item.status) for item in items if item.status != "pass"] == []


@pytest.mark.parametrize("style", EVERY)
def test_the_ledger_says_that_everything_was_read(style: int) -> None:
    ledgers = analysed(style).ledgers
    assert len(ledgers) == 8
    for path, ledger in ledgers.items():
        unread = [(span.first.line, span.text[:80]) for span in ledger.unread]
        assert (path, unread) == (path, [])
        assert (ledger.rows, ledger.fences, ledger.arrows) == (ledger.rows_read, ledger.fences_read, ledger.arrows_read)


def names(analysis: Analysis) -> dict[str, Counter[str]]:
    """Per kind, what a specification declares; `:id` is written `{id}`, and diagrams count as they are."""
    found: dict[str, Counter[str]] = {}
    for entity in exported(analysis)["entities"]:
        name = re.sub(r":(\w+)", r"{\1}", entity["name"]) if entity["kind"] == "endpoint" else entity["name"]
        found.setdefault(entity["kind"], Counter())[name] += 1
    return found


def references(analysis: Analysis) -> Counter[tuple[str, str, str, str]]:
    """What refers to what, wherever that leads to something."""
    return Counter(
        (ref["path"], ref["kind"], ref["target"]["kind"], re.sub(r"/:(\w+)", r"/{\1}", ref["target"]["name"]))
        for ref in exported(analysis)["references"]
        if ref["target"]
    )


@pytest.mark.parametrize("style", EVERY[1:])
def test_the_graph_has_the_same_names_whatever_the_style(style: int) -> None:
    assert names(analysed(style)) == names(analysed(0))


@pytest.mark.parametrize("style", EVERY[1:])
def test_the_documents_refer_to_the_same_things_whatever_the_style(style: int) -> None:
    expected, found = set(references(analysed(0))), set(references(analysed(style)))
    assert (expected - found, found - expected) == (set(), set())


@pytest.mark.parametrize("style", EVERY)
def test_no_reference_leads_nowhere(style: int) -> None:
    lost = [(ref["path"], ref["line"], ref["kind"], ref["text"])
            for ref in exported(analysed(style))["references"] if not ref["target"]]  # fmt: skip
    assert lost == []


def test_a_kind_may_be_split_over_several_files() -> None:
    analysis = analysed(3, factor=3)
    assert findings(analysis) == []
    assert len(analysis.ledgers) == 24
    assert all(ledger.unread == () for ledger in analysis.ledgers.values())


FENCE = re.compile(r"^(```|~~~)(\w+)\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)


def fences(style: int) -> Iterator[tuple[str, str, str]]:
    """Path, language and content of every fence."""
    for path, text in generate(2, style).items():
        for _, language, body in FENCE.findall(text.replace("\r\n", "\n")):
            yield path, language, body


@pytest.mark.parametrize("style", EVERY)
def test_the_diagrams_are_valid_mermaid(style: int) -> None:
    merman = pytest.importorskip("merman")
    engine = merman.Merman()
    diagrams = [(path, body) for path, language, body in fences(style) if language == "mermaid"]
    assert len(diagrams) == 45
    assert [(path, body) for path, body in diagrams if not engine.validate(body, "{}").valid] == []


@pytest.mark.parametrize("style", EVERY)
def test_the_examples_are_valid_json(style: int) -> None:
    assert all(isinstance(json.loads(body), dict) for _, language, body in fences(style) if language == "json")


def test_the_ddl_is_valid_sql() -> None:
    tables = [body for _, language, body in fences(0) if language == "sql" and body.startswith("CREATE TABLE")]
    assert len(tables) == 15
    for body in tables:
        assert all(isinstance(one, sqlglot.exp.Create) for one in sqlglot.parse(body, dialect="postgres"))


def test_the_definitions_are_valid_proto(tmp_path: Path) -> None:
    place = re.compile(r"`(ledger/[\w/]+\.proto)`|^```proto\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
    file = tmp_path
    for text in generate(2, 0).values():
        for path, body in place.findall(text):
            if path:
                file = tmp_path / path
                file.parent.mkdir(parents=True, exist_ok=True)
            else:
                with file.open("a", encoding="utf-8") as out:
                    out.write(body + "\n")
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.proto"))
    included = Path(grpc_tools.__file__).parent / "_proto"
    result = tmp_path / "result"
    assert len(files) == 8
    assert protoc.main(["protoc", f"-I{tmp_path}", f"-I{included}", f"-o{result}", *files]) == 0


def calls(factor: int) -> int:
    """How many functions are called to link and judge a specification whose files have been read before."""
    files = {path: text.encode() for path, text in generate(factor, 0).items()}
    project = Project(Config())
    project.analyse(files)
    profile = cProfile.Profile()
    profile.runcall(project.analyse, files)
    return sum(entry.callcount for entry in profile.getstats())


def test_the_work_grows_no_faster_than_the_specification() -> None:
    # Counting calls is as good as a clock here, and gives the same answer on every machine.
    assert calls(12) < 4 * 1.1 * calls(3)
