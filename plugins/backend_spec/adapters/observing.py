"""An observer for MkDocs' server that tells of changes after they were judged."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from backend_spec.live.watch import Change, Watch


class Observing:
    """Stands where the server has watchdog's polling observer, and has its methods.

    `first` is called with each change, and with what asks for newer ones, before the server is told of it.
    """

    def __init__(self, first: Callable[[Change, Callable[[Change], Change | None]], Change]):
        self._first = first
        self._handlers: dict[str, Any] = {}
        self._watch = Watch(self._changed)

    def take_over(self, server: Any, docs: str) -> bool:
        """Become the observer of a server that has not begun to observe; its places stay watched. Tells whether the
        server builds at changes.

        A server that does not tell what it watches, in another version of MkDocs, goes on observing by itself; then
        verdicts come at changes in the docs folder, and builds when the server notices these. One that watches nothing,
        by `--no-livereload`, builds no more.
        """
        watched = dict(getattr(server, "_watched_paths", ()))
        if not watched:
            self._watch.add(docs)
            self._watch.start()
            return not hasattr(server, "_watched_paths")
        for path, times in watched.items():
            for _ in range(times):
                server.unwatch(path)
        server.observer = self
        server.build_delay = 0.01  # changes come when they have settled
        for path, times in watched.items():
            for _ in range(times):
                server.watch(path)
        return True

    def schedule(self, handler: Any, path: str, *, recursive: bool = False, **_: Any) -> str:
        self._handlers[path] = handler
        self._watch.add(path, recursive=recursive)
        return path

    def unschedule(self, watch: str) -> None:
        self._handlers.pop(watch, None)
        self._watch.remove(watch)

    def missed(self, path: str) -> None:
        self._watch.missed(path)

    def start(self) -> None:
        self._watch.start()

    def stop(self) -> None:
        self._watch.stop()

    def join(self, timeout: float | None = None) -> None:
        self._watch.join(timeout)

    def _changed(self, change: Change) -> None:
        change = self._first(change, self._watch.newer)
        from watchdog.events import FileModifiedEvent

        for path, handler in list(self._handlers.items()):
            inside = [one for one in sorted(change.paths) if one == path or one.startswith(path + os.sep)]
            if inside:
                handler.dispatch(FileModifiedEvent(inside[0]))
