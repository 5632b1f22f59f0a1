"""Reading a project's options where MkDocs has them: in `mkdocs.yml`, without MkDocs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from backend_spec.config import Config, ConfigError, mapping, parse, shown


class Site(Struct, frozen=True):
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
            return mapping("backend-spec", options)
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
        raise ConfigError(f"{file}: a mapping is expected, not {shown(content)}")
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
