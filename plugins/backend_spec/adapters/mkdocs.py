"""The MkDocs plugin: only hooks. It also runs under ProperDocs, which answers to the same names.

The specification is judged in `on_pre_build`, before MkDocs empties the site folder, so a failed build leaves the last
good site as it was. While serving nothing is raised: MkDocs answers no request any more after an error in a rebuild.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from backend_spec import garbage
from backend_spec.adapters import mermaid2, navigation
from backend_spec.adapters.rendering.builds import Rendering
from backend_spec.adapters.rendering.dirty import build_all
from backend_spec.adapters.rendering.kept import Kept
from backend_spec.adapters.rendering.output import Output
from backend_spec.config import Config, ConfigError, parse
from backend_spec.files import read_folder
from backend_spec.report import text
from backend_spec.report.frame import split
from backend_spec.report.result import Result, judge
from backend_spec.site import slots
from backend_spec.store import Store, digest, folder
from backend_spec.text import Source

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from backend_spec.adapters.serving import Serving
    from backend_spec.project import Analysis
    from backend_spec.site.page import Page as GeneratedPage
    from backend_spec.site.publisher import Publisher

ASSETS = "assets/backend-spec"
"""Where the site has the package's style sheets and scripts."""

_SEARCH = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")
"""What Material's search takes out of a page that it has read."""

log = logging.getLogger("mkdocs.plugins.backend-spec")


class BackendSpecPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Judges the specification at every build, weaves its links into the pages and adds the generated ones."""

    def __init__(self) -> None:
        self._options = Config()
        self._root = Path()
        self._serving = self._dirty = False
        self._live: Serving | None = None
        self._loaded = False
        self._publisher: Publisher | None = None
        self._rule_pages: dict[str, GeneratedPage] = {}
        self._files = Files([])
        self._rendering: Rendering | None = None
        self._output: Output | None = None
        self._kept: Kept | None = None
        """What the last build used of the render cache."""
        self._contents: dict[str, tuple[str, str]] = {}
        """Of pages that are not written yet, the content without links and with what links are made of."""

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

    @property
    def _publishes(self) -> bool:
        """Whether the pages get anything besides those of the rules."""
        return self._options.links or self._options.pages.folder is not None

    # Before mermaid2, which asks the network when it has no library.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        self._root = Path(config.config_file_path or "mkdocs.yml").parent
        mermaid2.spare(config.plugins.events["post_page"])
        if self._publishes:
            from backend_spec.site.weave.headings import HeadingMarks

            config.markdown_extensions.append(HeadingMarks())
            mermaid2.provide(config.plugins.values(), f"{ASSETS}/vendor/mermaid.min.js")
            config.extra_css.append(f"{ASSETS}/spec.css")
            config.extra_javascript.append(_module(f"{ASSETS}/spec.js"))

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        place = Path(config.docs_dir) / self._options.folder
        try:
            files, options = self._read(place), _with_address(self._options, config.site_url or "")
            analysis: Analysis | None
            if self._live:
                analysis = self._live.judge(place, files, options)
            else:
                result = judge(files, options, self._store())
                self._tell(result, files, place)
                analysis = result.analysis
            self._publisher = self._published(analysis, files)
        except (ConfigError, OSError) as error:
            self._fail(f"backend-spec: {error}")
        except Exception as error:
            if not self._live:
                raise
            # A fault of ours must not end the author's session.
            self._live.crashed(error)
        if self._live:
            self._live.emptied()
            if self._kept is None:  # the first build
                garbage.spare()
        if self._options.cache:
            self._output = Output(config.site_dir)
            self._output.take(dirty=self._dirty)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self._files = files
        self._rendering = None
        if self._publisher:
            self._publisher.meet(file.src_uri for file in files.documentation_pages())
        if self._options.rule_pages is not None:
            from backend_spec.site.rules import pages

            made = pages(self._options.rule_pages, self._store())
            self._rule_pages = {page.path: page for page in made.kinds}
            self._add(config, f"{self._options.rule_pages}/index.md", made.index)
            for page in made.kinds:
                self._add(config, page.path, slots.markdown(page))
        if self._publisher:
            from backend_spec.site import assets

            for path, page in self._publisher.pages.items():
                # Where no navigation is written, MkDocs makes one of all pages that are not left out.
                self._add(config, path, slots.markdown(page), listed=not config.nav)
            navigation.extend(config, self._publisher.pages.values(), self._options.pages)
            for name, asset in assets.files():
                self._add(config, f"{ASSETS}/{name}", asset)
            if not assets.has_mermaid():
                log.warning("backend-spec: diagrams will show their source: %s", assets.WITHOUT_MERMAID)
        if self._publisher and self._options.links:
            for path in self._publisher.cards():
                # Next to the page, so that the script can tell its address from the page's.
                self._add(config, path.removesuffix(".md") + ".cards.json", "{}")
        if self._live:
            self._live.pages(self._root_address)
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

    def _add(self, config: MkDocsConfig, path: str, content: str | bytes | Path, *, listed: bool = False) -> None:
        """Add a file to the site, unless the project has one of its own there."""
        if path not in self._files.src_uris:
            given = {"abs_src_path": str(content)} if isinstance(content, Path) else {"content": content}
            inclusion = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
            self._files.append(File.generated(config, path, inclusion=inclusion, **given))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        if self._dirty and self._options.cache:
            build_all(files, config.plugins.values())

    # After all others, who may still put another page in its place.
    @event_priority(-100)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if self._rendering is None:
            self._rendering = Rendering(self._store(), config, self._kept, serving=self._serving)
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
        path = page.file.src_uri
        if path in self._rule_pages:
            return slots.filled(html, self._rule_pages[path])
        if not self._publisher:
            return html
        if page.present_anchor_ids is not None:
            page.present_anchor_ids.update(self._publisher.ids(path))
        from backend_spec.site.weave.page import unmarked

        plain = unmarked(html)
        self._contents[path] = plain, html
        return plain

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        if self._rendering:
            self._rendering.env(env, config)
        if self._output:
            self._output.make_room(files)

    # After all others: search plugins read a page's content here, and half their time would go to our links.
    @event_priority(-100)
    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        path = page.file.src_uri
        plain, html = self._contents.pop(path, ("", None))
        if html is None or not self._publisher or not self._rendering:
            return
        publisher, stripped = self._publisher, page.content != plain
        if stripped and page.content != _SEARCH.sub("", plain):
            publisher.unwoven.add(path)
            return

        def weave() -> str:
            woven = publisher.content(path, html)
            return _SEARCH.sub("", woven) if stripped else woven

        self._rendering.weave(page, digest(publisher.state(path), html), weave)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if not self._publisher or not (self._rendering and self._rendering.is_linked(output)):
            return output
        from backend_spec.site.hrefs import resolved

        return resolved(output, self._address(page))

    # Before all others, who may look for what is there.
    @event_priority(100)
    def _settle(self, *, config: MkDocsConfig) -> None:
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
        from backend_spec.site import inventory, search

        site = Path(config.site_dir)
        entries = self._publisher.entries
        (site / "objects.inv").write_bytes(inventory.written(entries, config.site_name, self._root_address))
        index = site / "search" / "search_index.json"
        if index.is_file():
            extended = search.extended(index.read_text(encoding="utf-8"), entries, self._root_address)
            index.write_text(extended, encoding="utf-8")
        for path, cards in self._publisher.cards().items():
            place = site / (path.removesuffix(".md") + ".cards.json")
            place.write_text(cards, encoding="utf-8")

    on_post_build = CombinedEvent(_settle, _finish)

    def _root_address(self, path: str) -> str | None:
        """The address of a page, relative to the site's root."""
        file = self._files.get_file_from_path(path)
        return file.url if file else None

    def _address(self, page: Page) -> Callable[[str, str], str | None]:
        """The addresses of pages as seen from one page, each checked as MkDocs checks an author's links."""
        known: dict[str, tuple[File, str] | None] = {}

        def address(path: str, anchor: str) -> str | None:
            if path not in known:
                file = self._files.get_file_from_path(path)
                known[path] = (file, get_relative_url(file.url, page.file.url)) if file else None
            found = known[path]
            if found is None:
                return None
            file, url = found
            if anchor and page.links_to_anchors is not None:
                page.links_to_anchors.setdefault(file, {}).setdefault(anchor, f"{path}#{anchor}")
            if file is page.file:
                return f"#{anchor}" if anchor else url
            return f"{url}#{anchor}" if anchor else url

        return address

    def _store(self) -> Store:
        return Store(folder() if self._options.cache else None)

    def _read(self, place: Path) -> dict[str, bytes]:
        if not place.is_dir():
            raise ConfigError(f"there is no folder {place}; the option `folder` names the specification's folder")
        files = read_folder(place)
        if not files:
            raise ConfigError(f"there are no Markdown files in {place}")
        return files

    def _published(self, analysis: Analysis | None, files: Mapping[str, bytes]) -> Publisher | None:
        """What the pages get. Nothing when the project wants none of it."""
        if not self._publishes:
            return None
        from backend_spec.site import inventory
        from backend_spec.site.publication import publication
        from backend_spec.site.publisher import Publisher

        publish = self._live.publication if self._live else publication
        made = publish(files, self._options, self._store(), analysis)
        if analysis and self._live and self._options.live.shown:
            from backend_spec.site.weave.findings import with_findings

            made = with_findings(made, analysis)
        foreign = inventory.foreign(self._options.inventories, self._root)
        return Publisher(made, self._options.folder, links=self._options.links, serving=self._serving, foreign=foreign)

    def _tell(self, result: Result, files: Mapping[str, bytes], place: Path) -> None:
        """Print the diagnostics, and fail the build if there are errors."""
        lines: dict[str, list[str]] = {}

        def read(path: str) -> list[str]:
            if path not in lines:
                lines[path] = split(Source.decode(path, files[path])[0].text)
            return lines[path]

        paint = text.colour if sys.stderr.isatty() and not os.environ.get("NO_COLOR") else text.plain
        prefix = os.path.relpath(place).replace(os.sep, "/") + "/"
        for line in text.diagnostics(result.report, read, paint, prefix):
            sys.stderr.write(line + "\n")
        sys.stderr.flush()
        counts = result.report["summary"]
        if not counts["documents"]:
            self._fail(f"backend-spec: none of the {len(files)} Markdown files in {place} is a specification document")
        if counts["warning"]:
            log.warning("backend-spec: %s in the specification", text.counted(counts["warning"], "warning"))
        if counts["error"]:
            self._fail(f"backend-spec: {text.counted(counts['error'], 'error')} in the specification")
        elif not counts["warning"]:
            log.info("backend-spec: %d documents, no errors", counts["documents"])

    def _fail(self, message: str) -> None:
        if not self._live:
            raise PluginError(message)
        self._live.cannot_judge(message)


def _module(path: str) -> ExtraScriptValue:
    """A script of the site that is an ES module."""
    script = ExtraScriptValue(path)
    script.type = "module"
    return script


def _with_address(options: Config, site_url: str) -> Config:
    """The options together with the site's address, which only MkDocs knows."""
    from dataclasses import replace

    return replace(options, site_url=site_url)
