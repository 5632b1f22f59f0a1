"""What a site gets besides its authors' files: generated pages, the rules' pages, style sheets and scripts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.structure.files import File, InclusionLevel

from backend_spec.adapters import mermaid2, navigation
from backend_spec.adapters.telling import log
from backend_spec.config import Pages
from backend_spec.site import slots
from backend_spec.site.page import Page
from backend_spec.store import Store

ASSETS = "assets/backend-spec"
"""Where the site has the package's style sheets and scripts."""


def configure(config: Any) -> None:
    """Have Markdown keep our marks, and pages load the style sheet and the script."""
    from backend_spec.site.weave.headings import HeadingMarks

    config.markdown_extensions.append(HeadingMarks())
    mermaid2.provide(config.plugins.values(), f"{ASSETS}/vendor/mermaid.min.js")
    config.extra_css.append(f"{ASSETS}/spec.css")
    script = ExtraScriptValue(f"{ASSETS}/spec.js")
    script.type = "module"
    config.extra_javascript.append(script)


def rule_pages(files: Any, config: Any, folder: str, keep: Store) -> Mapping[str, Page]:
    """Add a page for each kind of rules, and one that lists them."""
    from backend_spec.site.rules import pages

    made = pages(folder, keep)
    _add(files, config, f"{folder}/index.md", made.index)
    for page in made.kinds:
        _add(files, config, page.path, slots.markdown(page))
    return {page.path: page for page in made.kinds}


def pages(files: Any, config: Any, made: Mapping[str, Page], options: Pages) -> None:
    """Add the generated pages and what they need."""
    from backend_spec.site import assets

    for path, page in made.items():
        # Where no navigation is written, MkDocs makes one of all pages that are not left out.
        _add(files, config, path, slots.markdown(page), listed=not config.nav)
    navigation.extend(config, made.values(), options)
    for name, asset in assets.files():
        _add(files, config, f"{ASSETS}/{name}", asset)
    if not assets.has_mermaid():
        log.warning("backend-spec: diagrams will show their source: %s", assets.WITHOUT_MERMAID)


def _add(files: Any, config: Any, path: str, content: str | bytes | Path, *, listed: bool = False) -> None:
    """Add a file to the site, unless the project has one of its own there."""
    if path not in files.src_uris:
        given = {"abs_src_path": str(content)} if isinstance(content, Path) else {"content": content}
        inclusion = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, inclusion=inclusion, **given))
