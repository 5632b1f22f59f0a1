"""The options, defined once for every adapter: what a project can say about its specification.

They stand in `mkdocs.yml` under the plugin's name; the command reads them there too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

Aliases = Mapping[str, Mapping[str, str | None]]
Titles = Mapping[str, Mapping[str, tuple[str, ...]]]


class ConfigError(Exception):
    """A wrong option. The message names the option and what it should be."""


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What a project says about a rule: another severity ("off" turns the rule off), values for its options."""

    severity: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """A project's options.

    `folder` is the specification's folder, relative to MkDocs' docs_dir. `documents` maps a kind to the files (globs
    relative to the folder) that are of this kind, None for a kind that the project does not have; the kind `other`
    takes files out. `rules` maps a rule's id to its setting. `aliases` maps a kind of entity to spellings and what
    they mean (None: nothing). `columns` adds column titles to a table shape, `outlines` replaces a kind's outline by
    the titles given. `rule_pages` is where the rules' pages go on the site, None for nowhere. `cache` is whether
    results are kept between runs.
    """

    folder: str = "backend"
    documents: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    aliases: Aliases = field(default_factory=dict)
    columns: Titles = field(default_factory=dict)
    outlines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule_pages: str | None = "rules"
    cache: bool = True
    site_url: str = ""


OPTIONS = tuple(f.name for f in fields(Config) if f.name != "site_url")
"""The names that may stand under the plugin in `mkdocs.yml`."""


def parse(options: Mapping[str, object], site_url: str = "") -> Config:
    """Check and convert raw options. Raises ConfigError."""
    known: dict[str, Any] = {}
    for name, value in options.items():
        if name not in OPTIONS:
            raise ConfigError(f"`{name}` is not an option of backend-spec{_did_you_mean(name, OPTIONS)}")
        known[name] = _PARSERS[name](name, value)
    return Config(**known, site_url=site_url)


def _did_you_mean(name: str, names: tuple[str, ...]) -> str:
    close = get_close_matches(name, names, 1)
    return f"; did you mean `{close[0]}`?" if close else f" (options: {', '.join(names)})"


def _mapping(name: str, value: object) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise ConfigError(f"`{name}` must be a mapping with names as keys, not {_shown(value)}")
    return value


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"`{name}` must be a text, not {_shown(value)}")
    return value


def _texts(name: str, value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in values):
        raise ConfigError(f"`{name}` must be a text or a list of texts, not {_shown(value)}")
    return tuple(values)


def _truth(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"`{name}` must be true or false, not {_shown(value)}")
    return value


def _folder(name: str, value: object) -> str:
    return _text(name, value).strip("/") or "."


def _documents(name: str, value: object) -> Mapping[str, tuple[str, ...] | None]:
    return {
        kind: None if files is None or files is False else _texts(f"{name}.{kind}", files)
        for kind, files in _mapping(name, value).items()
    }


def _rules(name: str, value: object) -> Mapping[str, RuleSetting]:
    settings = {}
    for id, setting in _mapping(name, value).items():
        place = f"{name}.{id}"
        if isinstance(setting, Mapping):
            options = dict(_mapping(place, setting))
            severity = options.pop("severity", None)
            chosen = None if severity is None else _severity(f"{place}.severity", severity)
            settings[id] = RuleSetting(chosen, options)
        else:
            settings[id] = RuleSetting(_severity(place, setting))
    return settings


def _severity(name: str, value: object) -> str:
    if value is False:  # YAML reads a bare `off` as false
        return "off"
    if value not in ("error", "warning", "info", "off"):
        raise ConfigError(f"`{name}` must be error, warning, info or off, not {_shown(value)}")
    return str(value)


def _aliases(name: str, value: object) -> Aliases:
    aliases: dict[str, dict[str, str | None]] = {}
    for kind, spellings in _mapping(name, value).items():
        place = f"{name}.{kind}"
        aliases[kind] = {}
        for spelling, meaning in _mapping(place, spellings).items():
            nothing = meaning is None or meaning is False
            aliases[kind][spelling] = None if nothing else _text(f"{place}.{spelling}", meaning)
    return aliases


