"""The command as its users run it: a process, its output, its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from specification import API, BROKEN, ERRORS, OPTIONS, folder

QUIET = {"rules": {"missing-section": "off"}}


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "backend_spec", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "BACKEND_SPEC_CACHE": str(cwd / ".kept"), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a mkdocs.yml and a specification in docs/spec that has one error."""
    (tmp_path / "mkdocs.yml").write_text(OPTIONS)
    folder(tmp_path / "docs" / "spec", api_specification=BROKEN, error_specification=ERRORS)
    return tmp_path


def test_an_error_is_shown_at_its_cell(project: Path) -> None:
    result = run("check", cwd=project)
    assert result.returncode == 1
    assert result.stderr == ""
    assert "error[undefined-error]" in result.stdout
    assert "--> docs/spec/api_specification.md:23:18" in result.stdout
    assert "23 | | 403         | `1030` | account locked      |" in result.stdout
    assert "   |                  ^^^^\n" in result.stdout
    assert "Found 1 error." in result.stdout
    assert "\x1b[" not in result.stdout


def test_a_correct_specification_has_status_0(project: Path) -> None:
    folder(project / "docs" / "spec", api_specification=API)
    result = run("check", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert "No findings." in result.stdout


def test_concise_is_one_line_each(project: Path) -> None:
    result = run("check", "--format", "concise", cwd=project)
    assert result.returncode == 1
    [line] = result.stdout.splitlines()
    assert line.startswith("docs/spec/api_specification.md:23:18: error[undefined-error] ")


def test_json_keeps_the_contract(project: Path) -> None:
    result = run("check", "--format", "json", cwd=project)
    report = json.loads(result.stdout)
    assert list(report) == ["schema_version", "tool", "summary", "checklist", "ledger", "diagnostics"]
    assert report["schema_version"] == 1
    assert report["summary"] == {"error": 1, "warning": 0, "info": 0, "documents": 2}
    assert [item["item"] for item in report["checklist"]] == list(range(1, 16))
    [diagnostic] = report["diagnostics"]
    assert {key: diagnostic[key] for key in ("rule", "severity", "checklist", "path", "line", "column")} == {
        "rule": "undefined-error",
        "severity": "error",
        "checklist": 1,
        "path": "api_specification.md",
        "line": 23,
        "column": 18,
    }
    assert (diagnostic["end_line"], diagnostic["end_column"]) == (23, 22)
    assert list(diagnostic) == [
        "rule", "severity", "checklist", "message", "path", "line", "column", "end_line", "end_column", "labels",
        "help", "fix", "url", "fingerprint", "places",
    ]  # fmt: skip
    assert diagnostic["url"].endswith("rules/#undefined-error")


def test_kept_and_anew_say_the_same(project: Path) -> None:
    formats = ("--format", "json")
    anew = run("check", *formats, "--no-cache", cwd=project)
    assert not (project / ".kept").exists()
    first, again = run("check", *formats, cwd=project), run("check", *formats, cwd=project)
    assert (project / ".kept").is_dir()
    assert anew.stdout == first.stdout == again.stdout
    assert "nothing changed" in run("check", cwd=project).stdout


def test_an_edit_is_seen(project: Path) -> None:
    assert run("check", cwd=project).returncode == 1
    folder(project / "docs" / "spec", api_specification=API)
    assert run("check", cwd=project).returncode == 0
    folder(project / "docs" / "spec", error_specification=ERRORS.replace("`1002`", "`1003`"))
    assert run("check", cwd=project).returncode == 1


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_the_hash_seed_does_not_matter(project: Path, seed: str) -> None:
    expected = run("check", "--format", "json", "--no-cache", cwd=project, PYTHONHASHSEED="5").stdout
    assert run("check", "--format", "json", "--no-cache", cwd=project, PYTHONHASHSEED=seed).stdout == expected


def test_a_folder_can_be_named(project: Path) -> None:
    result = run("check", "docs/spec", "--format", "concise", cwd=project)
    assert result.returncode == 1
    assert result.stdout.startswith("docs/spec/api_specification.md:23:18: ")
    inside = run("check", ".", "--format", "concise", cwd=project / "docs" / "spec")
    assert inside.stdout.startswith("api_specification.md:23:18: ")


def test_colours_when_asked_for(project: Path) -> None:
    assert "\x1b[1;31merror[undefined-error]" in run("check", cwd=project, FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("check", cwd=project, FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "nowhere"), "nowhere is not a folder"),
        (("check", "empty"), "there are no Markdown files in empty"),
        (("explain", "undefined-eror"), "there is no rule `undefined-eror`; did you mean `undefined-error`?"),
        (("check", "--format", "xml"), "'xml' is not one of"),
        (("chekc",), "No such command 'chekc'"),
    ],
)
def test_wrong_usage_has_status_2(project: Path, arguments: tuple[str, ...], message: str) -> None:
    (project / "empty").mkdir()
    result = run(*arguments, cwd=project)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("rules: {undefined-eror: off}", "`rules.undefined-eror`: there is no rule of this name; did you mean"),
        ("rules: {undefined-error: {limit: 1}}", "`rules.undefined-error.limit`: the rule has no such option"),
        ("documents: {apis: a.md}", "`documents.apis`: there is no such kind of document"),
        (
            "documents: {cache: chache.md}",
            "`documents.cache`: there is no file `chache.md`",
        ),
        ("documents: {cache: ['*.md', 'caches/*.md']}", "`documents.cache`: there is no file `caches/*.md`"),
        (
            "aliases: {servce: {Auth: auth}}",
            "`aliases.servce`: there is no such kind of entity; did you mean",
        ),
        (
            "columns: {error.registy: {code: Nr}}",
            "`columns.error.registy`: there is no such table; did you mean",
        ),
        ("columns: {error.registry: {kode: Nr}}", "`columns.error.registry.kode`: there is no such column"),
        ("colour: red", "`colour` is not an option of backend-spec"),
    ],
)
def test_wrong_options_have_status_2(project: Path, options: str, message: str) -> None:
    (project / "mkdocs.yml").write_text(
        f"site_name: x\nplugins:\n  - backend-spec:\n      folder: spec\n      {options}\n"
    )
    result = run("check", cwd=project)
    assert result.returncode == 2
    assert message in result.stderr


