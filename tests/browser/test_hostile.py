"""A specification whose names, labels, cells and titles are attacks: nothing of it runs, all of it is shown as text."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

import example_site
from specification import EXAMPLE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPT = "<script>window.hit=1</script>"
IMAGE = '"><img src=x onerror=window.hit=1>'
END = "</script><script>window.hit=1</script>"
ATTACKS = {
    "error_specification.md": [
        ("| `1003` | `FORBIDDEN`", "| `1003` | `FORBIDDEN" + SCRIPT + "`"),
        ("The caller's role does not allow this operation", f"The `{END}` role {IMAGE.replace('|', '')} does not"),
    ],
    "architecture.md": [
        ("# Backend System Architecture", f"# Backend `{SCRIPT}` Architecture"),
        ("Credentials, tokens, sessions and verification codes", f"Credentials `{END}` &lt;script&gt; {SCRIPT}"),
    ],
    "api_specification.md": [
        (
            "C->>G: POST /groups with X-Idempotency-Key\n",
            "C->>G: POST /groups with X-Idempotency-Key <img src=x onerror=window.hit=1>\n",
        ),
        ("```mermaid\n", "```mermaid\n%%{init: {'securityLevel': 'loose'}}%%\n"),
        ("#### 11.1.3 Sign In", f"#### 11.1.3 Sign In `{IMAGE}`"),
        ('"device_name": "Alice\'s iPhone"', f'"device_name": "{END}"'),
        ("Exchanges identifier", "[Exchanges](javascript:window.hit=1) `javascript:window.hit=1` identifier"),
    ],
    "cache_specification.md": [("`verify:{identifier}:{purpose}`", '`verify:{identifier}:{purpose}"onclick=alert(1)`')],
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("hostile")
    (root / "mkdocs.yml").write_text(
        "site_name: x\ntheme:\n  name: material\n  font: false\n"
        "plugins:\n  - search\n  - backend-spec:\n      rule_pages: false\n"
        "markdown_extensions:\n  - tables\n  - pymdownx.highlight\n  - pymdownx.superfences\n"
    )
    place = root / "docs" / "backend"
    place.mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Home\n\n<!-- backend-spec: overview -->\n")
    for path in EXAMPLE.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        for old, new in ATTACKS.get(path.name, ()):
            assert old in text, (path.name, old)
            text = text.replace(old, new)
        (place / path.name).write_text(text, encoding="utf-8")
    # Attacks are faults too; while serving, a site is published all the same.
    code = (
        "from mkdocs.config import load_config; from mkdocs.commands.build import build; c = load_config('mkdocs.yml');"
        "c.plugins.on_startup(command='serve', dirty=False); build(c)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "BACKEND_SPEC_CACHE": str(root / "kept")},
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert (root / "site" / "index.html").is_file(), done.stderr
    with example_site.served(root / "site") as address:
        yield address


# Markdown passes an author's own HTML through, on the author's own page. It goes no further.
OWN = {"architecture", "error_specification"}
DOCUMENTS = [f"backend/{path.stem}/" for path in sorted(EXAMPLE.glob("*.md")) if path.stem not in OWN]
NAMES = ("checklist", "services/auth-service", "api", "rpcs", "errors", "tables", "events", "cache", "explorer")


@pytest.mark.parametrize("path", ["", *DOCUMENTS, *(f"reference/{name}/" for name in NAMES)])
def test_nothing_runs(path: str, hostile: str, page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.goto(hostile + path)
    page.wait_for_load_state("networkidle")
    for figure in page.locator(".spec-diagram").all()[:4]:
        figure.scroll_into_view_if_needed()
    for link in page.locator("a.spec-ref:visible").all()[:5]:
        link.hover(force=True)
        page.wait_for_timeout(120)
    assert page.evaluate("window.hit") is None
    scripts = "a => a.filter(e => /^\\s*javascript:/i.test(e.getAttribute('href') ?? '')).map(e => e.outerHTML)"
    ours = "article a.spec-ref, article figure a, [popover] a"
    assert page.locator(ours).evaluate_all(scripts) == []
    assert page.locator("img[src=x]").count() == 0
    assert not faults
