"""The options, defined once for every adapter: what a project can say about its specification.

They stand in `mkdocs.yml` under the plugin's name; `site_file` reads them there for the command.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
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
class Pages:
    """The generated pages: the folder in docs_dir that they appear in (None for no pages at all), the title of their
    part of the navigation, and by a page's name its title, None for one that is not wanted."""

    folder: str | None = "reference"
    title: str = "Reference"
    titles: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Live:
    """What `mkdocs serve` shows in the browser: whether it does, and the pattern of addresses that open a place in the
    author's editor, None for no such links."""

    shown: bool = True
    editor: str | None = "vscode://file/{path}:{line}:{column}"


@dataclass(frozen=True, slots=True)
class Config:
    """A project's options.

    `folder` is the specification's folder, relative to MkDocs' docs_dir. `documents` maps a kind to the files
    (globs relative to the folder) that are of this kind, None for a kind that the project does not have; the kind
    `other` takes files out. `rules` maps a rule's id to its setting. `aliases` maps a kind of entity to spellings
    and what they mean (None: nothing). `columns` adds column titles to a table shape, `outlines` replaces a kind's
    outline by the titles given. `rule_pages` is where the rules' pages go on the site, None for nowhere. `pages`
    are the generated pages, `links` is whether names in documents become links. `inventories` maps other sites'
    addresses to the files that list what they declare. `cache` is whether results are kept between runs. `dialect`
    is the SQL that the project writes. `language` is the one that the documents are written in, "" where the
    project names none. `live` is what the browser shows while serving.
    """

    folder: str = "backend"
    documents: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    aliases: Aliases = field(default_factory=dict)
    columns: Titles = field(default_factory=dict)
    outlines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule_pages: str | None = "rules"
    pages: Pages = field(default_factory=Pages)
    links: bool = True
    inventories: Mapping[str, str] = field(default_factory=dict)
    cache: bool = True
    dialect: str = "postgresql"
    language: str = ""
    live: Live = field(default_factory=Live)
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


def mapping(name: str, value: object) -> Mapping[str, object]:
    """The option's value as a mapping, empty for none. Raises ConfigError when it is something else."""
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise ConfigError(f"`{name}` must be a mapping with names as keys, not {shown(value)}")
    return value


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"`{name}` must be a text, not {shown(value)}")
    return value


def _texts(name: str, value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in values):
        raise ConfigError(f"`{name}` must be a text or a list of texts, not {shown(value)}")
    return tuple(values)


def _truth(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"`{name}` must be true or false, not {shown(value)}")
    return value


def _dialect(name: str, value: object) -> str:
    written = _text(name, value).casefold()
    chosen = {"postgres": "postgresql", "mariadb": "mysql"}.get(written, written)
    if chosen not in ("postgresql", "mysql", "sqlite"):
        raise ConfigError(f"`{name}` must be postgresql, mysql or sqlite, not {shown(value)}")
    return chosen


LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ko": "Korean",
}  # fmt: skip


def _language(name: str, value: object) -> str:
    if value is None or value is False or value == "":
        return ""
    written = _text(name, value).casefold()
    chosen = {language.casefold(): code for code, language in LANGUAGES.items()}.get(written, written)
    if chosen not in LANGUAGES:
        raise ConfigError(f"`{name}` must be one of {', '.join(LANGUAGES)}, not {shown(value)}")
    return chosen


def _folder(name: str, value: object) -> str:
    return _text(name, value).strip("/") or "."


def _documents(name: str, value: object) -> Mapping[str, tuple[str, ...] | None]:
    return {
        kind: None if files is None or files is False else _texts(f"{name}.{kind}", files)
        for kind, files in mapping(name, value).items()
    }


def _rules(name: str, value: object) -> Mapping[str, RuleSetting]:
    settings = {}
    for id, setting in mapping(name, value).items():
        place = f"{name}.{id}"
        if isinstance(setting, Mapping):
            options = dict(mapping(place, setting))
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
        raise ConfigError(f"`{name}` must be error, warning, info or off, not {shown(value)}")
    return str(value)


def _aliases(name: str, value: object) -> Aliases:
    aliases: dict[str, dict[str, str | None]] = {}
    for kind, spellings in mapping(name, value).items():
        place = f"{name}.{kind}"
        aliases[kind] = {}
        for spelling, meaning in mapping(place, spellings).items():
            nothing = meaning is None or meaning is False
            aliases[kind][spelling] = None if nothing else _text(f"{place}.{spelling}", meaning)
    return aliases


def _columns(name: str, value: object) -> Titles:
    return {
        shape: {
            column: _texts(f"{name}.{shape}.{column}", titles)
            for column, titles in mapping(f"{name}.{shape}", columns).items()
        }
        for shape, columns in mapping(name, value).items()
    }


def _outlines(name: str, value: object) -> Mapping[str, tuple[str, ...]]:
    return {kind: _texts(f"{name}.{kind}", titles) for kind, titles in mapping(name, value).items()}


def _pages(name: str, value: object) -> str | None:
    if value is None or value is False:
        return None
    return _text(name, value).strip("/")


PAGES = ("checklist", "services", "api", "rpcs", "errors", "tables", "events", "cache", "roles", "features", "explorer")
"""The names of the generated pages, in the order of the navigation."""


def _generated(name: str, value: object) -> Pages:
    if value is None or value is False:
        return Pages(folder=None)
    if value is True:
        return Pages()
    if isinstance(value, str):
        return Pages(folder=_pages(name, value))
    known = dict(mapping(name, value))
    folder = _pages(f"{name}.folder", known.pop("folder", "reference"))
    title = _text(f"{name}.title", known.pop("title", "Reference"))
    titles: dict[str, str | None] = {}
    for page, wanted in known.items():
        if page not in PAGES:
            raise ConfigError(
                f"`{name}.{page}` is not a generated page{_did_you_mean(page, (*PAGES, 'folder', 'title'))}"
            )
        if wanted is not True:
            titles[page] = None if wanted is None or wanted is False else _text(f"{name}.{page}", wanted)
    return Pages(folder, title, titles)


def _inventories(name: str, value: object) -> Mapping[str, str]:
    return {url: _text(f"{name}.{url}", path) for url, path in mapping(name, value).items()}


def _live(name: str, value: object) -> Live:
    if value is None or isinstance(value, bool):
        return Live(shown=bool(value))
    known = dict(mapping(name, value))
    editor = known.pop("editor", Live().editor)
    for option in known:
        raise ConfigError(f"`{name}.{option}` is not an option{_did_you_mean(option, ('editor',))}")
    if editor is None or editor is False:
        return Live(editor=None)
    pattern = _text(f"{name}.editor", editor)
    if "{path}" not in pattern or not re.match(r"[a-z][a-z0-9+.-]*:", pattern, re.IGNORECASE):
        raise ConfigError(f"`{name}.editor` must be an address with `{{path}}` in it, not {shown(editor)}")
    if pattern.partition(":")[0].casefold() in ("javascript", "data", "vbscript"):
        raise ConfigError(f"`{name}.editor` must be an editor's address, not {shown(editor)}")
    return Live(editor=pattern)


def shown(value: object) -> str:
    """A wrong value as a message shows it: shortened when it is long."""
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
    "pages": _generated,
    "links": _truth,
    "inventories": _inventories,
    "cache": _truth,
    "dialect": _dialect,
    "language": _language,
    "live": _live,
}
