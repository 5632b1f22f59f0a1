"""One place that judges and tells all who look on, so that nothing is judged or told twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

from backend_spec.config import Config
from backend_spec.live.findings import Site, told
from backend_spec.live.session import Judged, Session
from backend_spec.live.state import State
from backend_spec.live.terminal import Terminal
from backend_spec.live.watch import Change
from backend_spec.store import Store

Files = tuple[Mapping[str, bytes], Config]
"""What is judged: files by path with their content, and the options."""


class Feedback:
    """Judges files, and tells the terminal and the browsers."""

    def __init__(self, terminal: Terminal, keep: Store | None = None):
        self.state = State()
        self._session = Session(keep)
        self._terminal = terminal
        self._site: Site | None = None
        self._last: Judged | None = None
        self._complaint: str | None = None
        self._told = False  # whether a verdict was told since the complaint
        self._lock = threading.RLock()
        self._reading = threading.RLock()

    @property
    def judged(self) -> Judged | None:
        """The last verdict."""
        return self._last

    def judge(self, read: Callable[[], Files]) -> Judged:
        """The verdict on what is read, told if it is a new one.

        Raises ConfigError for options that name what does not exist, and whatever `read` raises.
        """
        started = time.perf_counter()
        judged = self._judge(read)
        self._tell(judged, started)
        return judged

    def _judge(self, read: Callable[[], Files]) -> Judged:
        # What was read later is judged later: the last verdict is that on the newest files.
        with self._reading:
            return self._session.judge(*read())

    def prepare(self) -> None:
        """Make the next verdict as quick as later ones."""
        self._session.prepare()

    def follow(
        self, change: Change, newer: Callable[[Change], Change | None], files: Callable[[Change], Files | None]
    ) -> Change:
        """Judge what was changed, and what changes meanwhile instead of it; only the newest is told.

        `files` gives what to judge, with its options, None for what is not to be judged here. Returns the whole change.
        """
        while judged := self._judge_change(change, files):
            later = newer(change)
            if later is None:
                self._tell(judged, change.noticed)
                break
            change = later
        return change

    def _judge_change(self, change: Change, files: Callable[[Change], Files | None]) -> Judged | None:
        with self._reading:
            read = files(change)
            return self._session.judge(*read) if read else None

    def _tell(self, judged: Judged, since: float) -> None:
        with self._lock:
            if not self._last or judged.number > self._last.number:
                self._last = judged
                self._terminal.tell(judged, time.perf_counter() - since)
                self._told = True
                self._show()

    def show(self, site: Site) -> None:
        """Let browsers see the verdicts, with addresses on this site."""
        with self._lock:
            self._site = site
            self._show()

    def _show(self) -> None:
        if self._site and self._last:
            self.state.tell(told(self._last, self._site))

    def mended(self) -> None:
        """Forget what was complained of: when it is wrong again, it is told again."""
        with self._lock:
            if self._complaint and not self._told:
                self._terminal.recall()
            self._complaint = None

    def complain(self, message: str) -> None:
        """Say why there is no verdict, once for the same cause."""
        with self._lock:
            if message != self._complaint:
                self._complaint = message
                self._told = False
                self._terminal.complain(message)
