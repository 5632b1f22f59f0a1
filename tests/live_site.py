"""A small project that is served and edited, and what its pages show of that."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from served import PATIENCE, Server, eventually
from specification import API, BROKEN, ERRORS, PLUGIN, folder

OPTIONS = f"""\
site_name: x
theme:
  name: THEME
  font: false
  features: [navigation.instant]
  palette:
    - {{media: "(prefers-color-scheme: light)", scheme: default, toggle: {{icon: material/brightness-7, name: Dark}}}}
    - {{media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {{icon: material/brightness-4, name: Light}}}}
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - {{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }}
plugins:
  - search
{PLUGIN}hooks: [hook.py]
extra: {{generator: false}}
"""
HOOK = """\
def on_page_markdown(markdown, **_):
    if "CANNOT BE RENDERED" in markdown:
        raise KeyError("some plugin")
"""
FLOW = """
**Flow**

```mermaid
sequenceDiagram
    participant C as Client
    participant G as Gateway
    C->>G: POST /api/v1/auth/login
    G-->>C: 403 1002
```
"""
INDEX = "# Home\n\n[The API](spec/api_specification.md), [errors](spec/error_specification.md)\n"
GOOD = API + FLOW
BAD = BROKEN + FLOW
MISDRAWN = API + FLOW.replace("403 1002", "403 1099")
UNRENDERED = GOOD.replace("**Error Responses**\n\n|", "**Error Responses**\n|")
PAGE = "spec/api_specification/"
SLOW = PATIENCE * 1000

# What a squiggle covers, by severity.
MARKED = """(severity) => {
  const found = CSS.highlights.get(`spec-finding-${severity}`) ?? [];
  return [...found].map((range) => range.toString());
}"""


def project(root: Path, theme: str = "material") -> Path:
    options = OPTIONS.replace("THEME", theme)
    if theme != "material":
        options = re.sub(r"  font:.*?(?=markdown_ext)", "  highlightjs: false\n", options, flags=re.DOTALL)
    (root / "mkdocs.yml").write_text(options)
    (root / "hook.py").write_text(HOOK)
    folder(root / "docs", index=INDEX, spec__api_specification=GOOD, spec__error_specification=ERRORS)
    return root


def well(server: Server) -> bool:
    state = server.state()
    return not state["building"] and not state["failure"] and not state["findings"] and server.get(PAGE)[0] == 200


def write(server: Server, text: str, name: str = "api_specification") -> None:
    file = server.root / "docs" / "spec" / f"{name}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def badge(page: Page) -> Locator:
    return page.locator("#backend-spec-live .badge")


def panel(page: Page) -> Locator:
    return page.locator("#backend-spec-live .panel")


def says(page: Page, told: str | re.Pattern[str]) -> None:
    """Wait until the badge says this."""
    label = told if isinstance(told, re.Pattern) else f"Specification: {told}"
    expect(badge(page)).to_have_attribute("aria-label", label, timeout=SLOW)


def marked(page: Page, severity: str, *texts: str) -> None:
    """Wait until exactly these texts bear a squiggle."""
    wait = f"([severity, texts]) => JSON.stringify(({MARKED})(severity)) === texts"
    page.wait_for_function(wait, arg=[severity, json.dumps(list(texts), separators=(",", ":"))], timeout=SLOW)


def opened(page: Page, server: Server, path: str = PAGE) -> Page:
    page.goto(server.url + path)
    expect(badge(page)).to_have_attribute("aria-label", re.compile("Specification: "), timeout=SLOW)
    return page


def still(page: Page, server: Server) -> None:
    """Wait until the page is built with its findings, and let it not be loaded anew by later builds."""
    eventually(lambda: is_built(server))
    quiet(page)


def is_built(server: Server) -> bool:
    """Whether the page has the places of all its findings."""
    state, text = server.state(), server.get(PAGE)[1]
    places = [place for one in state["findings"] for place in (one, *one["places"]) if place["url"] == PAGE]
    return bool(places) and not state["building"] and all(f'id="{place["anchor"]}"' in text for place in places)


def quiet(page: Page) -> None:
    """Let the page not be loaded anew by builds."""
    page.route("**/livereload/**", lambda route: None)
