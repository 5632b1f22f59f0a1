"""mermaid2 beside the plugin: it changes the same pages as ever, and is kept from all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.test_mkdocs import build

DIAGRAM = "# Page\n\nText.\n\n```mermaid\ngraph TD\n    a --> b\n```\n"
WORD = '# Page\n\nDiagrams are written in mermaid. <br> &nbsp;\n\n```html\n<div class="mermaid">\n```\n'
FORMATS = {
    "material": "pymdownx.superfences.fence_code_format",  # pre.mermaid, which Material draws
    "div": "pymdownx.superfences.fence_div_format",
    "mermaid2": "mermaid2.fence_mermaid_custom",
}


def pages(root: Path, plugins: str, fence: str) -> dict[str, str]:
    """The site's pages by name, built with these plugins."""
    docs = root / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text(DIAGRAM)
    (docs / "word.md").write_text(WORD)
    (docs / "mermaid.min.js").write_text("// the library\n")
    (docs / "architecture.md").write_text("# Backend System Architecture\n")
    (root / "mkdocs.yml").write_text(
        "site_name: x\ntheme: material\nmarkdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
        f"        - {{name: mermaid, class: mermaid, format: !!python/name:{fence} }}\n"
        f"plugins:\n{plugins}  - mermaid2: {{javascript: mermaid.min.js}}\n"
    )
    assert build(root).returncode == 0
    return {name: (root / "site" / name / "index.html").read_text() for name in (".", "word")}


@pytest.mark.parametrize("fence", FORMATS)
def test_mermaid2_does_what_it_does_without_us(fence: str, tmp_path: Path) -> None:
    ours = "  - backend-spec: {folder: ., rules: {missing-section: off}, rule_pages: false}\n"
    alone = pages(tmp_path / "alone", "", FORMATS[fence])
    beside = pages(tmp_path / "beside", ours, FORMATS[fence])
    changed = fence != "material"
    assert ("mermaid.min.js" in alone["."]) == changed
    if changed:
        assert beside["."] == alone["."]
    assert "mermaid.min.js" not in beside["word"]
    # mermaid2 parses this one in vain, and writes `<br/>` for `<br>`; with its own loader it is left alone.
    assert "mermaid. <br> &nbsp;" not in alone["word"]
    assert ("mermaid. <br> &nbsp;" in beside["word"]) == (fence != "mermaid2")
