"""Whole pages: what a template makes of a page, kept by all that it was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import FileSystemLoader

from backend_spec import store
from backend_spec.adapters.rendering import outline, theme
from backend_spec.adapters.rendering.kept import Kept
from backend_spec.adapters.rendering.plain import Unknown, written

_GIVEN = frozenset("nav pages base_url extra_css extra_javascript mkdocs_version build_date_utc config page".split())
_PLUGINS = frozenset(
    """
    backend_spec.adapters.mkdocs material.plugins.search.plugin mermaid2.plugin mkdocs.contrib.search
    properdocs.contrib.search
    """.split()
)
"""Plugins that are known to change nothing in a page's context, nor in templates, but what is seen in the context."""
_EVENTS = ("env", "page_context")
_USUAL = frozenset("_operator babel builtins gettext jinja2 markupsafe mkdocs operator properdocs".split())


class Wholes:
    """Answers `template.render` for the pages of one build."""

    def __init__(self, kept: Kept, ground: str, config: Any):
        self._kept = kept
        self._ground = ground
        self._config = config
        self._taken: set[int] = set()
        self._site: str | None = None
        self._off = not all(_is_known(handler) for event in _EVENTS for handler in config.plugins.events[event])
        self._templates = ""

    def take(self, env: Any) -> None:
        """Have the templates that are asked for by name alone, as a build does, answer for the pages that they know."""
        if self._off:
            return
        get = env.get_template

        def get_template(name: Any, *rest: Any, **named: Any) -> Any:
            template = get(name, *rest, **named)
            if not rest and not named and id(template) not in self._taken:
                self._taken.add(id(template))
                template.render = self._answering(env, template, template.render)
            return template

        env.get_template = get_template

    def unchanged(self) -> bool:
        """Whether the templates are what they were when the first page was made."""
        return self._site is None or self._templates == theme.digest(self._config.theme.dirs)

    def _answering(self, env: Any, template: Any, render: Callable[..., str]) -> Callable[..., str]:
        def answering(*contexts: Any, **named: Any) -> str:
            name = self._name(env, template, contexts[0]) if len(contexts) == 1 and not named else None
            if name is None:
                return render(*contexts, **named)
            known = self._kept.get(name, str)
            if known is None:
                known = render(*contexts)
                self._kept.put(name, known)
            return known

        return answering

    def _name(self, env: Any, template: Any, context: Mapping[str, Any]) -> str | None:
        page = context.get("page")
        if self._off or page is None or not page.file or page.is_homepage or context.get("config") is not self._config:
            return None
        try:
            if self._site is None:
                self._site = self._all(env, context)
            return store.digest(
                self._site,
                template.name or "",
                outline.page(page),
                outline.neighbour(page.previous_page),
                outline.neighbour(page.next_page),
                written([context[name] for name in ("base_url", "extra_css", "extra_javascript", "mkdocs_version")]),
                written({name: value for name, value in context.items() if name not in _GIVEN}),
            )
        except Unknown:
            self._off = self._site is None
            return None

    def _all(self, env: Any, context: Mapping[str, Any]) -> str:
        """A digest of what all pages have in common."""
        folders = self._config.theme.dirs
        if type(env.loader) is not FileSystemLoader or env.loader.searchpath != list(folders) or not _is_plain(env):
            raise Unknown("a Jinja environment that was changed")
        self._templates = theme.digest(folders)
        reads = theme.reads(env, folders)
        listed = context["pages"] if reads.pages or reads.heavy else ()
        return store.digest(
            "whole",
            self._ground,
            self._templates,
            outline.configuration(self._config),
            outline.navigation(context["nav"], reads.heavy),
            *(outline.page(file.page, reads.heavy) for file in listed),
        )


def _is_known(handler: Any) -> bool:
    owner = getattr(handler, "__self__", None)
    return owner is not None and type(owner).__module__ in _PLUGINS


def _is_plain(env: Any) -> bool:
    """Whether an environment has nothing but what Jinja and the host gave it."""
    functions = [*env.filters.values(), *env.tests.values(), *env.globals.values(), *env.extensions.values()]
    modules = {getattr(function, "__module__", type(function).__module__).partition(".")[0] for function in functions}
    return modules <= _USUAL
