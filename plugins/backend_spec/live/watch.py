"""Noticing that files changed: natively where the platform tells, by looking where it does not."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from backend_spec.live.snapshot import Seen, different, snapshot

_PAUSE = 0.003
"""Seconds of quiet after which a save is taken to be whole. One that goes on is noticed before its verdict is told."""

_HOLE = 0.15
"""Seconds that a file may be gone or empty in the middle of a save."""

_PATIENCE = 1.0
"""Seconds after which changes are told although they go on."""

_LOOK, _LOOK_ONLY = 1.0, 0.5
"""Seconds between looks where the platform tells of changes, and where it does not."""

_TELLING = frozenset(("created", "modified", "moved", "deleted", "closed"))
"""Events after which something may be different; reading a file is one too, for some platforms."""


@dataclass(frozen=True)
class Change:
    """Paths at which something is not as it was, and when that was noticed, by `time.perf_counter`."""

    paths: Set[str]
    noticed: float


class Watch:
    """Tells of changes at places until it is stopped, in a thread of its own, one change after the other.

    The platform's events only wake it: what changed is what looks different. So nothing is told twice, and a place for
    which no events come (a network folder, a container's mount) is only noticed later.
    """

    def __init__(self, changed: Callable[[Change], None]):
        self._changed = changed
        self._places: dict[str, bool] = {}
        self._seen: dict[str, Seen] = {}
        self._event = threading.Event()
        self._stopped = False
        self._lock = threading.RLock()
        self._native = _Native(self._event.set)
        self._thread = threading.Thread(target=self._run, name="backend-spec-watch", daemon=True)

    def add(self, place: str, *, recursive: bool = True) -> None:
        """Watch a file, or a folder and what is below it. What is there now is no change."""
        place = os.path.abspath(place)  # noqa: PTH100
        with self._lock:
            self._places[place] = recursive or self._places.get(place, False)
            self._seen = {**snapshot({place: recursive}, self._seen), **self._seen}
            self._native.follow(self._places)

    def remove(self, place: str) -> None:
        with self._lock:
            self._places.pop(os.path.abspath(place), None)  # noqa: PTH100
            self._seen = snapshot(self._places, self._seen)
            self._native.follow(self._places)

    def missed(self, path: str) -> None:
        """Tell of a file as changed although it has not since it is watched."""
        path = os.path.abspath(path)  # noqa: PTH100
        with self._lock:
            if self._seen.pop(path, None) is None:
                self._seen[path] = Seen((0, 0, 0))
        self._event.set()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped = True
        self._event.set()
        self._native.stop()

    def join(self, timeout: float | None = None) -> None:
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def newer(self, change: Change) -> Change | None:
        """To be asked while a change is being told: that change and what has changed since, None if nothing has, or if
        it goes on for too long."""
        if not self._event.is_set() or time.perf_counter() - change.noticed > _PATIENCE:
            return None
        paths = self._settled(time.perf_counter())
        return Change(change.paths | paths, change.noticed) if paths else None

    def _run(self) -> None:
        while not self._stopped:
            self._event.wait(_LOOK if self._native.works else _LOOK_ONLY)
            noticed = time.perf_counter()
            paths = self._settled(noticed)
            if paths and not self._stopped:
                self._changed(Change(paths, noticed))

    def _settled(self, noticed: float) -> frozenset[str]:
        """What is different, as soon as nothing changes any more."""
        self._event.clear()
        with self._lock:
            before = self._seen
        paths = self._look()
        seen: float | None = None  # when the hole was seen first
        while paths and not self._stopped:
            now = time.perf_counter()
            hole = any(path in before and self._is_hole(path, before[path]) for path in paths)
            seen = (seen or now) if hole else None
            pause = _PAUSE if seen is None else seen + _HOLE - now
            if now - noticed > _PATIENCE or pause <= 0 or not self._event.wait(pause):
                break
            self._event.clear()
            paths |= self._look()
        return paths

    def _is_hole(self, path: str, before: Seen) -> bool:
        """Whether a file is gone or empty, as in the middle of many a save. One that has another name now, as what an
        editor writes beside the file and then puts in its place, is not gone."""
        if _holds(path):
            return False
        identity = before.state[2]
        with self._lock:
            others = (seen for other, seen in self._seen.items() if other != path)
            return not identity or all(seen.state[2] != identity for seen in others)

    def _look(self) -> frozenset[str]:
        with self._lock:
            before, self._seen = self._seen, snapshot(self._places, self._seen)
            self._native.follow(self._places)
            return different(before, self._seen)


def _holds(path: str) -> bool:
    """Whether there is something in a file: in the middle of a save there often is not."""
    try:
        return os.stat(path).st_size > 0  # noqa: PTH116
    except OSError:
        return False


class _Native:
    """The platform's own notices of changes, where there are any."""

    def __init__(self, wake: Callable[[], None]):
        self._wake = wake
        self._observer: Any = None
        self._followed: dict[str, tuple[tuple[int, int, bool], Any]] = {}
        self.works = True

    def follow(self, places: dict[str, bool]) -> None:
        """Listen at these places. One that was deleted and made again is another one."""
        if not self.works:
            return
        wanted: dict[str, tuple[int, int, bool]] = {}
        for place, recursive in places.items():
            # A file that is replaced by another would not be heard of again: listen at its folder.
            folder = place if os.path.isdir(place) else os.path.dirname(place)  # noqa: PTH112, PTH120
            try:
                state = os.stat(folder)  # noqa: PTH116
            except OSError:
                continue
            deep = (folder == place and recursive) or (folder in wanted and wanted[folder][2])
            wanted[folder] = (state.st_dev, state.st_ino, deep)
        try:
            self._listen(wanted)
        except Exception:
            # No more watches left, or a folder that went while it was walked through: looking goes on.
            self.works = False
            self.stop()

    def _listen(self, wanted: dict[str, tuple[int, int, bool]]) -> None:
        if all(self._followed.get(folder, (None,))[0] == mark for folder, mark in wanted.items()) and len(
            wanted
        ) == len(self._followed):
            return
        from watchdog.events import FileSystemEvent, FileSystemEventHandler
        from watchdog.observers import Observer

        wake = self._wake

        class Waking(FileSystemEventHandler):
            def on_any_event(self, event: FileSystemEvent) -> None:
                if event.event_type in _TELLING:
                    wake()

        if self._observer is None:
            self._observer = Observer()
            self._observer.daemon = True
            self._observer.start()
        for folder in [folder for folder, (mark, _) in self._followed.items() if wanted.get(folder) != mark]:
            _, watch = self._followed.pop(folder)
            self._observer.unschedule(watch)
        for folder, mark in wanted.items():
            if folder not in self._followed:
                watch = self._observer.schedule(Waking(), folder, recursive=mark[2])
                self._followed[folder] = (mark, watch)

    def stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()
