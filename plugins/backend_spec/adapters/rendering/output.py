"""The site's folder, which MkDocs empties before each build and writes again, page by page.

What is the same stays as it is; what a build did not write is deleted when it is done. The folder is then what it would
be had it been emptied. Two functions of MkDocs are stood in for, from `on_pre_build` until the end of the build.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from mkdocs import utils

Inode = tuple[int, int]


class Output:
    """One build's writing into the site's folder."""

    def __init__(self, folder: str):
        self._folder = os.path.abspath(folder)  # noqa: PTH100
        self._clean, self._write = utils.clean_directory, utils.write_file
        self._taken = False
        self._found: dict[str, int] = {}
        """What lay there before, with the time at which its file was last changed in any way."""
        self._folders: list[str] = []
        self._same: dict[str, Inode] = {}

    def take(self, *, dirty: bool) -> None:
        """Begin. A build that is called dirty does not empty the folder, and is to leave the same in it."""
        # Elsewhere a file's times do not tell whether it was written.
        if os.name != "posix":
            return
        if dirty:
            self._emptied(self._folder)
        self._taken = True
        utils.clean_directory, utils.write_file = self._emptied, self._written

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

    def release(self) -> None:
        """Leave MkDocs its functions."""
        if self._taken:
            utils.clean_directory, utils.write_file = self._clean, self._write
        self._taken = False
        self._found, self._folders, self._same = {}, [], {}

    def _emptied(self, directory: str) -> None:
        if os.path.abspath(directory) != self._folder:  # noqa: PTH100
            self._clean(directory)
            return
        try:
            self._found = dict(self._files(self._folder))
        except OSError:  # a link, or what cannot be read
            self._found, self._folders = {}, []
            self._clean(directory)

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
        if path in self._found:
            try:
                with open(path, "rb") as file:  # noqa: PTH123
                    state = os.fstat(file.fileno())
                    if state.st_size == len(content) and file.read() == content:
                        self._same[path] = (state.st_dev, state.st_ino)
                        return
            except OSError:
                pass
            self._same.pop(path, None)
        self._write(content, output_path)

    def _clear(self, path: str) -> None:
        inside = path + os.sep
        for file in [found for found in self._found if found == path or found.startswith(inside)]:
            os.unlink(file)  # noqa: PTH108
            del self._found[file]
        for folder in reversed([found for found in self._folders if found == path or found.startswith(inside)]):
            os.rmdir(folder)  # noqa: PTH106
            self._folders.remove(folder)
