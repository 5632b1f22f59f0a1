"""A theme's Jinja environments, of which every build makes some: they compile the same templates and list the same
files again and again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket

_USUAL = frozenset("_operator babel builtins gettext jinja2 markupsafe mkdocs operator properdocs".split())
_VISIBLE = ("structure.files", "Files.add_files_from_theme.<locals>.filter")
"""The host's own filter, which takes nothing from hidden folders."""


class Compiled(BytecodeCache):
    """Templates' compiled code, kept in memory over the rebuilds of one process, by the template's name and place;
    Jinja compares a digest of the template's text."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code and is_plain(bucket.environment):
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        if is_plain(bucket.environment):
            self._code[bucket.key] = bucket.bytecode_to_string()

    def clear(self) -> None:
        self._code.clear()


COMPILED = Compiled()


def spare(theme: Any) -> None:
    """Have a theme's environments know compiled templates, and not look for a site's files among Material's icons, of
    which there are thousands."""
    get = theme.get_env

    def get_env() -> Any:
        env = get()
        if is_plain(env):
            env.bytecode_cache = env.bytecode_cache or COMPILED
            env.list_templates = _listing(env, env.list_templates)
        return env

    theme.get_env = get_env


def is_plain(env: Environment) -> bool:
    """Whether an environment has nothing but what Jinja and the host gave it."""
    functions = [*env.filters.values(), *env.tests.values(), *env.globals.values(), *env.extensions.values()]
    modules = {getattr(function, "__module__", type(function).__module__).partition(".")[0] for function in functions}
    return modules <= _USUAL


def _listing(env: Environment, every: Callable[..., list[str]]) -> Callable[..., list[str]]:
    def list_templates(extensions: Any = None, filter_func: Any = None) -> list[str]:
        loader = env.loader
        module, name = getattr(filter_func, "__module__", ""), getattr(filter_func, "__qualname__", "")
        if (module.partition(".")[2], name) != _VISIBLE or extensions or type(loader) is not FileSystemLoader:
            return every(extensions, filter_func)
        found = {path for folder in loader.searchpath for path in _visible(folder, links=loader.followlinks)}
        return [path for path in sorted(found) if filter_func(path)]

    return list_templates


def _visible(folder: str, *, links: bool) -> Iterator[str]:
    """The files of a folder, by their paths in it, but for those in hidden folders."""
    for place, folders, names in os.walk(folder, followlinks=links):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inner = os.path.relpath(place, folder).replace(os.sep, "/")
        yield from (name if inner == "." else f"{inner}/{name}" for name in names)
