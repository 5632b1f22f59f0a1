"""The builder of `mkdocs serve`, made so that it never fails: MkDocs would answer no request any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from backend_spec.adapters import failures
from backend_spec.live.failure import Failure
from backend_spec.live.feedback import Feedback

_MEANWHILE = 0.1
"""Seconds in which the rest of a file is noticed that was read half-written."""


class Builder:
    """Stands in the place of a server's builder. `file` is the configuration's path, `standing` tells what is wrong
    although the site could be built, and `placed` adds to a failure what opens its place."""

    def __init__(
        self,
        server: Any,
        feedback: Feedback,
        file: str | None,
        standing: Callable[[], Failure | None],
        placed: Callable[[Failure], Failure],
    ):
        self.emptied = False  # whether the site's folder is, so that a failure leaves no site to be read
        self._server = server
        self._feedback = feedback
        self._file = file
        self._standing = standing
        self._placed = placed
        self._build = server.builder
        server.builder = self

    def __call__(self, *arguments: Any, **named: Any) -> None:
        self.emptied = False
        self._feedback.state.build(True)
        with failures.Listening() as heard:
            try:
                self._build(*arguments, **named)
                wrong = None
            except (Exception, SystemExit) as error:
                wrong = failures.failure(error, heard.said, self._file, blocks=self.emptied)
                complaint = failures.for_terminal(wrong, error)
        if wrong and not self.emptied and self._is_outdated():
            self._keep_pages()
            return
        if wrong:
            self._feedback.complain(complaint)
        wrong = wrong or self._standing()
        if wrong is None:
            self._feedback.mended()
        elif not self.emptied:
            self._keep_pages()
        self._feedback.state.fail(wrong and self._placed(wrong))
        self._feedback.state.build(False)

    def _is_outdated(self) -> bool:
        """Whether something was saved meanwhile: what was wrong was perhaps only half a file, and is built anew."""
        end = time.monotonic() + _MEANWHILE
        while not (saved := getattr(self._server, "_want_rebuild", False)) and time.monotonic() < end:
            time.sleep(0.01)
        return bool(saved)

    def _keep_pages(self) -> None:
        """Let browsers keep their pages: the site is the last good one."""
        if hasattr(self._server, "_wanted_epoch") and hasattr(self._server, "_visible_epoch"):
            self._server._wanted_epoch = self._server._visible_epoch
