"""Changes of files are noticed, once, however they are saved."""

from __future__ import annotations

import os
import queue
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backend_spec.live import watch as module
from backend_spec.live.watch import Change, Watch


class Noticed:
    """A watch on a folder, and the changes that it tells."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.changes: queue.Queue[Change] = queue.Queue()
        self.watch = Watch(self.changes.put)
        self.watch.add(str(folder))
        self.watch.start()

    def until(self, *paths: str) -> list[set[str]]:
        """The changes up to the one with which all these paths have been told."""
        missing, told = set(paths), []
        while missing:
            change = self.changes.get(timeout=30)
            told.append({os.path.relpath(path, self.folder).replace(os.sep, "/") for path in change.paths})
            missing -= told[-1]
        return told


@pytest.fixture(params=["native", "looking"])
def noticed(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Noticed]:
    folder = tmp_path / "docs"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.md").write_text("a")
    (folder / "deep" / "b.md").write_text("b")
    if request.param == "looking":

        def fail(*_: object) -> None:
            raise OSError("no more watches")

        monkeypatch.setattr(module._Native, "_listen", fail)
    else:
        monkeypatch.setattr(module, "_LOOK", 60)  # only the platform's notices wake it
    made = Noticed(folder)
    yield made
    made.watch.stop()
    made.watch.join(20)


def test_a_save(noticed: Noticed) -> None:
    (noticed.folder / "a.md").write_text("changed")
    assert noticed.until("a.md") == [{"a.md"}]


def test_a_save_of_the_same_size(noticed: Noticed) -> None:
    for text in "bcd":
        (noticed.folder / "a.md").write_text(text)
        noticed.until("a.md")


def test_a_save_by_rename(noticed: Noticed) -> None:
    for text in ("one", "two"):
        (noticed.folder / ".a.md.tmp").write_text(text)
        (noticed.folder / ".a.md.tmp").replace(noticed.folder / "a.md")
        noticed.until("a.md")


def test_what_is_put_in_a_files_place_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many editors write a file beside, make sure that it is on the disk, and rename it."""
    monkeypatch.setattr(module, "_HOLE", 60)
    (tmp_path / "a.md").write_text("a")
    noticed = Noticed(tmp_path)
    for text in ("one", "two"):
        beside = tmp_path / "new"
        beside.write_text(text)
        noticed.until("new")
        beside.replace(tmp_path / "a.md")
        assert noticed.until("a.md") == [{"a.md", "new"}]
    noticed.watch.stop()
    noticed.watch.join(20)


def test_new_folders_and_deleted_ones(noticed: Noticed) -> None:
    (noticed.folder / "new" / "er").mkdir(parents=True)
    (noticed.folder / "new" / "er" / "c.md").write_text("c")
    noticed.until("new/er/c.md")
    (noticed.folder / "new" / "er" / "c.md").write_text("changed")
    noticed.until("new/er/c.md")
    shutil.rmtree(noticed.folder / "new")
    noticed.until("new/er/c.md")
    (noticed.folder / "deep").rename(noticed.folder / "deeper")
    noticed.until("deep/b.md", "deeper/b.md")


def test_what_editors_leave_beside_is_no_change(noticed: Noticed) -> None:
    for name in (".a.md.swp", "4913", "a.md~", ".#a.md"):
        (noticed.folder / name).write_text("x")
    (noticed.folder / "z.md").write_text("z")
    assert set().union(*noticed.until("z.md")) == {"z.md"}


def test_a_link_in_a_circle_ends_nothing(noticed: Noticed) -> None:
    (noticed.folder / "deep" / "loop").symlink_to(noticed.folder)
    (noticed.folder / "a.md").write_text("changed")
    noticed.until("a.md")


def test_a_folder_that_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("a")
    noticed = Noticed(folder)
    try:
        shutil.rmtree(folder)
        noticed.until("a.md")
        folder.mkdir()
        (folder / "a.md").write_text("b")
        noticed.until("a.md")
        (folder / "a.md").write_text("again")
        noticed.until("a.md")
    finally:
        noticed.watch.stop()


def test_a_file_that_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("a")
    noticed = Noticed(file)
    try:
        for text in ("one", "two", "three"):
            (tmp_path / "other").write_text(text)
            (tmp_path / "other").replace(file)
            assert noticed.until(".") == [{"."}]
    finally:
        noticed.watch.stop()


@contextmanager
def sizes(file: Path) -> Iterator[queue.Queue[int]]:
    """The sizes of a file when its changes are told."""
    file.write_text("a")
    told: queue.Queue[int] = queue.Queue()
    watch = Watch(lambda change: told.put(file.stat().st_size))
    watch.add(str(file.parent))
    watch.start()
    try:
        yield told
    finally:
        watch.stop()


def test_a_file_that_is_empty_for_a_moment_is_not_told_of_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_HOLE", 20)
    monkeypatch.setattr(module, "_PATIENCE", 30)
    with sizes(tmp_path / "a.md") as told:
        with (tmp_path / "a.md").open("w") as file:
            time.sleep(0.05)  # an editor that takes its time
            file.write("whole")
        assert told.get(timeout=30) == 5


def test_a_file_that_becomes_empty_later_is_waited_for_as_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_HOLE", 1)
    monkeypatch.setattr(module, "_PAUSE", 0.9)
    monkeypatch.setattr(module, "_PATIENCE", 30)
    with sizes(tmp_path / "a.md") as told:
        for number in range(6):
            (tmp_path / "b.md").write_text(str(number))
            time.sleep(0.2)
        with (tmp_path / "a.md").open("w") as file:
            time.sleep(0.2)
            file.write("whole")
        assert told.get(timeout=30) == 5


def test_changes_meanwhile_are_part_of_the_change(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    told: queue.Queue[Change | None] = queue.Queue()

    def changed(change: Change) -> None:
        (tmp_path / "b.md").write_text("b")
        end = time.monotonic() + 30
        while (later := watch.newer(change)) is None and time.monotonic() < end:
            time.sleep(0.01)
        told.put(later)

    watch = Watch(changed)
    watch.add(str(tmp_path))
    watch.start()
    try:
        (tmp_path / "a.md").write_text("changed")
        later = told.get(timeout=60)
        assert later
        assert later.paths == {str(tmp_path / "a.md"), str(tmp_path / "b.md")}
    finally:
        watch.stop()


def test_a_change_that_goes_on_is_told_nevertheless(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    noticed = Noticed(tmp_path)
    try:
        end = time.monotonic() + 30
        number = 0
        while noticed.changes.empty() and time.monotonic() < end:
            number += 1
            (tmp_path / "a.md").write_text(str(number))
            time.sleep(0.005)
        assert not noticed.changes.empty()
    finally:
        noticed.watch.stop()


def test_what_was_missed_is_told(noticed: Noticed) -> None:
    noticed.watch.missed(str(noticed.folder / "a.md"))
    assert noticed.until("a.md") == [{"a.md"}]
    noticed.watch.missed(str(noticed.folder / "gone.md"))
    assert noticed.until("gone.md") == [{"gone.md"}]
