"""The render cache of one plugin: what a host's hooks tell it in each build."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend_spec.adapters.rendering.body import Bodies
from backend_spec.adapters.rendering.ground import installed
from backend_spec.adapters.rendering.kept import Kept
from backend_spec.adapters.rendering.searched import Searches
from backend_spec.adapters.rendering.whole import Site, Wholes
from backend_spec.store import Store


class Rendering:
    """One build's cache: `page` before a page's Markdown is read, `env` before templates are asked for, `done` at the
    end."""

    def __init__(
        self, keep: Store, config: Any, last: Kept | None = None, *, site: Site | None = None, serving: bool = False
    ):
        self.kept = Kept(keep, last, remembers=serving and keep.keeps)
        ground = installed() if keep.keeps else ""
        self._bodies = Bodies(self.kept, ground, config) if keep.keeps else None
        self._wholes = Wholes(self.kept, ground, config, (serving and site) or Site()) if keep.keeps else None
        self._searches = Searches(self.kept, ground)
        self._output = site.output if site else None

    def page(self, page: Any) -> None:
        if self._bodies:
            self._bodies.take(page)

    def env(self, env: Any, config: Any) -> None:
        if self._wholes:
            self._searches.take(config.plugins.values())
            self._wholes.take(env)

    def weave(self, page: Any, given: str, weave: Callable[[], str]) -> None:
        """Weave a page's content in time; see `Wholes.weave`."""
        if self._wholes:
            self._wholes.weave(page, given, weave)
        else:
            page.content = weave()

    def is_linked(self, output: str) -> bool:
        """Whether a page that a template made may have links that are still to be resolved."""
        return self._wholes is None or self._wholes.is_linked(output)

    def done(self) -> None:
        """Keep what was made, if it was all made of the same templates."""
        if self._wholes and self._wholes.unchanged():
            self.kept.write()
            if self._output:
                self._output.done()
        else:
            self.kept.forget()
