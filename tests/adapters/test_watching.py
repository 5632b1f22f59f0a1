"""`backend-spec watch` as a process, while files are saved in all the ways that editors have."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from served import PATIENCE, environment, eventually, interrupted
from specification import API, BROKEN, ERRORS, OPTIONS, folder

CLEAN = "✓ no findings"


class Watching:
    """A process in a project, and what it prints."""

    def __init__(self, root: Path, *arguments: str):
        self.root = root
        self.spec = root / "docs" / "spec"
        self.log = root / "watch.log"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backend_spec", "watch", *arguments],
            cwd=root,
            env=environment(root),
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
        )
        self._read = 0

    def until(self, text: str) -> str:
        """What is printed from where the last call ended, when this text is in it."""

        def told() -> str:
            printed = self.log.read_text(encoding="utf-8")[self._read :]
            return printed if text in printed and printed.endswith("\n") else ""

        printed = eventually(told, lambda: f"{text}\n{self.log.read_text(encoding='utf-8')}")
        self._read += len(printed)
        return printed

    def save(self, text: str) -> None:
        (self.spec / ".saved").write_bytes(text.encode())
        (self.spec / ".saved").replace(self.spec / "api_specification.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(OPTIONS)
    return folder(tmp_path, docs__spec__api_specification=API, docs__spec__error_specification=ERRORS)


@pytest.fixture
def watching(project: Path) -> Iterator[Watching]:
    made = Watching(project)
    try:
        made.until(CLEAN)
        yield made
    finally:
        made.process.kill()
        made.process.wait(PATIENCE)


def test_only_what_changed_is_told(watching: Watching) -> None:
    watching.save(BROKEN)
    text = watching.until(" ms\n")
    assert text.startswith("error[undefined-error]: ")
    assert "  --> docs/spec/api_specification.md:23:18\n" in text
    assert text.splitlines()[-1].startswith("1 error  (+1)  ")
    watching.save(BROKEN + "\nMore.\n")
    assert watching.until(" ms\n").startswith("1 error  ")
    watching.save(API)
    fixed, clean = watching.until(" ms\n").splitlines()
    assert fixed.startswith("fixed  error[undefined-error] docs/spec/api_specification.md:23 ")
    assert clean.startswith("✓ no findings  (−1)  ")


def test_ctrl_c_is_no_failure(watching: Watching) -> None:
    watching.save(BROKEN)
    watching.until("1 error")
    assert interrupted(watching.process) == 0
    assert "Traceback" not in watching.log.read_text(encoding="utf-8")


def test_however_it_is_saved(watching: Watching) -> None:
    api = watching.spec / "api_specification.md"
    api.write_text(BROKEN)  # in place
    watching.until("1 error  (+1)")
    api.unlink()
    api.write_text(API)  # deleted and made again
    watching.until("✓ no findings  (−1)")
    api.rename(watching.spec / "api_specification.md~")  # the old one kept beside
    api.write_text(BROKEN)
    watching.until("1 error  (+1)")
    for number in range(10):  # in quick succession
        api.write_text(f"{BROKEN}\n{number}\n")
    api.write_text(API)
    watching.until("✓ no findings  (−1)")
    api.write_text(BROKEN[: BROKEN.index(" account locked")])  # half-written
    watching.until("1 error")
    api.write_text(API)
    watching.until(CLEAN)


def test_documents_and_folders_come_and_go(watching: Watching) -> None:
    watching.save(BROKEN)
    watching.until("1 error")
    (watching.spec / "error_specification.md").unlink()
    watching.until(" ms\n")
    watching.spec.rename(watching.root / "away")
    watching.until("✗ no specification found: ")
    (watching.root / "away").rename(watching.spec)
    folder(watching.spec, error_specification=ERRORS, api_specification=API)
    watching.until(CLEAN)
    folder(watching.spec, deep__er__error_specification=ERRORS)
    assert "duplicate-error" in watching.until(" ms\n")
    shutil.rmtree(watching.spec / "deep")
    watching.until("✓ no findings  (−")


def test_another_branch(watching: Watching) -> None:
    for number in range(40):
        folder(watching.spec, **{f"more__page_{number}": f"# Page {number}\n"})
    (watching.root / "mkdocs.yml").write_text(OPTIONS + "        undefined-error: warning\n")
    watching.save(BROKEN)
    watching.until("1 warning")


def test_options_are_read_again(watching: Watching) -> None:
    file = watching.root / "mkdocs.yml"
    watching.save(BROKEN)
    watching.until("1 error")
    file.write_text(OPTIONS + "        undefined-error: off\n")
    watching.until("✓ no findings  (−1)")
    file.write_text(OPTIONS + "      colour: red\n")
    assert "✗ " in watching.until("`colour` is not an option of backend-spec")
    watching.save(BROKEN.replace("`1001`", "`1031`"))  # the last right options stay in force
    watching.save(BROKEN.replace("`1001`", "1"))
    watching.until(CLEAN)
    file.write_text(OPTIONS + "plugins: [\n")
    watching.until("✗ ")
    file.write_text(OPTIONS + "        undefined-eror: off\n")
    watching.until("there is no rule of this name")
    file.unlink()
    watching.until("no specification found")
    (watching.root / "new.yml").write_text(OPTIONS)
    (watching.root / "new.yml").rename(file)
    watching.until("1 error  (+1)")


def test_the_folder_may_become_another_one(watching: Watching) -> None:
    folder(watching.root, docs__other__api_specification=BROKEN, docs__other__error_specification=ERRORS)
    (watching.root / "mkdocs.yml").write_text(OPTIONS.replace("folder: spec", "folder: other"))
    watching.until("1 error  (+1)")
    folder(watching.root, docs__other__api_specification=API)
    watching.until("✓ no findings  (−1)")


def test_what_is_wrong_from_the_beginning_ends_it(project: Path) -> None:
    for text, message in (
        (OPTIONS.replace("folder: spec", "folder: nowhere"), "no specification found"),
        (OPTIONS + "        undefined-eror: off\n", "there is no rule of this name"),
    ):
        (project / "mkdocs.yml").write_text(text)
        told = Watching(project)
        assert told.process.wait(PATIENCE) == 2
        assert f"backend-spec: {message}" in told.log.read_text() or message in told.log.read_text()
        assert "Traceback" not in told.log.read_text()


def test_a_folder_without_options(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    watching = Watching(project, "docs/spec")
    try:
        watching.until(" ms\n")
        watching.save(BROKEN)
        watching.until("undefined-error")
    finally:
        watching.process.kill()
        watching.process.wait(PATIENCE)
