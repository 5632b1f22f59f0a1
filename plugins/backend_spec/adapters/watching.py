"""`backend-spec watch`: verdicts in the terminal at every save, without a site."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from backend_spec.config import Config, ConfigError
from backend_spec.files import read_folder
from backend_spec.live import tidy
from backend_spec.live.feedback import Feedback
from backend_spec.live.terminal import Terminal
from backend_spec.live.watch import Change, Watch
from backend_spec.site_file import Site
from backend_spec.store import Store

Find = Callable[[], tuple[Path, Site]]


def run(find: Find, prefix: Callable[[Path], str], out: TextIO, store: Callable[[Config], Store]) -> None:
    """Judge what `find` finds until the user interrupts. `prefix` makes a folder's paths openable from here.

    Raises ConfigError and OSError for what is wrong from the beginning; what goes wrong later is told.
    """
    tidy.begin()
    place, site = find()
    watching = _Watching(find, Feedback(Terminal(out, prefix(place)), store(site.config)), place, site)
    try:
        watching.start()
        while not threading.Event().wait(1):  # on Windows one long wait could not be interrupted
            pass
    except KeyboardInterrupt:
        watching.stop()


class _Watching:
    """One run, over changes of the options too: when they are wrong, the last right ones stay in force."""

    def __init__(self, find: Find, feedback: Feedback, place: Path, site: Site):
        self._find = find
        self._feedback = feedback
        self._place = place
        self._site = site
        self._watch = Watch(self._changed)

    def start(self) -> None:
        self._feedback.judge(lambda: _read(self._place, self._site))
        self._watch.add(str(self._place))
        if self._site.file:
            self._watch.add(str(self._site.file), recursive=False)
        self._changed(Change(frozenset(), time.perf_counter()))  # what was saved in between
        self._watch.start()
        self._feedback.prepare()

    def stop(self) -> None:
        self._watch.stop()

    def _changed(self, change: Change) -> None:
        try:
            self._follow(change, self._find, self._watch.newer)
            self._feedback.mended()
        except ConfigError as error:
            self._feedback.complain(str(error))
            self._judge_nevertheless(change)
        except OSError as error:
            self._feedback.complain(f"{error.filename}: {error.strerror}")
        except Exception as error:
            self._feedback.complain(f"{type(error).__name__}: {error} (a fault of backend-spec; please report it)")
        finally:
            tidy.tidy()

    def _judge_nevertheless(self, change: Change) -> None:
        """Judge by the last right options."""
        with suppress(ConfigError, OSError):
            # What is newer may be the options mended: that is another change.
            self._follow(change, lambda: (self._place, self._site), lambda _: None)

    def _follow(self, change: Change, find: Find, newer: Callable[[Change], Change | None]) -> None:
        found = self._place, self._site

        def files(_: Change) -> tuple[Mapping[str, bytes], Config]:
            nonlocal found
            found = find()
            return _read(*found)

        self._feedback.follow(change, newer, files)
        place, self._site = found
        if place != self._place:
            self._watch.remove(str(self._place))
            self._watch.add(str(place))
            self._place = place


def _read(place: Path, site: Site) -> tuple[Mapping[str, bytes], Config]:
    files = read_folder(place)
    if not files:
        raise ConfigError(f"there are no Markdown files in {place}")
    return files, site.config
