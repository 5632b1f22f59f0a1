"""The plugin in real MkDocs and ProperDocs processes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from served import environment, eventually, serving
from specification import API, BROKEN, ERRORS, OPTIONS, folder

HOSTS = ["mkdocs", "properdocs"]


def build(root: Path, *arguments: str, host: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", host, "build", "-f", "mkdocs.yml", *arguments],
        cwd=root,
        env=environment(root),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(OPTIONS)
    folder(tmp_path / "docs", index="# Home\n", spec__api_specification=API, spec__error_specification=ERRORS)
    return tmp_path


@pytest.mark.parametrize("host", HOSTS)
def test_a_correct_specification_is_built(project: Path, host: str) -> None:
    result = build(project, "--strict", host=host)
    assert result.returncode == 0, result.stderr
    assert "backend-spec: 2 documents, no errors" in result.stderr
    assert (project / "site" / "spec" / "api_specification" / "index.html").is_file()


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("arguments", [(), ("-q",), ("--strict",), ("--strict", "-q")])
def test_an_error_fails_the_build_and_keeps_the_site(project: Path, host: str, arguments: tuple[str, ...]) -> None:
    assert build(project, host=host).returncode == 0
    before = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    folder(project / "docs" / "spec", api_specification=BROKEN)
    result = build(project, *arguments, host=host)
    assert result.returncode == 1
    assert "error[undefined-error]" in result.stderr
    assert "--> docs/spec/api_specification.md:23:18" in result.stderr
    assert "backend-spec: 1 error in the specification" in result.stderr
    assert "Traceback" not in result.stderr
    assert {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()} == before


def test_a_rule_can_be_turned_off_or_lowered(project: Path) -> None:
    folder(project / "docs" / "spec", api_specification=BROKEN)
    (project / "mkdocs.yml").write_text(OPTIONS + "        undefined-error: off\n")
    assert build(project).returncode == 0
    (project / "mkdocs.yml").write_text(OPTIONS + "        undefined-error: warning\n")
    lowered = build(project)
    assert lowered.returncode == 0
    assert "warning[undefined-error]" in lowered.stderr
    assert build(project, "--strict").returncode == 1


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            "folder: spec\n      rules: {undefined-eror: off}",
            "`rules.undefined-eror`: there is no rule of this name; did you mean",
        ),
        ("fold: spec", "`fold` is not an option of backend-spec; did you mean `folder`?"),
        ("folder: nowhere", "the option `folder` names the specification's folder"),
    ],
)
def test_a_wrong_option_is_a_configuration_error(project: Path, host: str, options: str, message: str) -> None:
    (project / "mkdocs.yml").write_text(
        f"site_name: x\ntheme: material\nplugins:\n  - backend-spec:\n      {options}\n"
    )
    result = build(project, host=host)
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("directories", [True, False])
def test_every_rule_has_its_place_and_an_address(project: Path, directories: bool) -> None:
    from backend_spec.project import rules

    (project / "mkdocs.yml").write_text(OPTIONS + f"use_directory_urls: {str(directories).lower()}\n")
    assert build(project, "--strict").returncode == 0
    site = project / "site" / "rules"
    index = (site / "index.html").read_text(encoding="utf-8")
    for rule in rules():
        target = re.search(rf'<span id="{rule.id}" class="spec-forward"></span><a href="([^"#]+)#([^"]+)"', index)
        assert target, rule.id
        page = site / target[1] / "index.html" if target[1].endswith("/") else site / target[1]
        assert f'<h2 id="{target[2]}"' in page.read_text(encoding="utf-8"), rule.id
        assert target[2] == rule.id
    text = (site / ("error/index.html" if directories else "error.html")).read_text(encoding="utf-8")
    assert "^^^^" in text
    assert not (project / "docs" / "rules").exists()
    (project / "mkdocs.yml").write_text(OPTIONS + "      rule_pages: false\n")
    assert build(project, "--strict").returncode == 0
    assert not (project / "site" / "rules").exists()


@pytest.mark.parametrize("host", HOSTS)
def test_generated_pages_are_in_a_navigation_that_nobody_wrote(project: Path, host: str) -> None:
    assert build(project, "--strict", host=host).returncode == 0
    home = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="reference/checklist/"' in home
    assert 'href="reference/errors/"' in home
    assert 'href="rules/' not in home


def test_a_page_of_ones_own_stays(project: Path) -> None:
    own = project / "docs" / "rules" / "error.md"
    own.parent.mkdir(parents=True)
    own.write_text("# House rules\n\nOurs.\n")
    assert build(project).returncode == 0
    assert "House rules" in (project / "site" / "rules" / "error" / "index.html").read_text(encoding="utf-8")


LOADED = """
import sys
from mkdocs.__main__ import cli
try:
    cli(["build", "-q"])
except SystemExit as ended:
    assert not ended.code
print(*(name for name in sys.modules if name.startswith(("backend_spec.kinds", "backend_spec.graph"))))
"""


def test_what_is_kept_is_given_out_without_what_makes_it(project: Path) -> None:
    assert build(project).returncode == 0
    command = [sys.executable, "-c", LOADED]
    again = subprocess.run(command, cwd=project, env=environment(project), capture_output=True, text=True, timeout=120)
    assert (again.returncode, again.stdout) == (0, "\n"), again.stderr


@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS)
def test_serving_goes_on_whatever_is_saved(project: Path, host: str) -> None:
    api = "spec/api_specification/"
    with serving(project, host=host) as server:
        folder(project / "docs" / "spec", api_specification=BROKEN)
        eventually(lambda: "error[undefined-error]" in server.printed)
        assert server.get(api)[0] == 200
        (project / "mkdocs.yml").write_text(OPTIONS + "      colour: red\n")
        eventually(lambda: "`colour` is not an option" in server.printed)
        assert server.get(api)[0] == 200
        (project / "mkdocs.yml").write_text(OPTIONS)
        folder(project / "docs" / "spec", api_specification=API)
        eventually(lambda: server.printed.count("✓ no findings") >= 2)
        assert server.get(api)[0] == 200
        assert "Traceback" not in server.printed


@pytest.mark.slow
def test_serving_begins_with_a_broken_specification(project: Path) -> None:
    folder(project / "docs" / "spec", api_specification=BROKEN)
    with serving(project) as server:
        assert server.get("spec/api_specification/")[0] == 200
        assert "error[undefined-error]" in server.printed


@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS)
def test_a_dirty_build_makes_the_pages_again_that_change_with_another(project: Path, host: str) -> None:
    """Left to itself, `--dirty` makes the page again that was saved, and no other."""
    api, table, name = "spec/api_specification/", "reference/errors/", "NAME_OF_1001"
    link = 'href="../error_specification/#error:1001"'
    with serving(project, "--dirty", host=host) as server:
        assert link in server.get(api)[1]
        renumbered = ERRORS.replace("`1001`", "`1007`").replace("INVALID_CREDENTIALS", name)
        folder(project / "docs" / "spec", error_specification=renumbered)
        eventually(lambda: link not in server.get(api)[1])
        eventually(lambda: name in server.get(table)[1])
        folder(project / "docs", added="# Another page\n")
        eventually(lambda: "Another page" in server.get(api)[1])  # in its navigation
        (project / "docs" / "added.md").unlink()
        folder(project / "docs" / "spec", error_specification=ERRORS)
        eventually(lambda: link in server.get(api)[1] and "Another page" not in server.get(api)[1])
        assert server.get("added/")[0] == 404
