"""What `mkdocs serve` gets: verdicts at every save, and a server that goes on whatever goes wrong.

It wraps the server's application and its builder, and takes the place of the server's observer: a change is judged and
told before the site is built again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from backend_spec.adapters import failures
from backend_spec.adapters.building import Builder
from backend_spec.adapters.observing import Observing
from backend_spec.config import Config, ConfigError
from backend_spec.files import is_document, read_folder
from backend_spec.live import fixes, tidy
from backend_spec.live.editor import address
from backend_spec.live.failure import Failure
from backend_spec.live.feedback import Feedback
from backend_spec.live.findings import Site
from backend_spec.live.request import Refused
from backend_spec.live.snapshot import Seen, different, snapshot
from backend_spec.live.terminal import Terminal
from backend_spec.live.watch import Change
from backend_spec.live.web import Web
from backend_spec.project import Analysis
from backend_spec.site.again import Again
from backend_spec.site.publication import Publication, publication
from backend_spec.store import Store


class Serving:
    """One `mkdocs serve`, over all its rebuilds."""

    def __init__(self, keep: Store):
        self.feedback: Feedback | None = None
        self._keep = keep
        self._place = Path()
        self._docs = ""
        self._file: str | None = None
        self._config = Config()
        self._options_failure: Failure | None = None
        self._judge_failure: Failure | None = None
        self._builder: Builder | None = None
        self._observing: Observing | None = None
        self._before: tuple[Mapping[str, bool], Mapping[str, Seen]] | None = None
        self._undo: Callable[[], None] = lambda: None
        self._publication: tuple[Analysis | None, Publication] | None = None
        self._again = Again()

    # While the site is built.

    def begin(self, config: Any) -> None:
        """Before the first build, remember what the files look like: what is saved meanwhile is built once more."""
        if self._before is not None:
            return
        file = {os.path.abspath(config.config_file_path): False} if config.config_file_path else {}  # noqa: PTH100
        places = {os.path.abspath(place): True for place in (config.docs_dir, *config.watch)} | file  # noqa: PTH100
        self._before = places, snapshot(places, {})
        from backend_spec.adapters.unwatched import stand_in

        self._undo = stand_in(lambda server: self.attach(server, config))

    def judge(self, place: Path, files: Mapping[str, bytes], config: Config) -> Analysis:
        """The verdict on a specification: what was judged already is not judged again."""
        right, self._place, self._config = self._config, place, config
        self._judge_failure = None
        # By now there may be newer ones, which were judged while the build began.
        try:
            return self._looking().judge(lambda: (read_folder(place) or files, config)).analysis
        except ConfigError:
            self._config = right  # saves are judged by the last right options
            raise

    def _looking(self) -> Feedback:
        if self.feedback is None:
            prefix = os.path.relpath(self._place).replace(os.sep, "/") + "/"
            self.feedback = Feedback(Terminal(sys.stderr, prefix), self._keep)
        return self.feedback

    def publication(
        self, files: Mapping[str, bytes], config: Config, keep: Store, analysis: Analysis | None = None
    ) -> Publication:
        """What the site gets: made once for a verdict, and kept on disk for the next start only, not at every save."""
        if self._publication is None or self._publication[0] is not analysis:
            made = publication(files, config, Store(None) if self._publication else keep, analysis, self._again)
            self._publication = analysis, made
        return self._publication[1]

    def options(self, wrong: str | None) -> None:
        """Remember what is wrong with the plugin's options, of which the last right ones stay in force."""
        self._options_failure = Failure("The options are wrong", wrong, "mkdocs.yml") if wrong else None

    def cannot_judge(self, wrong: str) -> None:
        """Tell why there is no verdict."""
        self._judge_failure = Failure("The specification could not be judged", wrong)
        self._looking().complain(wrong)

    def crashed(self, error: Exception) -> None:
        """Tell of a fault of this tool itself."""
        self.cannot_judge(failures.crash(error))

    def emptied(self) -> None:
        """The site's folder is emptied: from here on a failure leaves no site to be read."""
        if self._builder:
            self._builder.emptied = True

    def pages(self, url: Callable[[str], str | None]) -> None:
        """Learn the addresses of pages."""
        self._looking().show(Site(self._place, self._config.folder, url))

    # Before the server starts.

    def attach(self, server: Any, config: Any) -> None:
        """Have a server show verdicts, and go on after errors. One that watches nothing is met only when it starts."""
        if self._observing:
            return
        self._docs, self._file = os.path.abspath(config.docs_dir), config.config_file_path  # noqa: PTH100
        feedback = self._looking()
        feedback.state.fail(self._judge_failure)  # what the first build had to tell
        self._builder = Builder(server, feedback, self._file, self._standing, self._placed)
        self._observing = Observing(self._changed)
        feedback.state.follows(self._observing.take_over(server, self._docs))
        self._catch_up(self._observing)
        web = Web(
            server.get_app(),
            feedback.state,
            server.mount_path,
            str(config.dev_addr.host),
            self._fix,
            lambda: self._config.live.shown,
        )
        server.set_app(web)

    def _catch_up(self, observing: Observing) -> None:
        """Have what was saved during the first build judged and built."""
        if self._before:
            places, before = self._before
            for path in different(before, snapshot(places, before)):
                observing.missed(path)
        tidy.tidy()

    def close(self) -> None:
        self._undo()
        if self._observing:
            self._observing.stop()
        if self.feedback:
            self.feedback.state.close()

    # While the server runs.

    def _standing(self) -> Failure | None:
        return self._options_failure or self._judge_failure

    def _placed(self, failure: Failure) -> Failure:
        """The failure with what opens its place: a page of the docs folder, or the configuration."""
        if not failure.path:
            return failure
        file = Path(self._file or "")
        place = file if file.name == failure.path else Path(self._docs, failure.path)
        return replace(failure, editor=address(self._config.live.editor, place, failure.line or 1, 1))

    def _changed(self, change: Change, newer: Callable[[Change], Change | None]) -> Change:
        """Judge what was saved, before the site is built of it. What else changed is left to the build."""
        try:
            return self._looking().follow(change, newer, self._files)
        except (ConfigError, OSError):
            return change  # a folder that is being moved; the build tells what is wrong if it stays so
        except Exception as error:
            self._looking().complain(failures.crash(error))
            return change

    def _files(self, change: Change) -> tuple[Mapping[str, bytes], Config] | None:
        place = os.path.abspath(self._place)  # noqa: PTH100
        if not all(path.startswith(self._docs + os.sep) for path in change.paths):
            return None  # perhaps the options are others now: the build reads them, and judges by them
        if not any(is_document(os.path.relpath(path, place)) for path in change.paths):
            return None
        files = read_folder(self._place)
        return (files, self._config) if files else None

    def _fix(self, id: str) -> None:
        judged = self._looking().judged
        if judged is None:
            raise Refused("409 Conflict", "nothing is judged yet")
        fixes.apply(judged, self._place, id)
