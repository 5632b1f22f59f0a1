"""mermaid2 beside the plugin: offline whatever its options, and kept from pages that it does not change."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from adapters.test_mkdocs import build
from backend_spec.adapters import mermaid2
from backend_spec.site import assets

DIAGRAM = "# Page\n\nText.\n\n```mermaid\ngraph TD\n    a --> b\n```\n"
WORD = '# Page\n\nDiagrams are written in mermaid. <br> &nbsp;\n\n```html\n<div class="mermaid">\n```\n'
FORMATS = {
    "material": "pymdownx.superfences.fence_code_format",
    "div": "pymdownx.superfences.fence_div_format",
    "mermaid2": "mermaid2.fence_mermaid_custom",
}
OURS = "  - backend-spec: {folder: ., rules: {missing-section: off}, rule_pages: false}\n"


def pages(root: Path, plugins: str, fence: str) -> tuple[dict[str, str], str]:
    """The site's pages by name, built with these plugins, and what was said."""
    docs = root / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text(DIAGRAM)
    (docs / "word.md").write_text(WORD)
    (docs / "architecture.md").write_text("# Backend System Architecture\n")
    (root / "mkdocs.yml").write_text(
        "site_name: x\ntheme: material\nmarkdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
        f"        - {{name: mermaid, class: mermaid, format: !!python/name:{fence} }}\nplugins:\n{plugins}"
    )
    done = build(root)
    assert done.returncode == 0, done.stderr
    return {name: (root / "site" / name / "index.html").read_text() for name in (".", "word")}, done.stderr


@pytest.mark.parametrize("fence", FORMATS)
@pytest.mark.parametrize("first", ["ours", "mermaid2"])
def test_a_plain_mermaid2_is_offline_and_changes_nothing(fence: str, first: str, tmp_path: Path) -> None:
    both = [OURS, "  - mermaid2\n"]
    made, said = pages(tmp_path, "".join(both if first == "ours" else reversed(both)), FORMATS[fence])
    assert "library: assets/backend-spec/vendor/mermaid.min.js" in said
    assert "Cannot check URL" not in said
    assert '<figure class="spec-diagram"' in made["."]
    for page in made.values():
        assert "unpkg" not in page
        assert "mermaid.initialize" not in page
    # mermaid2 parses this one in vain when it is alone, and writes `<br/>` for `<br>`.
    assert "mermaid. <br> &nbsp;" in made["word"]


def test_a_library_that_the_project_names_stays() -> None:
    plugin = _plugin({"javascript": "https://example.org/mermaid.js"})
    mermaid2.provide([plugin, object()], "ours.js")
    assert plugin.config["javascript"] == "https://example.org/mermaid.js"


def test_pages_that_it_selects_are_still_its_own() -> None:
    seen: list[str] = []

    for loader, page, selected in (
        (False, '<div class="mermaid">', True),
        (False, '<pre><code class="language-mermaid">', True),
        (False, '<pre class="mermaid"><code>', False),
        (True, '<pre class="mermaid"><code>', True),
        (True, "mermaid", False),
    ):
        plugin = _plugin({})
        plugin.activate_custom_loader = loader
        handlers = [plugin.on_post_page]
        mermaid2.spare(handlers)
        seen.append(handlers[0](page))
        assert (seen[-1] == "changed") == selected


def _plugin(config: dict[str, str]) -> SimpleNamespace:
    class Plugin(SimpleNamespace):
        __module__ = "mermaid2.plugin"

        def on_post_page(self, output: str) -> str:
            return "changed"

    return Plugin(config=config)


def test_a_build_without_the_library_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    monkeypatch.setattr(assets, "_FOLDER", tmp_path / "assets")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text(DIAGRAM)
    (docs / "architecture.md").write_text("# Backend System Architecture\n")
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: x\nplugins:\n{OURS}")
    build_site(load_config(str(config)))
    told = [record.getMessage() for record in caplog.records if "Mermaid library" in record.getMessage()]
    assert len(told) == 1
    assert "diagrams will show their source" in told[0]
    assert '<figure class="spec-diagram"' in (tmp_path / "site" / "index.html").read_text()
