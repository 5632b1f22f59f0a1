"""What MkDocs says when it cannot build, for people who look at a page or at the terminal."""

from __future__ import annotations

import logging
import re
import traceback
from pathlib import Path
from typing import Any

from backend_spec.config import ConfigError
from backend_spec.live.failure import Failure

_ROOTS = ("mkdocs", "properdocs")
_LINE = re.compile(r"\bline (\d+)")
_OPTION = re.compile(r"Config value '([^'.]+)")


class Listening(logging.Handler):
    """Hears the errors that MkDocs logs while it builds: an exception says no more than that there are some."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())

    def __enter__(self) -> Listening:
        for root in _ROOTS:
            logging.getLogger(root).addHandler(self)
        return self

    def __exit__(self, *_: Any) -> None:
        for root in _ROOTS:
            logging.getLogger(root).removeHandler(self)


def failure(error: BaseException, said: list[str], config: str | None, *, blocks: bool) -> Failure:
    """What a page shows for an error in a build."""
    text = "\n".join(dict.fromkeys([*said, _message(error)]))
    file = Path(config) if config else None
    wrong = _of_configuration(error) and file is not None
    if wrong and file:
        return Failure("The configuration is wrong", text, file.name, _line(text, file), blocks=blocks)
    return Failure("The site could not be built", text, _page(error), blocks=blocks)


def for_terminal(failure: Failure, error: BaseException) -> str:
    """What the terminal shows; of an error that nobody foresaw also where it happened."""
    where = f"{failure.path}:{failure.line}: " if failure.path and failure.line else ""
    text = f"{failure.title}: {where}{failure.text}"
    if not _is_foreseen(error):
        text += "\n" + "".join(traceback.format_exception(error)).rstrip()
    return text


def crash(error: BaseException) -> str:
    """What the terminal shows of a fault of this tool itself."""
    return f"{type(error).__name__}: {error} (a fault of backend-spec; please report it)"


def _message(error: BaseException) -> str:
    message = getattr(error, "message", None) or str(error)
    return str(message) if _is_foreseen(error) else f"{type(error).__name__}: {message}"


def _is_foreseen(error: BaseException) -> bool:
    """Whether the error was made to be read: one of MkDocs' own, or of ours."""
    modules = {cls.__module__.partition(".")[0] for cls in type(error).__mro__}
    return isinstance(error, SystemExit | ConfigError) or not modules.isdisjoint((*_ROOTS, "click"))


def _of_configuration(error: BaseException) -> bool:
    names = {cls.__name__ for cls in type(error).__mro__}
    frames = (frame.f_code.co_name for frame, _ in traceback.walk_tb(error.__traceback__))
    return "ConfigurationError" in names or "load_config" in frames


def _page(error: BaseException) -> str | None:
    """The page that was built; MkDocs logs its name, but not a second time."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name in ("_populate_page", "_build_page"):
            file = getattr(frame.f_locals.get("page"), "file", None)
            return str(file.src_uri) if file else None
    return None


def _line(text: str, file: Path) -> int | None:
    """Where in the configuration: as the YAML reader says, or where the option stands that is wrong."""
    if said := _LINE.search(text):
        return int(said[1])
    if option := _OPTION.search(text):
        try:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return None
        return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{option[1]}:")), None)
    return None
