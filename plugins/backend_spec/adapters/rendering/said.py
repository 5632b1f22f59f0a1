"""What is logged meanwhile, so that it can be said again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

Said = tuple[str, int, str]
"""A logger's name, a level, a message."""


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self._thread = threading.get_ident()
        self._last: logging.LogRecord | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread and record is not self._last:
            self._last = record  # one record may come by several of the loggers that are listened to
            self.said.append((record.name, record.levelno, record.getMessage()))


@contextmanager
def listening() -> Iterator[list[Said]]:
    """All that this thread logs meanwhile."""
    listener = _Listener()
    # MkDocs' loggers do not hand their records on.
    loggers = [logging.getLogger(), logging.getLogger("mkdocs"), logging.getLogger("properdocs")]
    for logger in loggers:
        logger.addHandler(listener)
    try:
        yield listener.said
    finally:
        for logger in loggers:
            logger.removeHandler(listener)


def say(said: Iterable[Said]) -> None:
    """Log it again, where it was logged."""
    for name, level, message in said:
        logging.getLogger(name).log(level, "%s", message)
