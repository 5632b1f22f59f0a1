"""Whole pages: what a template makes of a page, kept by all that it was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import FileSystemLoader
from msgspec import Struct

from backend_spec import store
from backend_spec.adapters import mermaid2
from backend_spec.adapters.rendering import outline, theme
from backend_spec.adapters.rendering.compiled import is_plain
from backend_spec.adapters.rendering.kept import Kept, Links
from backend_spec.adapters.rendering.output import UNCHANGED, Output
from backend_spec.adapters.rendering.plain import Unknown, written
from backend_spec.site.hrefs import Address, links

_GIVEN = frozenset("nav pages base_url extra_css extra_javascript mkdocs_version build_date_utc config page".split())
_PLUGINS = frozenset(
    """
    backend_spec.adapters.mkdocs material.plugins.search.plugin mermaid2.plugin mkdocs.contrib.search
    properdocs.contrib.search
    """.split()
)
"""Plugins that are known to change nothing in a page's context, nor in templates, but what is seen in the context."""
_EVENTS = ("env", "page_context")
_PAGELESS = "404.html"

Weave = Callable[[], str]


class Whole(Struct, frozen=True, array_like=True):
    """A page as a template made it, and the links that are still to be resolved in it: looking for them in a large page
    takes as long as all else."""

    html: str
    links: Links


class Site(Struct, frozen=True):
    """Where pages are written, and the addresses of others as seen from one; None where nobody resolves links."""

    output: Output | None = None
    address: Callable[[Any], Address] | None = None


class Wholes:
    """Answers `template.render` for the pages of one build."""

    def __init__(self, kept: Kept, ground: str, config: Any, site: Site):
        self._kept = kept
        self._written = site
        self._ground = ground
        self._config = config
        self._taken: set[int] = set()
        self._site: str | None = None
        self._reads = theme.Reads()
        self._off = not all(_is_known(handler) for event in _EVENTS for handler in config.plugins.events[event])
        self._alone = all(_is_known(handler) for event in config.plugins.events.values() for handler in event)
        self._follows = site.output is not None and self._alone
        """Whether what is written follows from what a template makes, and it is told what is written."""
        self._templates = ""
        self._waiting: dict[int, tuple[str, str, Weave]] = {}
        """By page, the content that is to be woven, a digest of what it is woven from, and who weaves it."""
        self._last: Whole | None = None

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

    def weave(self, page: Any, given: str, weave: Weave) -> None:
        """Weave a page's content, at the latest before its template is rendered: not at all for a page that is known.

        `given` is a digest of what its content is woven from. Who else may look at the content gets it woven.
        """
        if self._site and not self._off and self._alone and "content" not in self._reads.heavy:
            self._waiting[id(page)] = (page.content, given, weave)
        else:
            page.content = weave()

    def is_linked(self, output: str) -> bool:
        """Whether a page may have links that are still to be resolved."""
        if output is UNCHANGED:
            return False
        return self._last is None or self._last.html is not output or bool(self._last.links)

    def unchanged(self) -> bool:
        """Whether the templates are what they were when the first page was made."""
        return self._site is None or self._templates == theme.digest(self._config.theme.dirs)

    def _answering(self, env: Any, template: Any, render: Callable[..., str]) -> Callable[..., str]:
        def answering(*contexts: Any, **named: Any) -> str:
            page = contexts[0].get("page") if contexts and isinstance(contexts[0], Mapping) else None
            plain, given, weave = self._waiting.pop(id(page), ("", "", None))
            name = self._name(env, template, contexts[0], given) if len(contexts) == 1 and not named else None
            if name and page is not None and self._stands(page, name, self._kept.again(name)):
                return UNCHANGED
            known = self._kept.get(name, Whole) if name else None
            if known is None:
                if weave is not None and page is not None:
                    # MkDocs may have put something before it.
                    page.content = page.content.removesuffix(plain) + weave()
                html = render(*contexts, **named)
                known = Whole(html, links(html))
                if name:
                    self._kept.put(name, known)
            self._last = known
            if name and page is not None and self._follows and not mermaid2.changes(known.html):
                self._kept.links[name] = known.links
                self._stands(page, name, known.links)
            return known.html

        return answering

    def _stands(self, page: Any, name: str, links: Links | None) -> bool:
        """Whether a page of this name was written by this process, and its file is as it was then."""
        if links is None or self._written.output is None or not self._follows:
            return False
        address = self._written.address(page) if self._written.address else None
        leads = [address(*link) or "" for link in links] if address else ["?"]
        return self._written.output.expect(page.file.abs_dest_path, store.digest(name, *leads))

    def _name(self, env: Any, template: Any, context: Mapping[str, Any], given: str) -> str | None:
        page = context.get("page")
        if self._off or context.get("config") is not self._config or (page is None and template.name != _PAGELESS):
            return None
        try:
            if self._site is None:
                self._site = self._all(env, context)
            if page is not None and page.is_homepage and self._reads.dated:
                return None
            return store.digest(
                self._site,
                template.name or "",
                given,
                written([context[name] for name in ("base_url", "extra_css", "extra_javascript", "mkdocs_version")]),
                written({name: value for name, value in context.items() if name not in _GIVEN}),
                *(self._shown(page) if page is not None else ()),
            )
        except Unknown:
            self._off = self._site is None
            return None

    def _shown(self, page: Any) -> list[str]:
        own = outline.page(page, {"content", "toc"} | self._reads.heavy)
        return [*own, outline.neighbour(page.previous_page), outline.neighbour(page.next_page)]

    def _all(self, env: Any, context: Mapping[str, Any]) -> str:
        """A digest of what all pages have in common."""
        folders = self._config.theme.dirs
        if type(env.loader) is not FileSystemLoader or env.loader.searchpath != list(folders) or not is_plain(env):
            raise Unknown("a Jinja environment that was changed")
        self._templates = theme.digest(folders)
        self._reads = theme.reads(env, folders)
        listed = context["pages"] if self._reads.pages or self._reads.heavy else ()
        return store.digest(
            "whole",
            self._ground,
            self._templates,
            outline.configuration(self._config),
            outline.navigation(context["nav"], self._reads.heavy),
            *(part for file in listed for part in outline.page(file.page, self._reads.heavy)),
        )


def _is_known(handler: Any) -> bool:
    owner = getattr(handler, "__self__", None)
    if owner is None and hasattr(handler, "__wrapped__"):  # see adapters.mermaid2
        owner = getattr(handler.__wrapped__, "__self__", None)
    return owner is not None and type(owner).__module__ in _PLUGINS
