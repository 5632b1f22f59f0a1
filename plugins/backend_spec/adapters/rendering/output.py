"""The site's folder, which MkDocs empties before each build and writes again, page by page.

What is the same stays as it is; what a build did not write is deleted when it is done. The folder is then what it would
be had it been emptied. Three functions of MkDocs are stood in for, from `on_pre_build` until the end of the build.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

from mkdocs import utils

Inode = tuple[int, int]
Copied = tuple[str, tuple[int, int, int], int]
"""What a file is a copy of, what that looked like, and the time of the copy."""

_YOUNG = 2 * 10**9
"""Nanoseconds in which a file may change twice without its time telling: clocks of file systems are coarse."""


class Unchanged(str):
    """Stands for a page that is what it was when it was written last, on its way through the host."""

    def encode(self, *_: Any, **__: Any) -> bytes:
        return _UNCHANGED


UNCHANGED = Unchanged("unchanged")
_UNCHANGED = b"unchanged by backend-spec"


class Output:
    """The writing into a site's folder, in all builds of one process."""

    def __init__(self, folder: str):
        self.folder = folder
        self._folder = os.path.abspath(folder)  # noqa: PTH100
        self._taken = False
        self._found: dict[str, int] = {}
        """What lay there before, with the time at which its file was last changed in any way."""
        self._folders: list[str] = []
        self._same: dict[str, Inode] = {}
        self._expected: dict[str, str] = {}
        self._pages: dict[str, tuple[str, int]] = {}
        """Pages as the last whole build of this process left them: their names and times."""
        self._new: dict[str, tuple[str, int]] = {}
        self._copies: dict[str, Copied] = {}

    def take(self, *, dirty: bool) -> None:
        """Begin. A build that is called dirty does not empty the folder, and is to leave the same in it."""
        # Elsewhere a file's times do not tell whether it was written.
        if os.name != "posix":
            return
        self.release()  # after a build that was interrupted
        self._clean, self._write, self._copy = utils.clean_directory, utils.write_file, utils.copy_file
        if dirty:
            self._emptied(self._folder)
        self._taken, self._new = True, {}
        utils.clean_directory, utils.write_file, utils.copy_file = self._emptied, self._written, self._copied

    def expect(self, path: str, name: str) -> bool:
        """Learn that a page will be written that is always the same under this name. Whether it stands there already:
        then `UNCHANGED` may be written in its place."""
        path = os.path.normpath(path)
        self._expected[path] = name
        return path in self._found and self._pages.get(path) == (name, self._found[path])

    def make_room(self, files: Any) -> None:
        """Delete the files that stand where a folder will be, and the other way round."""
        folders = set(self._folders)
        for file in files:
            path = os.path.normpath(file.abs_dest_path)
            if path in folders:
                self._clear(path)
            parent = os.path.dirname(path)  # noqa: PTH120
            while len(parent) > len(self._folder):
                if parent in self._found:
                    self._clear(parent)
                parent = os.path.dirname(parent)  # noqa: PTH120

    def settle(self) -> None:
        """The build is done: delete what it did not write."""
        same = set(self._same.values())
        for path, changed in self._found.items():
            if path in self._same:
                continue
            try:
                state = os.lstat(path)
                # One file may have two paths, where upper and lower case are the same.
                if state.st_ctime_ns == changed and (state.st_dev, state.st_ino) not in same:
                    os.unlink(path)  # noqa: PTH108
            except OSError:
                continue
        for folder in reversed(self._folders):
            try:
                os.rmdir(folder)  # noqa: PTH106
            except OSError:
                continue
        self.release()

    def done(self) -> None:
        """All pages are what their names say."""
        self._pages.update(self._new)

    def release(self) -> None:
        """Leave MkDocs its functions."""
        if self._taken:
            utils.clean_directory, utils.write_file, utils.copy_file = self._clean, self._write, self._copy
        self._taken = False
        self._found, self._folders, self._same, self._expected = {}, [], {}, {}

    def _emptied(self, directory: str) -> None:
        if os.path.abspath(directory) != self._folder:  # noqa: PTH100
            self._clean(directory)
            return
        try:
            self._found = dict(self._files(self._folder))
        except OSError:  # a link, or what cannot be read
            self._found, self._folders = {}, []
            self._clean(directory)
        self._pages = {path: page for path, page in self._pages.items() if path in self._found}
        self._copies = {path: copied for path, copied in self._copies.items() if path in self._found}

    def _files(self, folder: str) -> Iterator[tuple[str, int]]:
        if not os.path.lexists(folder):
            return
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if folder == self._folder and entry.name.startswith("."):
                continue  # MkDocs leaves it alone
            if entry.is_dir(follow_symlinks=False):
                self._folders.append(entry.path)
                yield from self._files(entry.path)
            elif entry.is_file(follow_symlinks=False):
                yield entry.path, entry.stat(follow_symlinks=False).st_ctime_ns
            else:
                raise OSError(entry.path)

    def _written(self, content: bytes, output_path: str) -> None:
        path = os.path.normpath(output_path)
        name = self._expected.pop(path, None)
        self._pages.pop(path, None)
        if not self._is_there(path, content):
            self._same.pop(path, None)
            if content is _UNCHANGED:
                return  # somebody deleted it just now
            self._write(content, output_path)
        if name is not None:
            self._new[path] = name, os.lstat(path).st_ctime_ns

    def _is_there(self, path: str, content: bytes) -> bool:
        if path not in self._found:
            return False
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                state = os.fstat(file.fileno())
                if content is _UNCHANGED:
                    same = state.st_ctime_ns == self._found[path]
                else:
                    same = state.st_size == len(content) and file.read() == content
        except OSError:
            return False
        if same:
            self._same[path] = (state.st_dev, state.st_ino)
        return same

    def _copied(self, source_path: str, output_path: str) -> None:
        path = os.path.normpath(output_path)
        state = os.stat(source_path)  # noqa: PTH116
        looks = state.st_ino, state.st_size, state.st_mtime_ns
        try:
            there = os.lstat(path)
            if path in self._found and self._copies.get(path) == (source_path, looks, there.st_ctime_ns):
                self._same[path] = (there.st_dev, there.st_ino)
                return
        except OSError:
            pass
        self._same.pop(path, None)
        self._copies.pop(path, None)
        self._copy(source_path, output_path)
        if os.path.isfile(path) and time.time_ns() - state.st_mtime_ns > _YOUNG:  # noqa: PTH113
            self._copies[path] = (source_path, looks, os.lstat(path).st_ctime_ns)

    def _clear(self, path: str) -> None:
        inside = path + os.sep
        for file in [found for found in self._found if found == path or found.startswith(inside)]:
            os.unlink(file)  # noqa: PTH108
            del self._found[file]
        for folder in reversed([found for found in self._folders if found == path or found.startswith(inside)]):
            os.rmdir(folder)  # noqa: PTH106
            self._folders.remove(folder)
