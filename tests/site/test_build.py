"""The site of the example, built again and again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from specification import EXAMPLE

pytestmark = pytest.mark.slow

CONFIG = """\
site_name: nihao-chat
docs_dir: docs
theme:
  name: material
  font: false
plugins:
  - search
  - backend-spec:
      rule_pages: false
markdown_extensions:
  - pymdownx.highlight
  - pymdownx.superfences
validation:
  links:
    anchors: warn
"""


def build(root: Path, place: str, seed: int, cache: str) -> dict[str, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root / place)],
        cwd=root,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONHASHSEED": str(seed),
            "BACKEND_SPEC_CACHE": str(root / cache),
            "SOURCE_DATE_EPOCH": "1790000000",
        },
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    files = (path for path in (root / place).rglob("*") if path.is_file() and path.name != "sitemap.xml.gz")
    return {path.relative_to(root / place).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / "mkdocs.yml").write_text(CONFIG)
    place = root / "docs" / "backend"
    place.mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Home\n\n<!-- backend-spec: overview -->\n")
    for path in EXAMPLE.glob("*.md"):
        (place / path.name).write_bytes(path.read_bytes())
    return root


def test_building_twice_gives_the_same_bytes(root: Path) -> None:
    first = build(root, "first", 1, "kept")
    assert "objects.inv" in first
    assert "reference/api/index.html" in first
    kept = build(root, "kept-site", 2, "kept")
    anew = build(root, "anew", 3, "empty")
    for other in (kept, anew):
        assert sorted(other) == sorted(first)
        assert not [path for path in first if first[path] != other[path]]


def test_line_endings_make_no_difference(root: Path) -> None:
    before = build(root, "lf", 1, "kept")
    for path in (root / "docs" / "backend").glob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    after = build(root, "crlf", 1, "kept")
    assert sorted(after) == sorted(before)
    assert not [path for path in before if path.endswith(".html") and before[path] != after[path]]


def test_without_links_nothing_is_dead(root: Path) -> None:
    (root / "mkdocs.yml").write_text(CONFIG.replace("rule_pages: false", "rule_pages: false\n      links: false"))
    site = build(root, "unlinked", 1, "kept")
    text = site["backend/api_specification/index.html"].decode()
    assert 'id="endpoint:POST/api/v1/auth/login"' in text
    assert 'class="spec-ref' not in text.replace('class="spec-words"', "")
    assert "spec-uses" not in text
    assert "objects.inv" not in site
    assert "reference/api/index.html" in site
    (root / "mkdocs.yml").write_text(CONFIG)


def test_a_search_that_takes_its_marks_out_of_a_page_is_no_change(root: Path) -> None:
    path = root / "docs" / "backend" / "error_specification.md"
    before = path.read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG.replace("extensions:", "extensions:\n  - attr_list"))
    title, rest = before.split("\n", 1)
    path.write_text(f"{title} {{ data-search-exclude=1 }}\n{rest}", encoding="utf-8")
    page = build(root, "excluded", 1, "kept")["backend/error_specification/index.html"].decode()
    assert 'class="spec-ref' in page
    assert "data-search-exclude" not in page
    path.write_text(before, encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG)