def _columns(name: str, value: object) -> Titles:
    return {
        shape: {
            column: _texts(f"{name}.{shape}.{column}", titles)
            for column, titles in _mapping(f"{name}.{shape}", columns).items()
        }
        for shape, columns in _mapping(name, value).items()
    }


def _outlines(name: str, value: object) -> Mapping[str, tuple[str, ...]]:
    return {kind: _texts(f"{name}.{kind}", titles) for kind, titles in _mapping(name, value).items()}


def _pages(name: str, value: object) -> str | None:
    if value is None or value is False:
        return None
    return _text(name, value).strip("/")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


_PARSERS: Mapping[str, Callable[[str, object], Any]] = {
    "folder": _folder,
    "documents": _documents,
    "rules": _rules,
    "aliases": _aliases,
    "columns": _columns,
    "outlines": _outlines,
    "rule_pages": _pages,
    "cache": _truth,
}


@dataclass(frozen=True, slots=True)
class Site:
    """What a `mkdocs.yml` says: the options and where the documents are. `file` is None when there is none."""

    file: Path | None
    docs: Path
    config: Config


FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")


def find(start: Path) -> Path | None:
    """The nearest site configuration in a folder or above it."""
    start = start.resolve()
    return next(
        (folder / name for folder in (start, *start.parents) for name in FILES if (folder / name).is_file()), None
    )


def load(file: Path) -> Site:
    """Read the options from a site configuration. Raises ConfigError when it cannot be read."""
    content = _read(file)
    docs = content.get("docs_dir", "docs")
    url = content.get("site_url") or ""
    if not isinstance(docs, str) or not isinstance(url, str):
        raise ConfigError(f"{file}: `docs_dir` and `site_url` must be texts")
    try:
        config = parse(_plugin(content.get("plugins")), url)
    except ConfigError as error:
        raise ConfigError(f"{file}: plugins: backend-spec: {error}") from None
    return Site(file, (file.parent / docs).resolve(), config)


def _plugin(plugins: object) -> Mapping[str, object]:
    """The plugin's options, in either form that MkDocs allows for `plugins`."""
    entries = plugins.items() if isinstance(plugins, Mapping) else _entries(plugins)
    for name, options in entries:
        if name == "backend-spec":
            return _mapping("backend-spec", options)
    return {}


def _entries(plugins: object) -> list[tuple[object, object]]:
    entries: list[tuple[object, object]] = []
    for plugin in plugins if isinstance(plugins, list) else ():
        entries += plugin.items() if isinstance(plugin, Mapping) else [(plugin, None)]
    return entries


def _read(file: Path, depth: int = 0) -> dict[str, object]:
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Takes no code from the file: tags such as !!python/name are read as nothing."""

    Loader.add_constructor("!ENV", lambda loader, node: _environment(loader, node))
    Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
    try:
        content = yaml.load(file.read_bytes(), Loader)
    except (yaml.YAMLError, OSError, UnicodeError) as error:
        raise ConfigError(f"{file}: {' '.join(str(error).split())}") from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ConfigError(f"{file}: a mapping is expected, not {_shown(content)}")
    parent = content.pop("INHERIT", None)
    if isinstance(parent, str) and depth < 8:
        return _merged(_read((file.parent / parent).resolve(), depth + 1), content)
    return content


def _merged(parent: dict[str, object], child: dict[str, object]) -> dict[str, object]:
    """MkDocs merges mappings key by key, and a child's other values replace the parent's."""
    merged = dict(parent)
    for key, value in child.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _environment(loader: Any, node: Any) -> object:
    names = loader.construct_sequence(node) if hasattr(node.value, "append") else [loader.construct_scalar(node)]
    default = names.pop() if len(names) > 1 else None
    found = next((os.environ[name] for name in names if name in os.environ), None)
    return default if found is None else _scalar(found)


def _scalar(text: str) -> object:
    import yaml

    return yaml.safe_load(text)
