"""Names in the project's options that only the slices know."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from importlib import import_module
from pathlib import PurePosixPath

from backend_spec import kinds
from backend_spec.config import Config, ConfigError
from backend_spec.kinds.common.recognise import OTHER, matches
from backend_spec.reading import Shape


def check(config: Config, paths: Iterable[str]) -> None:
    """Raise ConfigError for a kind, a table, a column or a file that there is not. `paths` are the files."""
    names = {OTHER, *(kind.name for kind in kinds.KINDS)}
    for option, given in (("documents", config.documents), ("outlines", config.outlines)):
        for kind in given:
            _known(f"{option}.{kind}", kind, names, "kind of document")
    if config.aliases:
        from backend_spec.graph.lookup import NOUNS  # with all that links

    for kind in config.aliases:
        _known(f"aliases.{kind}", kind, {noun.kind for noun in NOUNS}, "kind of entity")
    if config.columns:
        tables = shapes()
        for table, columns in config.columns.items():
            _known(f"columns.{table}", table, tables, "table")
            for column in columns:
                _known(f"columns.{table}.{column}", column, tables[table], "column in this table")
    files = [PurePosixPath(path) for path in paths]
    for kind, patterns in config.documents.items():
        for pattern in patterns or ():
            # What is taken out need not be there: drafts come and go.
            if kind != OTHER and not any(matches(file, pattern) for file in files):
                raise ConfigError(f"`documents.{kind}`: there is no file `{pattern}` in the specification's folder")


def shapes() -> dict[str, set[str]]:
    """The tables whose columns a project may name: columns by table."""
    found: dict[str, set[str]] = {}
    for kind in kinds.KINDS:
        import_module(f"{kinds.__name__}.{kind.name}.extract")
    for name, module in tuple(sys.modules.items()):
        if name.startswith(f"{kinds.__name__}."):
            for value in vars(module).values():
                if isinstance(value, Shape):
                    found.setdefault(value.name, set()).update(value.columns)
    return found


def _known(option: str, name: str, names: Collection[str], what: str) -> None:
    if name not in names:
        close = get_close_matches(name, names, 1)
        hint = f"; did you mean `{close[0]}`?" if close else f" (there are: {', '.join(sorted(names))})"
        raise ConfigError(f"`{option}`: there is no such {what}{hint}")
