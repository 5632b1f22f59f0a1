"""What files looked like when they were last looked at, so that what changed can be told."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_YOUNG = 3 * 10**9
"""Nanoseconds in which a file may change twice without its time telling: clocks of file systems are coarse."""

_JUNK = re.compile(r"__pycache__|\.git|\.#.*|#.*#|.*~|.*\.sw[a-z]|4913|___jb_\w+___|\.backend-spec-.*")
"""What editors and Git leave beside the files that are edited."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: size, time, and identity; of one that was young also what it holds, which is read a last
    time when it is not young any more."""

    state: tuple[int, int, int]
    digest: bytes = b""
    settled: bool = True


def snapshot(places: Mapping[str, bool], last: Mapping[str, Seen]) -> dict[str, Seen]:
    """The files at places: files, and folders with all below them (True) or only their own files (False)."""
    now = time.time_ns()
    found: dict[str, Seen] = {}
    for place, recursive in places.items():
        for path, state in _files(place, recursive):
            mark = state.st_size, state.st_mtime_ns, state.st_ino
            known = last.get(path)
            if known and known.state == mark and known.settled:
                found[path] = known
                continue
            young = now - state.st_mtime_ns < _YOUNG
            read = young or (known is not None and known.state == mark)
            found[path] = Seen(mark, _digest(path) if read else b"", settled=not young)
    return found


def different(before: Mapping[str, Seen], after: Mapping[str, Seen]) -> frozenset[str]:
    """The paths at which something is not as it was."""
    changed = set(before.keys() ^ after.keys())
    for path in before.keys() & after.keys():
        old, new = before[path], after[path]
        if old.state != new.state or (old.digest and new.digest and old.digest != new.digest):
            changed.add(path)
    return frozenset(changed)


def _files(place: str, recursive: bool) -> Iterator[tuple[str, os.stat_result]]:
    try:
        if not os.path.isdir(place):  # noqa: PTH112
            yield place, os.stat(place)  # noqa: PTH116
            return
    except OSError:
        return
    pending, visited = [place], set[str]()
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                here = [entry for entry in entries if not _JUNK.fullmatch(entry.name)]
        except OSError:
            continue
        for entry in here:
            try:
                state = entry.stat()
                if not entry.is_dir():
                    yield entry.path, state
                elif recursive and not (entry.is_symlink() and _visited(entry.path, visited)):
                    pending.append(entry.path)
            except OSError:
                continue


def _visited(link: str, visited: set[str]) -> bool:
    """Whether the folder that a link leads to was met by a link before: links may go in circles."""
    real = os.path.realpath(link)
    met = real in visited
    visited.add(real)
    return met


def _digest(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b"?"
