"""The MkDocs plugin: only hooks. It also runs under ProperDocs, which answers to the same names.

The specification is judged in `on_pre_build`, before MkDocs empties the site folder, so a failed build leaves the last
good site as it was. While serving nothing is raised: MkDocs answers no request any more after an error in a rebuild.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from backend_spec.adapters import mermaid2
from backend_spec.config import Config, ConfigError, parse
from backend_spec.files import read_folder
from backend_spec.report import text
from backend_spec.report.frame import split
from backend_spec.report.result import Result, judge
from backend_spec.store import Store, folder
from backend_spec.text import Source

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.plugins.backend-spec")


class BackendSpecPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Judges the specification at every build and adds the rules' pages to the site."""

    def __init__(self) -> None:
        self._options = Config()
        self._serving = False
        self._loaded = False

    def load_config(
        self, options: Mapping[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Check the options. While serving, wrong ones are reported and the last right ones stay in force."""
        try:
            self._options = parse(options)
        except ConfigError as error:
            if self._serving and self._loaded:
                return [], [("backend-spec", f"{error}; the previous options stay in force")]
            return [("backend-spec", ValidationError(str(error)))], []
        self._loaded = True
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        mermaid2.spare(config.plugins.events["post_page"])

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        place = Path(config.docs_dir) / self._options.folder
        try:
            result, files = self._judge(place, config.site_url or "")
        except (ConfigError, OSError) as error:
            self._fail(f"backend-spec: {error}")
            return
        except Exception as error:
            if not self._serving:
                raise
            # A fault of ours must not end the author's session.
            log.error("backend-spec: %s: %s (a fault of backend-spec; please report it)", type(error).__name__, error)
            return
        self._tell(result, files, place)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self._options.rule_pages is not None:
            from backend_spec.site.rules import pages

            made = pages(self._options.rule_pages, self._store(), directories=config.use_directory_urls)
            for path, content in (made.pages | made.redirects).items():
                if path not in files.src_uris:
                    generated = File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
                    files.append(generated)
        return files

    def _store(self) -> Store:
        return Store(folder() if self._options.cache else None)

    def _judge(self, place: Path, site_url: str) -> tuple[Result, dict[str, bytes]]:
        if not place.is_dir():
            raise ConfigError(f"there is no folder {place}; the option `folder` names the specification's folder")
        files = read_folder(place)
        if not files:
            raise ConfigError(f"there are no Markdown files in {place}")
        return judge(files, parse_with(self._options, site_url), self._store()), files

    def _tell(self, result: Result, files: Mapping[str, bytes], place: Path) -> None:
        """Print the diagnostics, and fail the build if there are errors."""
        lines: dict[str, list[str]] = {}

        def read(path: str) -> list[str]:
            if path not in lines:
                lines[path] = split(Source.decode(path, files[path])[0].text)
            return lines[path]

        paint = text.colour if sys.stderr.isatty() and not os.environ.get("NO_COLOR") else text.plain
        prefix = os.path.relpath(place).replace(os.sep, "/") + "/"
        for line in text.diagnostics(result.report, read, paint, prefix):
            sys.stderr.write(line + "\n")
        sys.stderr.flush()
        counts = result.report["summary"]
        if not counts["documents"]:
            self._fail(f"backend-spec: none of the {len(files)} Markdown files in {place} is a specification document")
        if counts["warning"]:
            log.warning("backend-spec: %s in the specification", text.counted(counts["warning"], "warning"))
        if counts["error"]:
            self._fail(f"backend-spec: {text.counted(counts['error'], 'error')} in the specification")
        elif not counts["warning"]:
            log.info("backend-spec: %d documents, no errors", counts["documents"])

    def _fail(self, message: str) -> None:
        if not self._serving:
            raise PluginError(message)
        log.error("%s", message)


def parse_with(options: Config, site_url: str) -> Config:
    """The options together with the site's address, which only MkDocs knows."""
    from dataclasses import replace

    return replace(options, site_url=site_url)
