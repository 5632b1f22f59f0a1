"""The command: `backend-spec check`, `graph`, `watch` and `explain`.

Exit status 0: no errors; 1: at least one error; 2: wrong usage or configuration.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

import click

from backend_spec import __version__
from backend_spec.config import Config, ConfigError
from backend_spec.site_file import Site, find, load
from backend_spec.store import Store
from backend_spec.store import folder as store_folder

_EPILOG = "Options of the project are read from mkdocs.yml, in or above DIR, under plugins: backend-spec."


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="backend-spec")
def main() -> None:
    """Check backend specifications that are written as Markdown."""


def _located(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments that say where the specification and its options are."""
    command = click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))(command)
    return click.option(
        "--config-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The mkdocs.yml to read options from.",
    )(command)


_NO_CACHE = click.option("--no-cache", is_flag=True, help="Read and judge anew, and keep nothing.")


@main.command(epilog=_EPILOG)
@_located
@click.option("--format", "style", type=click.Choice(["text", "concise", "json"]), default="text", show_default=True)
@_NO_CACHE
def check(folder: Path | None, config_file: Path | None, style: str, no_cache: bool) -> None:
    """Judge the specification in DIR (by default the one that mkdocs.yml names)."""
    started = time.perf_counter()
    gc.disable()  # a short life: what is left over goes with the process
    from backend_spec.report import concise, text
    from backend_spec.report.result import judge

    place, config = _locate(folder, config_file)
    files = _read(place)
    try:
        result = judge(files, config, _store(config, no_cache))
    except ConfigError as error:
        _refuse(str(error))
    out = _output(style)
    prefix = _prefix(place)
    if not result.report["summary"]["documents"]:
        _warn(f"none of the {len(files)} Markdown files in {place} is a specification document; nothing was checked")
    if style == "json":
        out.write(json.dumps(result.report, ensure_ascii=False, indent=1) + "\n")
    elif style == "concise":
        out.writelines(line + "\n" for line in concise.concise(result.report, prefix))
    else:
        paint = text.colour if text.colours(out) else text.plain
        out.writelines(line + "\n" for line in text.diagnostics(result.report, _lines(files), paint, prefix))
        seconds = f"{time.perf_counter() - started:.2f} s" + (", nothing changed" if result.kept else "")
        extras = {"entities": result.entities, "other": result.other, "seconds": seconds}
        out.writelines(line + "\n" for line in text.summary(result.report, extras, paint))
    out.flush()
    sys.exit(1 if result.report["summary"]["error"] else 0)


@main.command(epilog=_EPILOG)
@_located
@_NO_CACHE
def graph(folder: Path | None, config_file: Path | None, no_cache: bool) -> None:
    """Print what the specification in DIR declares and what refers to what, as JSON."""
    place, config = _locate(folder, config_file)
    files = _read(place)
    from backend_spec.export.graph import graph as exported
    from backend_spec.project import Project

    try:
        analysis = Project(config, _store(config, no_cache)).analyse(files)
    except ConfigError as error:
        _refuse(str(error))
    out = _output("json")
    out.write(json.dumps(exported(analysis), ensure_ascii=False, indent=1) + "\n")
    out.flush()


@main.command(epilog=_EPILOG)
@_located
def watch(folder: Path | None, config_file: Path | None) -> None:
    """Judge the specification in DIR at every save, and print what changed, until Ctrl+C."""
    from backend_spec.adapters import watching

    _locate(folder, config_file)  # what is wrong from the beginning ends the command
    try:
        watching.run(lambda: _found(folder, config_file), _prefix, _output("text"), _store)
    except ConfigError as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(f"{error.filename}: {error.strerror}")


@main.command()
@click.argument("rule", required=False)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
def explain(rule: str | None, style: str) -> None:
    """Explain RULE with its examples, or list all rules."""
    from backend_spec.report import rules as pages
    from backend_spec.report.text import colours

    out = _output(style)
    paint = pages.colour if colours(out) else pages.plain
    try:
        out.writelines(line + "\n" for line in pages.explain(rule, style, paint))
    except ConfigError as error:
        _refuse(str(error))
    out.flush()


def _store(config: Config, no_cache: bool = False) -> Store:
    return Store(None if no_cache or not config.cache else store_folder())


def _locate(folder: Path | None, config_file: Path | None) -> tuple[Path, Config]:
    """The specification's folder and the project's options."""
    try:
        place, site = _found(folder, config_file)
    except ConfigError as error:
        _refuse(str(error))
    return place, site.config


def _found(folder: Path | None, config_file: Path | None) -> tuple[Path, Site]:
    """The specification's folder and the site that it belongs to. Raises ConfigError."""
    if folder is not None and not folder.is_dir():
        raise ConfigError(f"{folder} is not a folder")
    file = config_file or find(folder or Path())
    site = load(file) if file else Site(None, Path("docs").resolve(), Config())
    place = folder or site.docs / site.config.folder
    if not place.is_dir():
        where = f"{site.file} names {place}" if site.file else f"there is no mkdocs.yml here, and no folder {place}"
        raise ConfigError(f"no specification found: {where}; name its folder: backend-spec check DIR")
    return place, site


def _read(place: Path) -> Mapping[str, bytes]:
    from backend_spec.files import read_folder

    try:
        files = read_folder(place)
    except OSError as error:
        _refuse(f"{error.filename}: {error.strerror}")
    if not files:
        _refuse(f"there are no Markdown files in {place}")
    return files


def _refuse(message: str) -> Any:
    """End with status 2."""
    click.echo(f"backend-spec: {message}", err=True)
    sys.exit(2)


def _warn(message: str) -> None:
    click.echo(f"backend-spec: warning: {message}", err=True)


def _output(style: str) -> TextIO:
    """Standard output as UTF-8, whatever the console's habits; JSON keeps what cannot be encoded as escapes."""
    out: Any = sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8" if style == "json" or not out.isatty() else None, errors="backslashreplace")
    return out  # type: ignore[no-any-return]


def _prefix(place: Path) -> str:
    """What makes the specification's paths openable from here."""
    shown = os.path.relpath(place)
    if shown.startswith(os.pardir):
        shown = os.fspath(place)
    return "" if shown == "." else shown.replace(os.sep, "/").rstrip("/") + "/"


def _lines(files: Mapping[str, bytes]) -> Callable[[str], list[str]]:
    from backend_spec.report.frame import split
    from backend_spec.text import Source

    known: dict[str, list[str]] = {}

    def lines(path: str) -> list[str]:
        if path not in known:
            known[path] = split(Source.decode(path, files[path])[0].text)
        return known[path]

    return lines
