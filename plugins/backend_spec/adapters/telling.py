"""What `mkdocs build` says of a specification."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from backend_spec.config import ConfigError
from backend_spec.files import read_folder
from backend_spec.report import text
from backend_spec.report.frame import split
from backend_spec.report.result import Result
from backend_spec.text import Source

log = logging.getLogger("mkdocs.plugins.backend-spec")


class Failed(Exception):
    """No site is to be built of this specification."""


def read(place: Path) -> dict[str, bytes]:
    """The specification's files."""
    if not place.is_dir():
        raise ConfigError(f"there is no folder {place}; the option `folder` names the specification's folder")
    files = read_folder(place)
    if not files:
        raise ConfigError(f"there are no Markdown files in {place}")
    return files


def tell(result: Result, files: Mapping[str, bytes], place: Path) -> None:
    """Print the diagnostics. Raises Failed if there are errors."""
    lines: dict[str, list[str]] = {}

    def shown(path: str) -> list[str]:
        if path not in lines:
            lines[path] = split(Source.decode(path, files[path])[0].text)
        return lines[path]

    paint = text.colour if sys.stderr.isatty() and not os.environ.get("NO_COLOR") else text.plain
    prefix = os.path.relpath(place).replace(os.sep, "/") + "/"
    for line in text.diagnostics(result.report, shown, paint, prefix):
        sys.stderr.write(line + "\n")
    sys.stderr.flush()
    counts = result.report["summary"]
    if not counts["documents"]:
        raise Failed(f"none of the {len(files)} Markdown files in {place} is a specification document")
    if counts["warning"]:
        log.warning("backend-spec: %s in the specification", text.counted(counts["warning"], "warning"))
    if counts["error"]:
        raise Failed(f"{text.counted(counts['error'], 'error')} in the specification")
    if not counts["warning"]:
        log.info("backend-spec: %d documents, no errors", counts["documents"])
