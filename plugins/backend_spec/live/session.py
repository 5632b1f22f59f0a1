"""A specification that is judged again and again: only documents that changed are read anew."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from backend_spec.config import Config
from backend_spec.project import Analysis, Project, extract
from backend_spec.report.contract import Report, contract
from backend_spec.store import Store
from backend_spec.text import Source

_PREPARED = 2.0
"""Seconds of preparation."""


@dataclass(frozen=True, eq=False)
class Judged:
    """A verdict, with what it is about. `number` counts them: a higher one is a newer one."""

    files: Mapping[str, bytes]
    config: Config
    analysis: Analysis
    report: Report
    number: int


class Session:
    """Judges files as they change. What it says is what a run from scratch says of the same files.

    `keep` is read and written when the session begins; later nothing is kept on disk, or every save would leave an
    entry there.
    """

    def __init__(self, keep: Store | None = None):
        self._keep = keep
        self._project: Project | None = None
        self._last: Judged | None = None
        self._lock = threading.RLock()
        self._asked = 0

    def judge(self, files: Mapping[str, bytes], config: Config) -> Judged:
        """The verdict on files given by path and content: the same object as before when nothing has changed.

        Raises ConfigError for options that name what does not exist; the session goes on with the last right ones.
        """
        with self._lock:
            last = self._last
            if last and last.config == config and last.files == files:
                return last
            project = self._project
            if project is None or project.config != config:
                project = Project(config, self._keep, remembering=True)
            analysis = project.analyse(files)
            project.rest()
            self._project = project
            self._asked += 1
            self._last = Judged(dict(files), config, analysis, contract(analysis), last.number + 1 if last else 1)
            return self._last

    def prepare(self) -> None:
        """Read documents once, until something is judged: their facts came from the store, what reads them anew is not
        loaded yet, and what their next versions will have in common with them is not known."""
        last, asked, end = self._last, self._asked, time.monotonic() + _PREPARED
        if last is None:
            return
        for path, source in last.analysis.sources.items():
            if self._asked != asked or time.monotonic() > end:
                return
            with suppress(Exception):  # what cannot be read is told when it is judged
                again = Source(path, source.text).remembering(source)
                extract(again, None, last.config)
                source.learn(again)