def test_no_project_at_all(tmp_path: Path) -> None:
    result = run("check", cwd=tmp_path)
    assert result.returncode == 2
    assert "no specification found" in result.stderr


def test_nothing_recognised_is_said_aloud(tmp_path: Path) -> None:
    folder(tmp_path, notes="# Notes\n")
    result = run("check", ".", cwd=tmp_path)
    assert result.returncode == 0
    assert "none of the 1 Markdown files in . is a specification document" in result.stderr


def test_files_that_are_hard_to_read(tmp_path: Path) -> None:
    folder(tmp_path, error_specification=ERRORS.replace("\n", "\r\n"))
    (tmp_path / "api_specification.md").write_bytes(b"\xef\xbb\xbf" + BROKEN.encode() + b"\n\xff\xfe\n")
    (tmp_path / "cache_specification.md").write_bytes(b"")
    (tmp_path / "event_specification.md").write_bytes(b"\x00" * 100)
    result = run("check", ".", "--format", "json", cwd=tmp_path)
    assert result.returncode == 1, result.stderr
    found = {(d["rule"], d["line"], d["column"]) for d in json.loads(result.stdout)["diagnostics"]}
    assert ("undefined-error", 23, 18) in found
    assert ("unreadable-encoding", 25, 1) in found


def test_graph_keeps_the_contract(project: Path) -> None:
    result = run("graph", cwd=project)
    assert result.returncode == 0
    graph = json.loads(result.stdout)
    assert list(graph) == ["schema_version", "documents", "entities", "references"]
    assert graph["documents"] == [
        {"path": "api_specification.md", "kind": "api", "title": "Gateway REST API Specification"},
        {"path": "error_specification.md", "kind": "error", "title": "Error Handling"},
    ]
    [endpoint] = [entity for entity in graph["entities"] if entity["kind"] == "endpoint"]
    assert endpoint == {
        "kind": "endpoint",
        "name": "POST /api/v1/auth/login",
        "path": "api_specification.md",
        "line": 11,
        "column": 2,
        "attributes": {
            "access": "Public",
            "roles": [],
            "idempotency": "Not needed",
            "errors": ["1001", "1030"],
        },
    }
    codes = [(r["text"], r["where"], r["target"]) for r in graph["references"] if r["kind"] == "error"]
    assert codes == [
        ("1001", "table", {"kind": "error", "name": "1001"}),
        ("1030", "table", None),
    ]


def test_explain_shows_what_a_rule_says(tmp_path: Path) -> None:
    listed = run("explain", cwd=tmp_path)
    assert listed.returncode == 0
    assert any(line.startswith("undefined-error ") for line in listed.stdout.splitlines())
    page = run("explain", "undefined-error", cwd=tmp_path)
    assert page.returncode == 0
    assert "error by default, checklist item 1" in page.stdout
    assert "^^^^" in page.stdout


def test_version(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).stdout.startswith("backend-spec, version 0.")


@pytest.mark.parametrize("command", ["check", "graph"])
def test_all_is_written_before_the_process_leaves(project: Path, command: str) -> None:
    """Through a pipe, where output is kept until it is much."""
    told = run(command, "--no-cache", *(["--format", "json"] if command == "check" else []), cwd=project)
    assert isinstance(json.loads(told.stdout), dict)
    assert told.stdout.endswith("}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe is closed in another way there")
def test_a_reader_that_goes_away_is_no_crash(project: Path) -> None:
    line = f"{sys.executable} -m backend_spec graph | head -c 1"
    told = subprocess.run(["sh", "-c", line], cwd=project, capture_output=True, text=True, timeout=60)
    assert told.stdout == "{"
    assert "Traceback" not in told.stderr
