"""The MkDocs plugin: only hooks. It also runs under ProperDocs, which answers to the same names.

The specification is judged in `on_pre_build`, before MkDocs empties the site folder, so a failed build leaves the last
good site as it was. While serving nothing is raised: MkDocs answers no request any more after an error in a rebuild.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files

from backend_spec import garbage
from backend_spec.adapters import adding, mermaid2, telling
from backend_spec.adapters.addressing import Addresses
from backend_spec.adapters.rendering import compiled
from backend_spec.adapters.rendering.builds import Rendering
from backend_spec.adapters.rendering.dirty import build_all
from backend_spec.adapters.rendering.kept import Kept
from backend_spec.adapters.rendering.output import Output
from backend_spec.adapters.rendering.whole import Site
from backend_spec.adapters.telling import Failed, log
from backend_spec.config import Config, ConfigError, parse
from backend_spec.report.result import judge
from backend_spec.site import slots
from backend_spec.store import Store, folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from backend_spec.adapters.serving import Serving
    from backend_spec.adapters.weaving import Weaving
    from backend_spec.site.page import Page as GeneratedPage
    from backend_spec.site.publisher import Publisher


class BackendSpecPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Judges the specification at every build, weaves its links into the pages and adds the generated ones."""

    def __init__(self) -> None:
        self._options = Config()
        self._root = Path()
        self._serving = self._dirty = False
        self._live: Serving | None = None
        self._loaded = False
        self._publisher: Publisher | None = None
        self._weaving: Weaving | None = None
        self._rule_pages: Mapping[str, GeneratedPage] = {}
        self._files = Files([])
        self._addresses = Addresses(self._files)
        self._rendering: Rendering | None = None
        self._output: Output | None = None
        self._kept: Kept | None = None
        """What the last build used of the render cache."""

    def load_config(
        self, options: Mapping[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Check the options. While serving, wrong ones are reported and the last right ones stay in force."""
        try:
            self._options = parse(options)
        except ConfigError as error:
            if self._live and self._loaded:
                self._live.options(str(error))
                return [], [("backend-spec", f"{error}; the previous options stay in force")]
            return [("backend-spec", ValidationError(str(error)))], []
        self._loaded = True
        if self._live:
            self._live.options(None)
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._serving = command == "serve"
        self._dirty = dirty
        if self._serving:
            from backend_spec.adapters.serving import Serving

            self._live = Serving(self._store())

    # Before mermaid2, which asks the network when it has no library.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        if self._live:
            self._live.begin(config)
        self._root = Path(config.config_file_path or "mkdocs.yml").parent
        mermaid2.spare(config.plugins.events["post_page"])
        if self._publishes:
            adding.configure(config)
        if self._options.cache:
            compiled.spare(config.theme)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        place = Path(config.docs_dir) / self._options.folder
        try:
            self._publisher = self._published(place, replace(self._options, site_url=config.site_url or ""))
        except (Failed, ConfigError, OSError) as error:
            if not self._live:
                raise PluginError(f"backend-spec: {error}") from error
            self._live.cannot_judge(f"backend-spec: {error}")
        except Exception as error:
            if not self._live:
                raise
            # A fault of ours must not end the author's session.
            self._live.crashed(error)
        if self._live:
            self._live.emptied()
            if self._kept is None:  # the first build
                garbage.spare()
        self._rendering = self._weaving = None
        if self._options.cache:
            if self._output is None or self._output.folder != config.site_dir:
                self._output = Output(config.site_dir)
            self._output.take(dirty=self._dirty)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self._files, self._addresses = files, Addresses(files)
        if self._options.rule_pages is not None:
            self._rule_pages = adding.rule_pages(files, config, self._options.rule_pages, self._store())
        if self._publisher:
            from backend_spec.adapters.weaving import Weaving

            self._weaving = Weaving(self._publisher)
            self._publisher.meet(file.src_uri for file in files.documentation_pages())
            adding.pages(files, config, self._publisher.pages, self._options.pages)
        if self._live:
            self._live.pages(self._addresses.root)
        return files

    # After all others, who watch places through the server that there was before.
    @event_priority(-100)
    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Callable[..., Any]) -> Any:
        if self._live:
            self._live.attach(server, config)
        return server

    def on_shutdown(self) -> None:
        if self._live:
            self._live.close()

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        if self._dirty and self._options.cache:
            build_all(files, config.plugins.values())

    # After all others, who may still put another page in its place.
    @event_priority(-100)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if self._rendering is None:
            site = Site(self._output, self._addresses.of if self._publisher else None)
            self._rendering = Rendering(self._store(), config, self._kept, site=site, serving=self._serving)
        self._rendering.page(page)
        return page

    # Before all others: marks are put where the file's text is still what was judged.
    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if not self._publisher:
            return markdown
        return self._publisher.markdown(page.file.src_uri, lambda: page.file.content_bytes, markdown)

    # After all others, who may still change what is marked.
    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if page.file.src_uri in self._rule_pages:
            return slots.filled(html, self._rule_pages[page.file.src_uri])
        return self._weaving.content(page, html) if self._weaving else html

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        if self._rendering:
            self._rendering.env(env, config)
        if self._output:
            self._output.make_room(files)

    # After all others: search plugins read a page's content here, and half their time would go to our links.
    @event_priority(-100)
    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        if self._weaving and self._rendering:
            self._weaving.weave(page, self._rendering)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if not self._publisher or not (self._rendering and self._rendering.is_linked(output)):
            return output
        from backend_spec.site.hrefs import resolved

        return resolved(output, self._addresses.of(page))

    # Before all others, who may look for what is there.
    @event_priority(100)
    def _settle(self, *, config: MkDocsConfig) -> None:
        if self._publisher and self._options.links:
            from backend_spec.adapters.publishing import write_cards

            write_cards(config.site_dir, self._publisher.cards(), self._files.src_uris)
        if self._output:
            self._output.settle()

    def on_build_error(self, *, error: Exception) -> None:
        if self._output:
            self._output.release()

    # After all others: the search plugins have written their index.
    @event_priority(-100)
    def _finish(self, *, config: MkDocsConfig) -> None:
        if self._rendering:
            self._rendering.done()
            self._kept = self._rendering.kept
        if not self._publisher or not self._options.links:
            return
        for path in sorted(self._publisher.unwoven):
            log.warning("backend-spec: %s is published without links: its text is no more what was judged", path)
        from backend_spec.adapters.publishing import write_entries

        write_entries(Path(config.site_dir), self._publisher.entries, config.site_name, self._addresses)

    on_post_build = CombinedEvent(_settle, _finish)

    @property
    def _publishes(self) -> bool:
        """Whether the pages get anything besides those of the rules."""
        return self._options.links or self._options.pages.folder is not None

    def _published(self, place: Path, options: Config) -> Publisher | None:
        """The verdict is told; what the pages get. Nothing when the project wants none of it."""
        files, store = telling.read(place), self._store()
        if self._live:
            analysis = self._live.judge(place, files, options)
        else:
            result = judge(files, options, store)
            telling.tell(result, files, place)
        if not self._publishes:
            return None
        from backend_spec.adapters.publishing import publisher
        from backend_spec.site.publication import publication

        if not self._live:
            return publisher(publication(files, options, store, result.analysis), options, self._root)
        made = self._live.publication(files, options, store, analysis)
        marked = analysis if options.live.shown else None
        return publisher(made, options, self._root, serving=True, marked=marked)

    def _store(self) -> Store:
        return Store(folder() if self._options.cache else None)
