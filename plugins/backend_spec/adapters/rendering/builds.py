"""The render cache of one plugin: what a host's hooks tell it in each build."""

from __future__ import annotations

from typing import Any

from backend_spec.adapters.rendering.body import Bodies
from backend_spec.adapters.rendering.ground import installed
from backend_spec.adapters.rendering.kept import Kept
from backend_spec.adapters.rendering.searched import Searches
from backend_spec.adapters.rendering.whole import Wholes
from backend_spec.store import Store


class Rendering:
    """One build's cache: `page` before a page's Markdown is read, `env` before templates are asked for, `done` at the
    end."""

    def __init__(self, keep: Store, config: Any):
        self._kept = Kept(keep)
        ground = installed() if keep.keeps else ""
        self._bodies = Bodies(self._kept, ground, config) if keep.keeps else None
        self._wholes = Wholes(self._kept, ground, config) if keep.keeps else None
        self._searches = Searches(self._kept, ground)

    def page(self, page: Any) -> None:
        if self._bodies:
            self._bodies.take(page)

    def env(self, env: Any, config: Any) -> None:
        if self._wholes:
            self._searches.take(config.plugins.values())
            self._wholes.take(env)

    def done(self) -> None:
        """Keep what was made, if it was all made of the same templates."""
        if self._wholes and self._wholes.unchanged():
            self._kept.write()
        else:
            self._kept.forget()
